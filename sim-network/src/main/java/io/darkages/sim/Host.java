package io.darkages.sim;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.Optional;

/**
 * A simulated machine: its program, queue, clocks, CPU and socket. An island: while a window runs, its
 * thread touches nothing of other hosts, and nobody touches this.
 *
 * <p>The public methods that change it are faults; they are allowed only between windows and hold
 * from {@link Simulation#nowNanos} on.
 */
public final class Host {

    /** The slowest CPU: a thousandth of the nominal speed. */
    public static final int CPU_PERCENT_MAX = 100_000;

    private final Simulation simulation;
    private final int index;
    private final String name;
    private final long key;
    private final long tieSalt;
    private final HostOptions options;
    private final ProgramFactory factory;
    private final HostContext context = new HostContext(this);
    private final HostClock clock;
    private final HostCpu cpu;
    private final TimerTable timers;
    private final Inbox inbox;
    private final Outbox outbox;
    private final LinkTable links = new LinkTable();
    private final HostCounters counters = new HostCounters();
    private final HostTrace trace;

    private Program program = NoProgram.INSTANCE;
    private boolean up;
    private long startNanos;
    private int incarnation = -1;
    private long address;
    private int addressGeneration;
    private long sequence;
    private long windowEndNanos = Long.MIN_VALUE;
    private final WindowWork alone = this::runWindow;
    private Departures departures;
    private Optional<Cluster> cluster = Optional.empty();

    Host(
            Simulation simulation,
            int index,
            String name,
            long address,
            HostOptions options,
            ProgramFactory factory,
            Departures departures) {
        this.simulation = simulation;
        this.index = index;
        this.name = name;
        this.address = address;
        this.options = options;
        this.factory = factory;
        this.departures = departures;
        Randomness randomness = simulation.randomness();
        key = randomness.key("host", name);
        tieSalt = randomness.key("tie", name);
        HostOptions.Clocks clocks = options.clocks();
        clock = new HostClock(clocks.driftPpm(), simulation.epochMicros() + clocks.wallOffsetMicros());
        cpu = new HostCpu(options.cpuPercent());
        HostOptions.Limits limits = options.limits();
        timers = new TimerTable(limits.timersMax());
        inbox = new Inbox(tieSalt, limits.socketBytesMax(), limits.inFlightBytesMax());
        outbox = new Outbox(limits.inFlightBytesMax());
        startNanos = options.startNanos();
        trace = new HostTrace(key);
    }

    public String name() {
        return name;
    }

    /** Position in the order in which hosts were added, from 0. */
    public int index() {
        return index;
    }

    public String linkClass() {
        return options.linkClass();
    }

    public HostOptions options() {
        return options;
    }

    /** Its present address. */
    public long address() {
        return address;
    }

    /** Whether a program runs on it. */
    public boolean isUp() {
        return up;
    }

    /** What happened here so far. Read it between windows. */
    public HostCounters counters() {
        return counters;
    }

    /** CPU time that its programs have spent. */
    public long busyNanos() {
        return cpu.busyNanos();
    }

    /** The most bytes that ever waited in its socket; the cap is {@link HostOptions.Limits#socketBytesMax}. */
    public int socketBytesHighWater() {
        return inbox.socketBytesHighWater();
    }

    /** Its clock for timers, as of now; for judges, since no other host may know it. */
    public long monotonicNanosNow() {
        return clock.monotonicNanos(simulation.nowNanos());
    }

    /**
     * Stops the CPU from now for that long, as a collection of garbage or SIGSTOP does. What it had
     * decided but not yet sent leaves that much later; clocks run on.
     */
    public void pause(long durationNanos) {
        simulation.requireBetweenWindows();
        Range.check("durationNanos", durationNanos, 0, Simulation.NANOS_MAX);
        outbox.delay(cpu.pause(simulation.nowNanos(), durationNanos));
        simulation.rescheduled(this);
    }

    /**
     * Ends the program without a word: memory, timers, unread and unsent datagrams are gone, and so is a start that is
     * due now. Nothing if it is to start later.
     */
    public void crash() {
        simulation.requireBetweenWindows();
        long nowNanos = simulation.nowNanos();
        if (!up && startNanos != Inbox.NEVER && startNanos > nowNanos) {
            return;
        }
        trace.event(HostTrace.Event.CRASH, nowNanos);
        counters.drops[DropCause.SENDER_CRASHED.ordinal()] += outbox.size();
        outbox.clear();
        timers.clear();
        inbox.closeSocket(counters.drops);
        cpu.reset(nowNanos);
        program = NoProgram.INSTANCE;
        up = false;
        startNanos = Inbox.NEVER;
        simulation.rescheduled(this);
    }

    /** Starts the program anew, now. Nothing if it is up or about to start. */
    public void restart() {
        simulation.requireBetweenWindows();
        if (!up && startNanos == Inbox.NEVER) {
            startNanos = simulation.nowNanos();
            simulation.rescheduled(this);
        }
    }

    /** Sets how long the CPU takes from now on, as {@link HostOptions#cpuPercent}. Work already begun is as it was. */
    public void slowCpu(int percent) {
        simulation.requireBetweenWindows();
        cpu.percent((int) Range.check("percent", percent, 1, CPU_PERCENT_MAX));
    }

    /** Steps the wall clock. */
    public void stepWall(long micros) {
        simulation.requireBetweenWindows();
        clock.stepWall(Range.check("micros", micros, Long.MIN_VALUE / 4, Long.MAX_VALUE / 4));
    }

    /** Sets how much faster than virtual time both clocks run from now on. Pending timers follow. */
    public void drift(int ppm) {
        simulation.requireBetweenWindows();
        Range.check("ppm", ppm, -HostOptions.DRIFT_PPM_MAX, HostOptions.DRIFT_PPM_MAX);
        clock.drift(simulation.nowNanos(), ppm);
        timers.reschedule(clock, simulation.nowNanos());
        simulation.rescheduled(this);
    }

    /** Handles all that begins before the window's end. On one thread, which owns the host meanwhile. */
    void runWindow(long endNanos, Departures out) {
        windowEndNanos = endNanos;
        departures = out;
        try {
            sendWhatLeavesInWindow();
            handleWhatBeginsInWindow();
            inbox.admit(endNanos - 1, up, addressGeneration, counters.drops);
        } catch (RuntimeException | Error e) {
            throw new SimulationFailure(simulation.seed(), name, cpu.nowNanos(), counters.events, e);
        } finally {
            windowEndNanos = Long.MIN_VALUE;
        }
    }

    /** When this host next has anything to do, {@link Inbox#NEVER} if never. */
    long nextNanos() {
        long begins = up ? Math.min(inbox.waitingNanos(), timers.earliestNanos()) : startNanos;
        return Math.min(Math.min(inbox.arrivalNanos(), outbox.departureNanos()), cpu.start(begins));
    }

    private void sendWhatLeavesInWindow() {
        while (outbox.departureNanos() < windowEndNanos) {
            transmit(outbox.departureNanos(), outbox.address(), outbox.bytes(), outbox.offset(), outbox.length());
            outbox.removeFirst();
        }
    }

    private void handleWhatBeginsInWindow() {
        while (true) {
            long due = up
                    ? Math.min(Math.min(inbox.waitingNanos(), inbox.arrivalNanos()), timers.earliestNanos())
                    : startNanos;
            long start = cpu.start(due);
            if (start >= windowEndNanos) {
                return;
            }
            if (!up) {
                inbox.admit(start - 1, false, addressGeneration, counters.drops);
                startProgram(start);
                continue;
            }
            inbox.admit(start, true, addressGeneration, counters.drops);
            long waiting = inbox.waitingNanos();
            long timer = timers.earliestNanos();
            if (timer <= start && isTimerFirst(timer, waiting)) {
                fireTimer(start);
            } else if (waiting != Inbox.NEVER) {
                handleDatagram(start);
            }
        }
    }

    private boolean isTimerFirst(long timerNanos, long waitingNanos) {
        if (timerNanos != waitingNanos) {
            return timerNanos < waitingNanos;
        }
        long timerTie = Inbox.tie(tieSalt, timerNanos, key);
        long waitingTie = inbox.waitingTie();
        return timerTie != waitingTie ? timerTie < waitingTie : timers.earliestSequence() < inbox.waitingSequence();
    }

    private void startProgram(long start) {
        startNanos = Inbox.NEVER;
        begin(HostTrace.Event.START, start);
        up = true;
        incarnation++;
        program = factory.start(context);
        cpu.end();
    }

    private void fireTimer(long start) {
        int id = timers.earliest();
        timers.cancel(id);
        begin(HostTrace.Event.TIMER, start);
        trace.timer(id);
        program.timer(id);
        cpu.end();
    }

    private void handleDatagram(long start) {
        int slot = inbox.take();
        long from = inbox.from(slot);
        byte[] bytes = inbox.bytes();
        int offset = inbox.offset(slot);
        int length = inbox.length(slot);
        begin(HostTrace.Event.DATAGRAM, start);
        trace.datagram(from, bytes, offset, length);
        counters.datagramsReceived++;
        counters.bytesReceived += length;
        program.datagram(from, bytes, offset, length);
        inbox.release(slot);
        cpu.end();
    }

    private void begin(HostTrace.Event kind, long start) {
        counters.events++;
        trace.event(kind, start);
        cpu.begin(start);
    }

    private void transmit(long departureNanos, long to, byte[] buffer, int offset, int length) {
        counters.datagramsSent++;
        counters.bytesSent += length;
        simulation.network().transmit(this, departureNanos, to, buffer, offset, length, departures);
    }

    /** Puts a datagram on its way to here. Between windows. */
    void deliver(long arrivalNanos, long senderKey, long itsSequence, long from, byte[] bytes, int offset, int length) {
        inbox.add(arrivalNanos, senderKey, itsSequence, from, addressGeneration, bytes, offset, length);
    }

    /** Itself as one of a window's works, where it is in no cluster. */
    WindowWork alone() {
        return alone;
    }

    /** From now on it runs in that cluster's windows; empty for those of the whole world. */
    void join(Optional<Cluster> newCluster) {
        cluster = newCluster;
    }

    /** Where what it sends to another goes: to their cluster's own, or out. */
    Departures departuresTo(int other, Departures out) {
        return cluster.isPresent() && cluster.get().has(other) ? cluster.get().within() : out;
    }

    void changeAddress(long newAddress) {
        address = newAddress;
        addressGeneration++;
    }

    /** Hash of the program's state now, folded into the host's. */
    void foldState() {
        trace.state(stateHashNow());
    }

    /** Hash of the program's state now, 0 where none runs. Folds nothing. */
    long stateHashNow() {
        return up ? program.stateHash() : 0;
    }

    HostTrace trace() {
        return trace;
    }

    long key() {
        return key;
    }

    LinkTable links() {
        return links;
    }

    long nextSequence() {
        return sequence++;
    }

    long nowNanos() {
        return cpu.nowNanos();
    }

    long monotonicNanos() {
        return clock.monotonicNanos(cpu.nowNanos());
    }

    long wallMicros() {
        return clock.wallMicros(cpu.nowNanos());
    }

    int incarnation() {
        return incarnation;
    }

    void setTimer(int id, long atMonotonicNanos) {
        requireOwnTurn();
        Range.check("timer id", id, 0, timers.timersMax() - 1);
        if (atMonotonicNanos > Simulation.NANOS_MAX) {
            throw new IllegalArgumentException(
                    "atMonotonicNanos " + atMonotonicNanos + " is above " + Simulation.NANOS_MAX);
        }
        timers.set(id, atMonotonicNanos, Math.max(cpu.nowNanos(), clock.virtualNanos(atMonotonicNanos)), sequence++);
    }

    void cancelTimer(int id) {
        requireOwnTurn();
        Range.check("timer id", id, 0, timers.timersMax() - 1);
        timers.cancel(id);
    }

    void spend(long nanos) {
        requireOwnTurn();
        cpu.spend(nanos);
    }

    long spentNanos() {
        requireOwnTurn();
        return cpu.spentNanos();
    }

    void send(long to, byte[] buffer, int offset, int length) {
        requireOwnTurn();
        if (length < 1 || length > Simulation.DATAGRAM_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "datagram length " + length + " is outside 1 to " + Simulation.DATAGRAM_BYTES_MAX);
        }
        long departure = cpu.departureNanos();
        if (departure < windowEndNanos) {
            transmit(departure, to, buffer, offset, length);
        } else {
            outbox.add(departure, to, buffer, offset, length);
        }
    }

    RandomStream stream(CharSequence... streamName) {
        CharSequence[] full = new CharSequence[streamName.length + 3];
        full[0] = "host";
        full[1] = name;
        full[2] = Integer.toString(incarnation);
        System.arraycopy(streamName, 0, full, 3, streamName.length);
        return simulation.randomness().stream(full);
    }

    private void requireOwnTurn() {
        if (windowEndNanos == Long.MIN_VALUE) {
            throw new IllegalStateException("host " + name + " is used outside its own turn");
        }
    }
}
