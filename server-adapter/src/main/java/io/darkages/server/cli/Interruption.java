package io.darkages.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish to stop (Ctrl-C, SIGTERM). The virtual machine begins to shut down at once; this holds it
 * until the main thread has written what it has, and then ends it with {@link ExitCode#INTERRUPTED}.
 */
public final class Interruption {

    /** Writing a result takes well under a second; a run that doesn't notice the wish is given up. */
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch mainDone = new CountDownLatch(1);
    private volatile boolean requested;

    /** Starts to listen for the wish. */
    public void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "interruption"));
    }

    /** Whether the user wants to stop. For any thread. */
    public boolean requested() {
        return requested;
    }

    /** Asks to stop, as Ctrl-C does. For any thread. */
    public void request() {
        requested = true;
    }

    /** The main thread has nothing more to do. */
    public void mainDone() {
        mainDone.countDown();
    }

    private void shutDown() {
        if (mainDone.getCount() == 0) {
            return;
        }
        request();
        boolean written = false;
        try {
            written = mainDone.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!written) {
            System.err.println("darkages: gave up waiting for the run to stop");
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
