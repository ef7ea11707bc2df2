package io.darkages.sim;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomStream;

/**
 * A host as its program sees it: clocks, timers, CPU, random streams, the socket. Everything is
 * relative to the start of the event that is being handled; time does not move inside an event.
 * To be called on the host's own turn only, from the program's methods or its factory.
 */
public final class HostContext implements DatagramSender {

    private final Host host;

    HostContext(Host host) {
        this.host = host;
    }

    /** The clock for timers and leases: never steps, drifts, runs on during pauses and while the host is down. */
    public long monotonicNanos() {
        return host.monotonicNanos();
    }

    /** The clock on the wall, in microseconds since 1970: drifts, and may step either way. */
    public long wallMicros() {
        return host.wallMicros();
    }

    /**
     * Sets a timer, instead of the pending one with that id if there is one. It fires at the first
     * moment at which the monotonic clock shows {@code atMonotonicNanos}: now, if that has passed;
     * later, if the CPU is busy then.
     *
     * @param id 0 to {@link HostOptions.Limits#timersMax} - 1
     * @param atMonotonicNanos at most {@link Simulation#NANOS_MAX}
     */
    public void setTimer(int id, long atMonotonicNanos) {
        host.setTimer(id, atMonotonicNanos);
    }

    /** Takes a timer back; nothing happens if it is not pending. */
    public void cancelTimer(int id) {
        host.cancelTimer(id);
    }

    /**
     * Charges the CPU. What is sent from now on leaves when all that was spent so far in this event is
     * over, and the host handles nothing else until then.
     *
     * @param nanos cost at the nominal speed, at least 0
     */
    public void spend(long nanos) {
        host.spend(nanos);
    }

    /**
     * CPU time that this event has taken so far, at the speed that the CPU has now: what a program on a
     * real machine would measure of itself.
     */
    public long spentNanos() {
        return host.spentNanos();
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        host.send(address, buffer, offset, length);
    }

    /** Address from which this host's datagrams come at present. A NAT may change it without a word. */
    public long address() {
        return host.address();
    }

    public String hostName() {
        return host.name();
    }

    /** How many programs ran on this host before this one. */
    public int incarnation() {
        return host.incarnation();
    }

    /** The random stream of that name, of this host and this incarnation. */
    public RandomStream stream(CharSequence... name) {
        return host.stream(name);
    }

    /** The world's true time, for stamping probes. No program may let its behaviour depend on it. */
    public long virtualNanosForProbes() {
        return host.nowNanos();
    }
}
