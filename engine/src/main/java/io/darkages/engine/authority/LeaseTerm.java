package io.darkages.engine.authority;

/**
 * From when to when a lease may be used. There is one right way, {@link #STRICT}; it is apart so that tests can plant
 * the usual mistakes and see the judges find them.
 */
public interface LeaseTerm {

    /** Counted from sending, over at its end. */
    LeaseTerm STRICT = new LeaseTerm() {
        @Override
        public long countedFrom(long sentNanos, long answeredNanos) {
            return sentNanos;
        }

        @Override
        public boolean isOver(long nowNanos, long untilNanos) {
            return nowNanos >= untilNanos;
        }
    };

    /** From when a lease counts that was asked for at one time and confirmed at another. */
    long countedFrom(long sentNanos, long answeredNanos);

    /** Whether a lease that is good until a time is over now. */
    boolean isOver(long nowNanos, long untilNanos);
}
