package io.darkages.sim.redis;

import io.darkages.sim.Range;
import io.darkages.sim.stream.StreamOptions;

/**
 * How a node works, and what its work costs.
 *
 * @param persistence what survives a crash
 * @param memoryBytesMax {@code maxmemory}, with {@code noeviction}: what an empty server takes counts; 1 MiB to 2^40
 * @param rewriteBytesMin an append-only file that is at least that long and has doubled is written anew, which takes a
 *     fork; {@code auto-aof-rewrite-min-size}, with a percentage of 100; 1 KiB to 2^40
 * @param subscribers {@code client-output-buffer-limit pubsub}
 * @param clientBytesMax what may wait for any other client, and the longest command; a stand-in for the machine's memory
 * @param streams how its connections behave
 * @param costs what its processor is charged
 * @param fencesSessions whether its scripts refuse what they should; true, but in tests of judges
 */
public record RedisNodeOptions(
        Persistence persistence,
        long memoryBytesMax,
        long rewriteBytesMin,
        SubscriberLimit subscribers,
        int clientBytesMax,
        StreamOptions streams,
        Costs costs,
        boolean fencesSessions) {

    private static final long COST_NANOS_MAX = 60_000_000_000L;

    /** What survives a crash of the host. */
    public enum Persistence {
        /** {@code save ''} and {@code appendonly no}. */
        NONE,
        /** {@code appendonly yes} with {@code appendfsync everysec}. */
        EVERY_SECOND
    }

    /**
     * A subscriber for whom more waits is cut off.
     *
     * @param hardBytes at once
     * @param softBytes when it lasts
     * @param softNanos so long
     */
    public record SubscriberLimit(int hardBytes, int softBytes, long softNanos) {

        /** Redis's default: 32 MB at once, 8 MB for 60 s. */
        public static final SubscriberLimit STANDARD = new SubscriberLimit(32 << 20, 8 << 20, 60_000_000_000L);

        public SubscriberLimit {
            Range.check("hardBytes", hardBytes, 1, 1 << 30);
            Range.check("softBytes", softBytes, 1, hardBytes);
            Range.check("softNanos", softNanos, 0, 3_600_000_000_000L);
        }
    }

    /**
     * What its processor is charged at the nominal speed, each 0 to 60 s.
     *
     * @param datagramNanos for each datagram that comes
     * @param commandNanos for each command
     * @param byteNanos for each byte of a command and of its reply
     * @param syncNanos how long the disk takes to sync; the processor goes on meanwhile
     * @param forkNanos for each fork: when a replica is given the whole data set, or the append-only file is written anew
     * @param forkMebibyteNanos on top of it for each MiB of memory
     * @param itemNanos for each field or member that is listed at once, or freed with its key: what makes a large key slow
     * @param loadNanos for each key that is loaded at the start; commands are refused until then
     */
    public record Costs(
            long datagramNanos,
            long commandNanos,
            long byteNanos,
            long syncNanos,
            long forkNanos,
            long forkMebibyteNanos,
            long itemNanos,
            long loadNanos) {

        /** 3 us, 2 us, 1 ns, 5 ms, 10 ms, 10 us (10 ms a GiB), 200 ns, 1 us: estimated, never compared with a real node. */
        public static final Costs STANDARD = new Costs(3_000, 2_000, 1, 5_000_000, 10_000_000, 10_000, 200, 1_000);

        public Costs {
            Range.check("datagramNanos", datagramNanos, 0, COST_NANOS_MAX);
            Range.check("commandNanos", commandNanos, 0, COST_NANOS_MAX);
            Range.check("byteNanos", byteNanos, 0, COST_NANOS_MAX);
            Range.check("syncNanos", syncNanos, 0, COST_NANOS_MAX);
            Range.check("forkNanos", forkNanos, 0, COST_NANOS_MAX);
            Range.check("forkMebibyteNanos", forkMebibyteNanos, 0, COST_NANOS_MAX);
            Range.check("itemNanos", itemNanos, 0, COST_NANOS_MAX);
            Range.check("loadNanos", loadNanos, 0, COST_NANOS_MAX);
        }
    }

    /**
     * No persistence, 1 GiB, 64 MiB before the file is written anew, 64 MiB for a client, 1,024 connections (Redis's
     * {@code maxclients} is 10,000).
     */
    public static final RedisNodeOptions STANDARD = new RedisNodeOptions(
            Persistence.NONE,
            1L << 30,
            64L << 20,
            SubscriberLimit.STANDARD,
            64 << 20,
            StreamOptions.STANDARD.withStreamsMax(1_024),
            Costs.STANDARD,
            true);

    public RedisNodeOptions {
        Range.check("memoryBytesMax", memoryBytesMax, 1 << 20, 1L << 40);
        Range.check("rewriteBytesMin", rewriteBytesMin, 1_024, 1L << 40);
        Range.check("clientBytesMax", clientBytesMax, 4_096, 1 << 30);
    }

    public RedisNodeOptions withPersistence(Persistence value) {
        return new RedisNodeOptions(
                value, memoryBytesMax, rewriteBytesMin, subscribers, clientBytesMax, streams, costs, fencesSessions);
    }

    public RedisNodeOptions withMemoryBytesMax(long value) {
        return new RedisNodeOptions(
                persistence, value, rewriteBytesMin, subscribers, clientBytesMax, streams, costs, fencesSessions);
    }

    public RedisNodeOptions withRewriteBytesMin(long value) {
        return new RedisNodeOptions(
                persistence, memoryBytesMax, value, subscribers, clientBytesMax, streams, costs, fencesSessions);
    }

    public RedisNodeOptions withSubscribers(SubscriberLimit value) {
        return new RedisNodeOptions(
                persistence, memoryBytesMax, rewriteBytesMin, value, clientBytesMax, streams, costs, fencesSessions);
    }

    public RedisNodeOptions withCosts(Costs value) {
        return new RedisNodeOptions(
                persistence,
                memoryBytesMax,
                rewriteBytesMin,
                subscribers,
                clientBytesMax,
                streams,
                value,
                fencesSessions);
    }

    /** The usual mistake: whoever comes last is believed. */
    public RedisNodeOptions withoutFence() {
        return new RedisNodeOptions(
                persistence, memoryBytesMax, rewriteBytesMin, subscribers, clientBytesMax, streams, costs, false);
    }
}
