package io.darkages.engine.zone;

/**
 * How attacks across a border are sent and known again. There is one right way, {@link #STRICT}; it is apart so that tests
 * can plant the usual mistakes and see the judges find them.
 *
 * @param copies how often each attack is sent to the other zone, at least 1
 * @param isForgetful whether an attack that comes again strikes again
 */
public record StrikeCheck(int copies, boolean isForgetful) {

    /** Once, and what comes again strikes nobody. */
    public static final StrikeCheck STRICT = new StrikeCheck(1, false);

    public StrikeCheck {
        if (copies < 1) {
            throw new IllegalArgumentException(copies + " copies are below 1");
        }
    }
}
