package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeConsumer;
import java.util.List;

/**
 * Judges one invariant over a run's history. Feed every record, then call {@link #finish} once; until
 * then the counts are those so far. A run in which nothing could be judged has {@code checks() == 0},
 * which is neither passed nor failed.
 *
 * <p>Used by one thread.
 */
public interface Checker extends ProbeConsumer {

    /** The invariant's number in the list that ARCHITECTURE.md carries, 1 to 15. */
    int invariant();

    /** The invariant's name, as reports print it. */
    String name();

    /**
     * The history is complete.
     *
     * @param endNanos virtual time at which the run ended
     */
    void finish(long endNanos);

    /** What was found so far. */
    Findings findings();

    /** Cases judged, violations included. */
    default long checks() {
        return findings().checks();
    }

    default long violations() {
        return findings().violations();
    }

    /** The first violations, in the order found; at most {@link Findings#MAX_KEPT}. */
    default List<Violation> firstViolations() {
        return findings().firstViolations();
    }
}
