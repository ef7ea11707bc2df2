package io.darkages.scenarios.run;

/** A scenario that is well-formed but can't be played, such as a spawn area without a free place. One line. */
public final class UnplayableScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnplayableScenarioException(String message) {
        super(message);
    }
}
