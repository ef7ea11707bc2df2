package io.darkages.scenarios.format;

/**
 * A scenario file that can't be used. The message is one line: {@code file:line:column: wrong, right}; of a file
 * that is not there {@code file: wrong}.
 */
public final class BadScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final int column;

    BadScenarioException(String file, int line, int column, String problem, String remedy) {
        super(OneLine.of(file) + ":" + line + ":" + column + ": " + OneLine.of(problem) + ", " + OneLine.of(remedy));
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** There is no place in the file to point at. */
    BadScenarioException(String file, String problem) {
        super(OneLine.of(file) + ": " + OneLine.of(problem));
        this.file = file;
        line = 1;
        column = 1;
    }

    /** The file as the caller named it. */
    public String file() {
        return file;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1, in code points. */
    public int column() {
        return column;
    }
}
