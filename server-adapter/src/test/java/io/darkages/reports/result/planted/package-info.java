/** Planted offences: what the guards of the build must find. Never run. */
package io.darkages.reports.result.planted;
