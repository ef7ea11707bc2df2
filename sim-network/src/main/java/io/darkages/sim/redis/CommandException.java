package io.darkages.sim.redis;

/** A command ends with this error; nothing was changed. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message begins with the error's code */
    CommandException(String message) {
        super(message, null, false, false);
    }
}
