package io.darkages.reports.result;

import java.io.IOException;

/** A result folder that can't be read. The message is one line: {@code file:line:column: what is wrong}. */
public final class ResultFormatException extends IOException {

    private static final long serialVersionUID = 1;

    public ResultFormatException(String message) {
        super(message);
    }

    public ResultFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
