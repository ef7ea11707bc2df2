/** Fault plans drawn from a seed, campaigns, shrinking. Not built yet; the module keeps their place. */
package io.darkages.chaos;
