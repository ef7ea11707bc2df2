package io.darkages.scenarios.quantity;

/** A text that is no quantity of the wanted dimension. */
public final class QuantityException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    QuantityException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** What is wrong. */
    public String problem() {
        return getMessage();
    }

    /** What would be right. */
    public String remedy() {
        return remedy;
    }
}
