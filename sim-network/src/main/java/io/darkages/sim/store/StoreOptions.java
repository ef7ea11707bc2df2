package io.darkages.sim.store;

import io.darkages.sim.Range;

/**
 * How a store node works, and what its work costs.
 *
 * @param syncNanos what was written is on disk that much later, and a crash forgets it until then; 0: a write is on
 *     disk before it is answered. Lightweight transactions are on disk before they are answered whatever it says
 * @param batchesMax batches of which parts are missing at one time, and batches that wait for replicas at one time, 1
 *     to 4,096; each takes 32 KiB
 * @param answersKept ended batches that are remembered, so that a part that comes again is answered as before; 0 to
 *     65,536
 * @param transactionsMax lightweight transactions that a node coordinates at one time, 1 to 4,096
 * @param costs what its processor is charged
 * @param timing how long it waits for other nodes
 */
public record StoreOptions(
        long syncNanos, int batchesMax, int answersKept, int transactionsMax, Costs costs, StoreTiming timing) {

    private static final int BATCHES_MAX_LIMIT = 4_096;
    private static final int ANSWERS_KEPT_LIMIT = 65_536;
    private static final long COST_NANOS_MAX = 1_000_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    /**
     * What its processor is charged at the nominal speed, each 0 to 1 s.
     *
     * @param datagramNanos for each datagram that comes
     * @param batchNanos for each batch
     * @param rowNanos for each row of it
     * @param byteNanos for each byte of it
     * @param syncNanos for each time that it waits for the disk
     * @param transactionNanos for each round of a lightweight transaction, at each replica
     * @param transactionSyncNanos for each round that must be on disk before it is answered
     */
    public record Costs(
            long datagramNanos,
            long batchNanos,
            long rowNanos,
            long byteNanos,
            long syncNanos,
            long transactionNanos,
            long transactionSyncNanos) {

        /** 3 us, 50 us, 2 us, 1 ns, 1 ms, 20 us, 100 us: estimated, never compared with a real node. */
        public static final Costs STANDARD = new Costs(3_000, 50_000, 2_000, 1, 1_000_000, 20_000, 100_000);

        public Costs {
            Range.check("datagramNanos", datagramNanos, 0, COST_NANOS_MAX);
            Range.check("batchNanos", batchNanos, 0, COST_NANOS_MAX);
            Range.check("rowNanos", rowNanos, 0, COST_NANOS_MAX);
            Range.check("byteNanos", byteNanos, 0, COST_NANOS_MAX);
            Range.check("syncNanos", syncNanos, 0, COST_NANOS_MAX);
            Range.check("transactionNanos", transactionNanos, 0, COST_NANOS_MAX);
            Range.check("transactionSyncNanos", transactionSyncNanos, 0, COST_NANOS_MAX);
        }
    }

    /**
     * On disk every 10 s: Scylla's {@code commitlog_sync: periodic} with its default {@code
     * commitlog_sync_period_in_ms}. A single node then forgets confirmed writes when it crashes.
     */
    public static final StoreOptions PERIODIC =
            new StoreOptions(10 * SECOND_NANOS, 64, 256, 256, Costs.STANDARD, StoreTiming.STANDARD);

    /** On disk before the answer: Scylla's {@code commitlog_sync: batch}. */
    public static final StoreOptions BATCH = PERIODIC.withSyncNanos(0);

    public StoreOptions {
        Range.check("syncNanos", syncNanos, 0, 3_600 * SECOND_NANOS);
        Range.check("batchesMax", batchesMax, 1, BATCHES_MAX_LIMIT);
        Range.check("answersKept", answersKept, 0, ANSWERS_KEPT_LIMIT);
        Range.check("transactionsMax", transactionsMax, 1, BATCHES_MAX_LIMIT);
    }

    public StoreOptions withSyncNanos(long value) {
        return new StoreOptions(value, batchesMax, answersKept, transactionsMax, costs, timing);
    }

    public StoreOptions withBatchesMax(int value) {
        return new StoreOptions(syncNanos, value, answersKept, transactionsMax, costs, timing);
    }

    public StoreOptions withTransactionsMax(int value) {
        return new StoreOptions(syncNanos, batchesMax, answersKept, value, costs, timing);
    }

    public StoreOptions withCosts(Costs value) {
        return new StoreOptions(syncNanos, batchesMax, answersKept, transactionsMax, value, timing);
    }

    public StoreOptions withTiming(StoreTiming value) {
        return new StoreOptions(syncNanos, batchesMax, answersKept, transactionsMax, costs, value);
    }
}
