package io.darkages.sim;

import io.darkages.engine.random.Mix;
import io.darkages.engine.random.Randomness;
import io.darkages.sim.trace.TraceSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A world of simulated hosts in virtual time, in nanoseconds from 0. One seed, one outcome.
 *
 * <p>Hosts run in conservative windows (Chandy and Misra 1979; the variant with a global horizon): a
 * window begins at the earliest thing that any host has to do and is no longer than the smallest
 * latency between any two, so nothing that is sent inside it arrives inside it. Hosts that are far nearer each other than the
 * rest run as a {@link Cluster}, in shorter windows inside of it. Each host handles its own
 * events of the window alone; then what was sent moves into the receivers' queues, each of which has
 * a total order of its own. So neither the order of the hosts nor the number of threads can show.
 * Windows are cut at faults and at state hashes, which lie exactly between them.
 *
 * <p>To be used from one thread.
 */
public final class Simulation implements AutoCloseable {

    /** About 104 days: the latest virtual time of a run and the latest setting of a timer. */
    public static final long NANOS_MAX = 1L << 53;

    /** Largest payload of a datagram. */
    public static final int DATAGRAM_BYTES_MAX = 2_048;

    private record Fault(long virtualNanos, long number, FaultAction action) implements Comparable<Fault> {
        @Override
        public int compareTo(Fault other) {
            int byTime = Long.compare(virtualNanos, other.virtualNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final SimulationOptions options;
    private final Randomness randomness;
    private final List<Host> hostList = new ArrayList<>();
    private final SortedMap<String, Host> hostsByName = new TreeMap<>();
    private final Network network;
    private final PriorityQueue<Fault> faults = new PriorityQueue<>();
    private final WindowThreads threads;
    private final Departures[] departures;
    private TraceSink traceSink = TraceSink.NONE;

    private Host[] hosts = {};
    private WindowWork[] active = {};
    private Grouping grouping = new Grouping(1, 1, new int[0], 0);
    private Cluster[] clusters = {};
    private long[] nextNanos = {};
    private long[] eventHashes = {};
    private long[] stateHashes = {};
    private long nowNanos;
    private long nextHashNanos;
    private long faultsScheduled;
    private long windows;
    private boolean started;
    private boolean inWindow;

    public Simulation(SimulationOptions options) {
        this.options = options;
        randomness = new Randomness(options.seed());
        network = new Network(this, randomness, options.windowNanosMax(), hostList);
        nextHashNanos = options.hashIntervalNanos();
        departures = new Departures[options.threads()];
        Arrays.setAll(departures, i -> new Departures());
        threads = new WindowThreads(departures);
    }

    /**
     * Adds a host; before the first run only.
     *
     * @param name unique; its random streams and the fates of its links hang on it, not on its position
     * @param address unique, as {@link io.darkages.engine.port.NetworkAddress} packs it
     */
    public Host addHost(String name, long address, HostOptions hostOptions, ProgramFactory factory) {
        if (started) {
            throw new IllegalStateException("host " + name + " is added after the first run began");
        }
        if (hostsByName.containsKey(name)) {
            throw new IllegalArgumentException("two hosts are named " + name);
        }
        network.requireFree(address);
        Host host = new Host(this, hostList.size(), name, address, hostOptions, factory, departures[0]);
        hostList.add(host);
        hostsByName.put(name, host);
        network.hostAdded(host);
        return host;
    }

    /** All hosts in the order in which they were added. */
    public List<Host> hosts() {
        return Collections.unmodifiableList(hostList);
    }

    /** The host of that name; empty if there is none. */
    public Optional<Host> host(String name) {
        return Optional.ofNullable(hostsByName.get(name));
    }

    public Network network() {
        return network;
    }

    public SimulationOptions options() {
        return options;
    }

    /** Reports each interval's hashes to that sink from now on. */
    public void traceTo(TraceSink sink) {
        traceSink = sink;
    }

    /**
     * Schedules a fault, or its end. Those of one time are applied in the order of these calls.
     *
     * @param virtualNanos not before now
     */
    public void at(long virtualNanos, FaultAction action) {
        requireBetweenWindows();
        Range.check("virtualNanos", virtualNanos, nowNanos, NANOS_MAX);
        faults.add(new Fault(virtualNanos, faultsScheduled++, action));
    }

    /**
     * Runs all that happens before that time; what happens at it belongs to the next run.
     *
     * @throws SimulationFailure when a program fails; the simulation can't go on then
     */
    public void run(long untilNanos, WindowListener listener) {
        Range.check("untilNanos", untilNanos, nowNanos, NANOS_MAX);
        start();
        while (true) {
            nowNanos = Math.min(untilNanos, Math.min(earliest(), Math.min(nextFaultNanos(), nextHashNanos)));
            hashStatesIfDue();
            if (nowNanos == untilNanos) {
                break;
            }
            applyFaultsDue();
            group();
            runWindow(Math.min(
                    Math.min(untilNanos, nowNanos + grouping.windowNanos()),
                    Math.min(nextFaultNanos(), nextHashNanos)));
            listener.windowEnded(nowNanos);
        }
        listener.windowEnded(nowNanos);
    }

    private void start() {
        if (!started) {
            started = true;
            hosts = hostList.toArray(new Host[0]);
            active = new WindowWork[hosts.length];
            nextNanos = new long[hosts.length];
            eventHashes = new long[hosts.length];
            stateHashes = new long[hosts.length];
            for (Host host : hosts) {
                rescheduled(host);
            }
        }
    }

    /** Puts the hosts into clusters anew where what is known of links has changed. */
    private void group() {
        if (grouping.equals(network.grouping())) {
            return;
        }
        grouping = network.grouping();
        clusters = new Cluster[grouping.clusters()];
        for (Host host : hosts) {
            host.join(Optional.empty());
        }
        for (int i = 0; i < clusters.length; i++) {
            Host[] members = Arrays.stream(grouping.members(i))
                    .mapToObj(index -> hosts[index])
                    .toArray(Host[]::new);
            clusters[i] = new Cluster(members, grouping.clusterWindowNanos(), hosts, nextNanos);
            for (Host member : members) {
                member.join(Optional.of(clusters[i]));
            }
        }
    }

    private long earliest() {
        long least = Long.MAX_VALUE;
        for (long next : nextNanos) {
            least = Math.min(least, next);
        }
        return least;
    }

    private void runWindow(long endNanos) {
        int count = 0;
        // Clusters first: they take longest.
        for (Cluster cluster : clusters) {
            if (cluster.earliest() < endNanos) {
                active[count++] = cluster;
            }
        }
        for (int i = 0; i < hosts.length; i++) {
            if (nextNanos[i] < endNanos && grouping.isAlone(i)) {
                active[count++] = hosts[i].alone();
            }
        }
        if (count > 0) {
            windows++;
            inWindow = true;
            threads.run(active, count, endNanos);
            inWindow = false;
            for (int i = 0; i < hosts.length; i++) {
                if (nextNanos[i] < endNanos) {
                    nextNanos[i] = hosts[i].nextNanos();
                }
            }
            for (Departures each : departures) {
                each.deliver(hosts, nextNanos);
            }
        }
        nowNanos = endNanos;
    }

    private void applyFaultsDue() {
        while (nextFaultNanos() == nowNanos) {
            faults.remove().action().apply(this);
        }
    }

    private long nextFaultNanos() {
        Fault next = faults.peek();
        return next == null ? Long.MAX_VALUE : next.virtualNanos();
    }

    private void hashStatesIfDue() {
        if (nowNanos == nextHashNanos) {
            nextHashNanos += options.hashIntervalNanos();
            for (int i = 0; i < hosts.length; i++) {
                hosts[i].foldState();
                eventHashes[i] = hosts[i].trace().eventHash();
                stateHashes[i] = hosts[i].trace().stateHash();
            }
            traceSink.interval(nowNanos, eventHashes, stateHashes);
        }
    }

    /** Tells that sink each host's hashes now, besides those at each interval. Changes nothing; between runs only. */
    public void tellHashes(TraceSink sink) {
        requireBetweenWindows();
        long[] events = new long[hostList.size()];
        long[] states = new long[hostList.size()];
        for (Host host : hostList) {
            events[host.index()] = host.trace().eventHash();
            states[host.index()] = host.stateHashNow();
        }
        sink.interval(nowNanos, events, states);
    }

    /** Where the world stands: all before it has happened. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Folds every host's {@link #hostHash}, in the order in which the hosts were added. */
    public long traceHash() {
        long hash = Mix.mix64(options.seed());
        for (Host host : hostList) {
            hash = Mix.fold(hash, host.trace().hash());
        }
        return hash;
    }

    /** Hash of every event that a host has handled and of its states at each interval. */
    public long hostHash(int index) {
        return hostList.get(index).trace().hash();
    }

    /**
     * Whether what a host sends may reach another one within a window: hosts that are close together run in shorter
     * windows inside of it. At most 64 hosts are.
     */
    public boolean isNear(int index) {
        return !network.grouping().isAlone(index);
    }

    /** Windows in which any host had something to do. */
    public long windows() {
        return windows;
    }

    /** Starts, timers and datagrams handled by all hosts. */
    public long events() {
        long sum = 0;
        for (Host host : hostList) {
            sum += host.counters().events();
        }
        return sum;
    }

    /** Datagrams that left any host, copies made by links not counted. */
    public long datagrams() {
        long sum = 0;
        for (Host host : hostList) {
            sum += host.counters().datagramsSent();
        }
        return sum;
    }

    /** Datagrams dropped for that cause, of all hosts. */
    public long dropped(DropCause cause) {
        long sum = 0;
        for (Host host : hostList) {
            sum += host.counters().dropped(cause);
        }
        return sum;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.close();
    }

    void requireBetweenWindows() {
        if (inWindow) {
            throw new IllegalStateException("hosts and links may be changed only between windows");
        }
    }

    /** A fault changed when that host next has something to do. */
    void rescheduled(Host host) {
        if (started) {
            nextNanos[host.index()] = host.nextNanos();
        }
    }

    Randomness randomness() {
        return randomness;
    }

    long seed() {
        return options.seed();
    }

    long epochMicros() {
        return options.epochMicros();
    }
}
