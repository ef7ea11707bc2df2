package io.darkages.scenarios.format;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A fault: what, when, to whom. A plan is a list of these; nothing about faults is drawn while a run goes on.
 * A duration that is absent means that the fault is never healed.
 */
public sealed interface FaultSpec {

    /** The word that scenario files use for it. */
    String kind();

    /** When it strikes, from the start of the run. */
    long atNanos();

    FaultTarget target();

    /** The directions of links that a fault strikes. */
    enum Direction implements Named {
        /** Both ways. */
        BOTH("both"),
        /** From players to zones; from processes to stores. */
        UP("up"),
        /** From zones to players; from stores to processes. */
        DOWN("down");

        private final String title;

        Direction(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }
    }

    /** A fault that ends by itself, unless it is for good. */
    sealed interface Lasting extends FaultSpec {

        /** How long it lasts; absent: to the end of the run. */
        OptionalLong forNanos();
    }

    /** Packets are lost, in addition to the link's own loss. */
    record LinkLoss(
            long atNanos,
            OptionalLong forNanos,
            FaultTarget target,
            Direction direction,
            int lossPpm,
            Optional<BurstLossSpec> burstLoss)
            implements Lasting {
        @Override
        public String kind() {
            return "link-loss";
        }
    }

    /** Packets take longer, in addition to the link's own latency and jitter. */
    record LinkLatency(
            long atNanos,
            OptionalLong forNanos,
            FaultTarget target,
            Direction direction,
            long latencyNanos,
            long jitterNanos)
            implements Lasting {
        @Override
        public String kind() {
            return "link-latency";
        }
    }

    /** No packet passes. */
    record Partition(long atNanos, OptionalLong forNanos, FaultTarget target, Direction direction) implements Lasting {
        @Override
        public String kind() {
            return "partition";
        }
    }

    /** The host stands still (garbage collection, SIGSTOP) while its monotonic clock runs on. */
    record Pause(long atNanos, OptionalLong forNanos, FaultTarget target) implements Lasting {
        @Override
        public String kind() {
            return "pause";
        }
    }

    /** The processor of a process or a node of a store slows down to this share of its speed. */
    record SlowCpu(long atNanos, OptionalLong forNanos, FaultTarget target, int speedPpm) implements Lasting {
        @Override
        public String kind() {
            return "slow-cpu";
        }
    }

    /** The host dies, its memory is gone; it starts again when the fault ends. */
    record Crash(long atNanos, OptionalLong forNanos, FaultTarget target) implements Lasting {
        @Override
        public String kind() {
            return "crash";
        }
    }

    /** The host's wall clock steps, forward or (negative) back. */
    record ClockStep(long atNanos, FaultTarget target, long stepNanos) implements FaultSpec {
        @Override
        public String kind() {
            return "clock-step";
        }
    }

    /** The player's address changes, as when a router forgets its mapping. */
    record AddressChange(long atNanos, FaultTarget target) implements FaultSpec {
        @Override
        public String kind() {
            return "address-change";
        }
    }

    /**
     * The process is asked to leave: it hands its players over and lets its zone go. It starts anew, as a spare, when
     * the fault ends.
     */
    record Drain(long atNanos, OptionalLong forNanos, FaultTarget target) implements Lasting {
        @Override
        public String kind() {
            return "drain";
        }
    }
}
