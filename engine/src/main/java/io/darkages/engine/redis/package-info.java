/**
 * A client of Redis that does no input or output: RESP2 over {@link io.darkages.engine.port.ByteStreams}, and on top of
 * it the port {@link io.darkages.engine.port.HotState}. The bytes that it writes are the same in the simulator and on a
 * real socket. {@link io.darkages.engine.redis.RedisHotState} is the way in; it reads no clock and starts nothing.
 */
package io.darkages.engine.redis;
