package io.darkages.server.net;

import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.HandshakeWorker;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Works on handshakes in a thread of its own, because the curves of one take longer than a tick may:
 * about three milliseconds. The endpoint bounds how many wait; so does this queue.
 */
public final class HandshakeThread implements HandshakeWorker, AutoCloseable {

    /** Above any endpoint's own bound. */
    private static final int WAITING_MAX = 65_536;

    private final BlockingQueue<HandshakeJob> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final ConcurrentLinkedQueue<HandshakeJob> done = new ConcurrentLinkedQueue<>();
    private final Runnable wake;
    private final Thread thread;

    /** @param wake called on this thread when a job is done, so that the endpoint's thread comes for it */
    public HandshakeThread(Runnable wake) {
        this.wake = wake;
        thread = new Thread(this::work, "handshakes");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean take(HandshakeJob job) {
        if (!waiting.offer(job)) {
            throw new IllegalStateException(WAITING_MAX + " handshakes wait, the endpoint's bound is too high");
        }
        return false;
    }

    /** Hands over what is done. On the endpoint's thread. */
    public void completed(Consumer<HandshakeJob> taker) {
        for (HandshakeJob job = done.poll(); job != null; job = done.poll()) {
            taker.accept(job);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void work() {
        try {
            while (true) {
                HandshakeJob job = waiting.take();
                job.run();
                done.add(job);
                wake.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
