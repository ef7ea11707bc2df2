/**
 * Virtual time, simulated hosts and the links between them. Hosts are islands: each owns its queue,
 * clocks, CPU and random streams, and all that passes between two hosts is bytes on a link.
 *
 * <p>May use the engine's ports and random streams, and knows nothing of the game's rules. Reads no
 * real clock, no file and no socket; only {@link io.darkages.sim.WindowThreads} may use threads.
 */
package io.darkages.sim;
