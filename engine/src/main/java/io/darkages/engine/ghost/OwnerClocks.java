package io.darkages.engine.ghost;

/**
 * How the clocks of the processes that tell of ghosts stand to this one's. Each message says what the sender's monotonic
 * clock showed when it left; the quickest one on its way tells most, so the highest difference counts, and loses 1,000
 * ppm of the time since, twice what two clocks may drift apart. So an owner's time is known to within the shortest way,
 * which it is late by. Remembers {@value #PROCESSES_MAX} processes, those heard last. Allocates only when made.
 */
final class OwnerClocks {

    static final int PROCESSES_MAX = 64;

    private static final int DRIFT_DIVISOR = 1_000;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** 60 ticks of 256 parts. */
    private static final long TIME_Q8_PER_SECOND = 60L << 8;

    private final long[] processes = new long[PROCESSES_MAX];
    private final long[] incarnations = new long[PROCESSES_MAX];
    private final long[] offsetNanos = new long[PROCESSES_MAX];
    private final long[] heardNanos = new long[PROCESSES_MAX];
    private int count;

    /** A message came that left at {@code sentNanos} of its sender's clock. */
    void heard(long process, long incarnation, long sentNanos, long monotonicNanos) {
        int at = indexOf(process);
        long sample = sentNanos - monotonicNanos;
        if (at == count) {
            at = count < PROCESSES_MAX ? count++ : longestSilent();
            processes[at] = process;
            incarnations[at] = incarnation;
            offsetNanos[at] = sample;
        } else if (incarnations[at] != incarnation) {
            incarnations[at] = incarnation;
            offsetNanos[at] = sample;
        } else {
            long faded = offsetNanos[at] - (monotonicNanos - heardNanos[at]) / DRIFT_DIVISOR;
            offsetNanos[at] = Math.max(sample, faded);
        }
        heardNanos[at] = monotonicNanos;
    }

    /** What a process' clock shows when this one's shows that; its own time for one that was never heard. */
    long ownerNanos(long process, long monotonicNanos) {
        int at = indexOf(process);
        return at == count ? monotonicNanos : monotonicNanos + offsetNanos[at];
    }

    /** Server ticks of that time on that clock, in Q8; tick n begins at n / 60 s. */
    static long timeQ8(long ownerNanos) {
        long seconds = Math.floorDiv(ownerNanos, SECOND_NANOS);
        long rest = Math.floorMod(ownerNanos, SECOND_NANOS);
        return seconds * TIME_Q8_PER_SECOND + rest * TIME_Q8_PER_SECOND / SECOND_NANOS;
    }

    private int indexOf(long process) {
        int at = 0;
        while (at < count && processes[at] != process) {
            at++;
        }
        return at;
    }

    private int longestSilent() {
        int longest = 0;
        for (int i = 1; i < count; i++) {
            if (heardNanos[i] < heardNanos[longest]) {
                longest = i;
            }
        }
        return longest;
    }
}
