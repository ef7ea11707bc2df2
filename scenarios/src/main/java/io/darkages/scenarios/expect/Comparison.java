package io.darkages.scenarios.expect;

/** How a measured number is held against a limit. */
public enum Comparison {
    LESS_OR_EQUAL("<="),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    GREATER(">"),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** Whether the measured number stands in this relation to the limit. */
    public boolean holds(double measured, double limit) {
        return switch (this) {
            case LESS_OR_EQUAL -> measured <= limit;
            case LESS -> measured < limit;
            case GREATER_OR_EQUAL -> measured >= limit;
            case GREATER -> measured > limit;
            case EQUAL -> measured == limit;
            case NOT_EQUAL -> measured != limit;
        };
    }
}
