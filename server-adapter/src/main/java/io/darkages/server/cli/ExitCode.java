package io.darkages.server.cli;

/** What the process says when it ends. */
public final class ExitCode {

    /** Everything that was checked held. */
    public static final int PASSED = 0;
    /** A check failed: an invariant, an expectation, a twin. */
    public static final int FAILED = 1;
    /** The command line or a file was wrong. */
    public static final int BAD_INPUT = 2;
    /** Stopped by the user; what was measured until then is written. */
    public static final int INTERRUPTED = 3;

    private ExitCode() {}

    /** The code for several things done one after the other: the worse of the two. */
    static int worse(int a, int b) {
        return Math.max(a, b);
    }
}
