/**
 * Runs scenarios. A run does no input and output of its own: it takes a scenario and gives back everything
 * that a result folder holds.
 */
package io.darkages.scenarios.run;
