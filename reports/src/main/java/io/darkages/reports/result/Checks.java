package io.darkages.reports.result;

/** Refuses values that no reader could make sense of, naming the field and the value. */
final class Checks {

    private Checks() {}

    static void present(String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void atLeast(String field, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(field + " is " + value + ", below " + least);
        }
    }

    static void atLeast(String field, double value, double least) {
        finite(field, value);
        if (value < least) {
            throw new IllegalArgumentException(field + " is " + value + ", below " + least);
        }
    }

    static void finite(String field, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(field + " is " + value + ", not a finite number");
        }
    }
}
