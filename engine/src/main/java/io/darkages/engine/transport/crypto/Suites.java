package io.darkages.engine.transport.crypto;

import java.util.List;

/** Checks of the numbers that {@link Cryptography#suites} holds, for its implementations. */
public final class Suites {

    private Suites() {}

    /**
     * Refuses a list that is empty, names a suite twice, or one that is not among the known.
     *
     * @throws IllegalArgumentException naming the list
     */
    public static void check(List<Integer> suites, List<Integer> known) {
        if (suites.isEmpty()
                || !known.containsAll(suites)
                || suites.stream().distinct().count() != suites.size()) {
            throw new IllegalArgumentException("suites " + suites + ", there are " + known);
        }
    }

    /**
     * The suite itself.
     *
     * @throws IllegalArgumentException if it is not in the list
     */
    public static int checkIn(List<Integer> suites, int suite) {
        if (!suites.contains(suite)) {
            throw new IllegalArgumentException("suite " + suite + ", there are " + suites);
        }
        return suite;
    }
}
