/**
 * Simulated cryptography: the sizes and the failure behaviour of the real one at next to no cost, and
 * none of its secrecy. For the simulator only; real sockets refuse it.
 */
package io.darkages.sim.crypto;
