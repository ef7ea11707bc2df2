package io.darkages.sim;

import io.darkages.engine.guard.ExemptFromBans;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the hosts of a window on several threads and waits for all: the only class here that knows
 * threads. Which thread runs which host is left to chance and can't show, since hosts share nothing
 * within a window. With one thread no other is started.
 *
 * <p>Waiting threads spin for a moment, because the next window is usually near, then park. The plain
 * fields are published by the write of {@code round} and read back after {@code helpersRunning} is 0.
 */
@ExemptFromBans(reason = "the one class that runs hosts on threads; no host can tell")
final class WindowThreads implements AutoCloseable {

    private static final int SPINS = 2_000;

    private final Departures[] departures;
    private final Thread[] helpers;
    private final AtomicInteger cursor = new AtomicInteger();
    private final AtomicInteger helpersRunning = new AtomicInteger();
    private final Object failureLock = new Object();

    private WindowWork[] works = {};
    private int count;
    private long endNanos;
    private SimulationFailure failure;
    private int failedHost = Integer.MAX_VALUE;
    private Thread owner = Thread.currentThread();
    private int rounds;
    private volatile int round;
    private volatile boolean closed;

    /**
     * @param departures one for each thread, the caller's own first; what the hosts send is in them after a window
     */
    WindowThreads(Departures[] departures) {
        this.departures = departures;
        helpers = new Thread[departures.length - 1];
        for (int i = 0; i < helpers.length; i++) {
            Departures out = departures[i + 1];
            helpers[i] = new Thread(() -> help(out), "window-" + (i + 1));
            helpers[i].setDaemon(true);
        }
        for (Thread helper : helpers) {
            helper.start();
        }
    }

    /**
     * Runs the first {@code size} of the works to the window's end: all of them, even if one fails, so that a failed
     * world is the same whatever the number of threads.
     *
     * @throws SimulationFailure of the first host in that order that failed
     */
    void run(WindowWork[] active, int size, long windowEndNanos) {
        works = active;
        count = size;
        endNanos = windowEndNanos;
        owner = Thread.currentThread();
        cursor.set(0);
        helpersRunning.set(helpers.length);
        round = ++rounds;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        runHosts(departures[0]);
        for (int spins = 0; helpersRunning.get() > 0; spins++) {
            await(spins);
        }
        if (failedHost != Integer.MAX_VALUE) {
            throw failure;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private void help(Departures out) {
        int seen = 0;
        while (true) {
            for (int spins = 0; round == seen; spins++) {
                if (closed) {
                    return;
                }
                await(spins);
            }
            seen = round;
            runHosts(out);
            if (helpersRunning.decrementAndGet() == 0) {
                LockSupport.unpark(owner);
            }
        }
    }

    private void runHosts(Departures out) {
        for (int i = cursor.getAndIncrement(); i < count; i = cursor.getAndIncrement()) {
            try {
                works[i].runWindow(endNanos, out);
            } catch (SimulationFailure e) {
                synchronized (failureLock) {
                    if (i < failedHost) {
                        failedHost = i;
                        failure = e;
                    }
                }
            }
        }
    }

    private static void await(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.park(WindowThreads.class);
        }
    }
}
