package io.darkages.scenarios.run;

import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.HandshakeWorker;
import io.darkages.sim.HostContext;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The processor beside a simulated machine's own on which keys are agreed upon, one session after the
 * other: what on a real machine a thread does. Each takes a set time; the outcome is known at once and
 * handed over when that time is over, by a timer of the machine.
 */
final class HandshakeQueue implements HandshakeWorker {

    private final HostContext context;
    private final int timer;
    private final long jobNanos;
    private final ArrayDeque<HandshakeJob> waiting = new ArrayDeque<>();

    /**
     * @param timer the machine's timer to use
     * @param jobNanos how long one takes, on the machine's monotonic clock
     */
    HandshakeQueue(HostContext context, int timer, long jobNanos) {
        this.context = context;
        this.timer = timer;
        this.jobNanos = jobNanos;
    }

    @Override
    public boolean take(HandshakeJob job) {
        waiting.add(job);
        if (waiting.size() == 1) {
            begin();
        }
        return false;
    }

    /** The timer has fired: the first is done, and the next begins. */
    Optional<HandshakeJob> finished() {
        HandshakeJob done = waiting.poll();
        if (!waiting.isEmpty()) {
            begin();
        }
        return Optional.ofNullable(done);
    }

    private void begin() {
        waiting.element().run();
        context.setTimer(timer, context.monotonicNanos() + jobNanos);
    }
}
