/**
 * Streams of bytes between simulated hosts, as TCP has them, over the simulator's datagrams: whatever befalls links and
 * hosts befalls them. {@link io.darkages.sim.stream.HostStreams} is one host's end of all its streams; its program
 * hands it datagrams and a timer. Nothing here knows what the bytes mean.
 */
package io.darkages.sim.stream;
