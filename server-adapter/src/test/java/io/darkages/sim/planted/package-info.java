/** Planted offences: what the guards of the build must find. Never run. */
package io.darkages.sim.planted;
