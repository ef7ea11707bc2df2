package io.darkages.scenarios.expect;

/** An expectation that can't be understood, with the place within its text. */
public final class ExpectationSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int offset;
    private final String remedy;

    ExpectationSyntaxException(int offset, String problem, String remedy) {
        super(problem);
        this.offset = offset;
        this.remedy = remedy;
    }

    /** Index into the text of the expectation, from 0 up to its length. */
    public int offset() {
        return offset;
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
