/**
 * Proof of determinism: what each host did, as rolling hashes at a fixed interval, and the comparison
 * of two runs by them. Reads and writes streams that it is handed; opens none.
 */
package io.darkages.sim.trace;
