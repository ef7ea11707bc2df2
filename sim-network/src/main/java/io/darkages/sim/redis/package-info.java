/**
 * Simulated Redis 7: {@link io.darkages.sim.redis.RedisNode} speaks RESP2 over {@link io.darkages.sim.stream}, keeps
 * what Redis keeps, forgets what Redis forgets, and fails the way Redis fails; {@link
 * io.darkages.sim.redis.RedisMonitor} promotes a replica when the primary is gone. Each is the program of a host of its
 * own, so whatever befalls hosts and links befalls them.
 *
 * <p>Values are bytes here. Scripts run natively, known by the SHA-1 of their text; nothing knows what they are for.
 */
package io.darkages.sim.redis;
