package io.darkages.server.bench;

/**
 * What a figure should be.
 *
 * @param bound on which side of the value the figure should lie
 * @param value in the figure's unit
 */
public record BenchTarget(Bound bound, double value) {

    /** The sides. */
    public enum Bound {
        AT_LEAST("at least"),
        AT_MOST("at most"),
        BELOW("below");

        private final String title;

        Bound(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    static BenchTarget atLeast(double value) {
        return new BenchTarget(Bound.AT_LEAST, value);
    }

    static BenchTarget atMost(double value) {
        return new BenchTarget(Bound.AT_MOST, value);
    }

    static BenchTarget below(double value) {
        return new BenchTarget(Bound.BELOW, value);
    }

    boolean reachedBy(double measured) {
        return switch (bound) {
            case AT_LEAST -> measured >= value;
            case AT_MOST -> measured <= value;
            case BELOW -> measured < value;
        };
    }
}
