package io.darkages.server.cli;

/** An argument that picocli let through and that can't be used. The message is one line. */
final class BadArgumentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadArgumentException(String message) {
        super(message);
    }
}
