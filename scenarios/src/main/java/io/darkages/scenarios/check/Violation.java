package io.darkages.scenarios.check;

/**
 * One breach of an invariant.
 *
 * @param nanos virtual time in nanoseconds from the scenario's start
 * @param event number in the merged history of the record that showed it, from 1; {@link
 *     #END_OF_RUN} where the run's end showed it
 * @param player whom it happened to, or 0
 * @param text what was found and what would have been right
 */
public record Violation(long nanos, long event, long player, String text) {

    /** The event number of what no record but the end of the run shows. */
    public static final long END_OF_RUN = Long.MAX_VALUE;

    @Override
    public String toString() {
        return (event == END_OF_RUN ? "at the end" : "event " + event) + ", " + nanos / 1_000 + " us"
                + (player == 0 ? "" : ", player " + player) + ": " + text;
    }
}
