package io.darkages.sim;

/** Checks of arguments that name the field and the value. */
public final class Range {

    private Range() {}

    /** The value, if it is within the range, both ends included. */
    public static long check(String field, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + low + " to " + high);
        }
        return value;
    }

    static int partsPerMillion(String field, int value) {
        return (int) check(field, value, 0, 1_000_000);
    }
}
