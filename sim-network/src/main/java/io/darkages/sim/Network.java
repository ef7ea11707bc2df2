package io.darkages.sim;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All links: their specifications by pair of hosts or by pair of classes, and the faults that lie on
 * them. A pair's own specification goes before its classes'; faults change it in the order in which
 * they were imposed. Changes are allowed only between windows (before a run, in a
 * {@link FaultAction}, in a {@link WindowListener}); within a window it is only read, by many threads.
 */
public final class Network {

    private record ClassPair(String from, String to) implements Comparable<ClassPair> {
        @Override
        public int compareTo(ClassPair other) {
            int byFrom = from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }
    }

    private final Simulation simulation;
    private final Randomness randomness;
    private final long windowNanosMax;
    private final List<Host> hosts;
    private final AddressTable addresses = new AddressTable();
    private final SortedMap<ClassPair, LinkSpec> byClass = new TreeMap<>();
    private final SortedMap<Long, LinkSpec> byPair = new TreeMap<>();
    private final List<LinkFault> faults = new ArrayList<>();
    private Optional<Grouping> grouping = Optional.empty();
    private int version;

    Network(Simulation simulation, Randomness randomness, long windowNanosMax, List<Host> hosts) {
        this.simulation = simulation;
        this.randomness = randomness;
        this.windowNanosMax = windowNanosMax;
        this.hosts = hosts;
    }

    /** Specifies the links from hosts of one class to hosts of another, or of the same. */
    public void link(String fromClass, String toClass, LinkSpec spec) {
        simulation.requireBetweenWindows();
        byClass.put(new ClassPair(fromClass, toClass), spec);
        specificationsChanged();
    }

    /** Specifies both directions between hosts of two classes. */
    public void between(String oneClass, String otherClass, LinkSpec spec) {
        link(oneClass, otherClass, spec);
        link(otherClass, oneClass, spec);
    }

    /** Specifies the link from one host to another. */
    public void link(Host from, Host to, LinkSpec spec) {
        simulation.requireBetweenWindows();
        byPair.put(pair(from, to), spec);
        specificationsChanged();
    }

    /** Specifies both directions between two hosts. */
    public void between(Host one, Host other, LinkSpec spec) {
        link(one, other, spec);
        link(other, one, spec);
    }

    /**
     * Lays a fault on links until it is lifted. No link's fate numbers shift by it, neither those of
     * the links that it strikes nor of others.
     *
     * @param change what becomes of a struck link's specification; it may not bring the latency below
     *     the window, see {@link SimulationOptions#windowNanosMax}
     */
    public LinkFault impose(LinkSelector selector, UnaryOperator<LinkSpec> change) {
        simulation.requireBetweenWindows();
        LinkFault fault = new LinkFault(selector, change);
        faults.add(fault);
        version++;
        return fault;
    }

    /** Takes a fault off again. */
    public void lift(LinkFault fault) {
        simulation.requireBetweenWindows();
        if (!faults.remove(fault)) {
            throw new IllegalArgumentException("the fault was lifted before");
        }
        version++;
    }

    /**
     * Gives a host a new address, as a NAT does that forgot its mapping: from now on its datagrams come
     * from the new one, and what was sent to the old one is lost, also what is already under way.
     */
    public void changeAddress(Host host, long address) {
        simulation.requireBetweenWindows();
        requireFree(address);
        host.changeAddress(address);
        addresses.rebuild(hosts);
    }

    /** The smallest latency of any specification, or the longest window if that is less. */
    public long windowNanos() {
        return latencies().stream().mapToLong(Long::longValue).reduce(windowNanosMax, Math::min);
    }

    /** Which hosts wait for which, by what the specifications say now. */
    Grouping grouping() {
        if (grouping.isEmpty()) {
            List<Grouping.Ways> ways = new ArrayList<>();
            byClass.forEach((pair, spec) ->
                    ways.add(new Grouping.Ways(ofClass(pair.from), ofClass(pair.to), spec.latencyNanos())));
            byPair.forEach((pair, spec) -> ways.add(new Grouping.Ways(
                    new int[] {(int) (pair >> 32)}, new int[] {pair.intValue()}, spec.latencyNanos())));
            grouping = Optional.of(Grouping.of(hosts.size(), windowNanosMax, ways, latencies()));
        }
        return grouping.get();
    }

    private SortedSet<Long> latencies() {
        SortedSet<Long> latencies = new TreeSet<>();
        byClass.values().forEach(spec -> latencies.add(spec.latencyNanos()));
        byPair.values().forEach(spec -> latencies.add(spec.latencyNanos()));
        return latencies;
    }

    private int[] ofClass(String linkClass) {
        return hosts.stream()
                .filter(host -> host.linkClass().equals(linkClass))
                .mapToInt(Host::index)
                .toArray();
    }

    /** What holds on a link now, all faults applied; empty where none is specified. */
    public Optional<LinkSpec> effective(Host from, Host to) {
        Optional<LinkSpec> base = Optional.ofNullable(byPair.get(pair(from, to)))
                .or(() -> Optional.ofNullable(byClass.get(new ClassPair(from.linkClass(), to.linkClass()))));
        if (base.isEmpty()) {
            return base;
        }
        LinkSpec spec = base.get();
        for (LinkFault fault : faults) {
            spec = fault.applyTo(spec, from, to);
        }
        long least = grouping().leastNanos(from.index(), to.index());
        if (spec.latencyNanos() < least) {
            throw new IllegalArgumentException("a fault shortens the latency from " + from.name() + " to " + to.name()
                    + " to " + spec.latencyNanos() + " ns, below windowNanosMax " + least);
        }
        return Optional.of(spec);
    }

    void requireFree(long address) {
        int holder = addresses.find(address);
        if (holder != AddressTable.NOBODY) {
            throw new IllegalArgumentException("address " + NetworkAddress.describe(address) + " is taken by "
                    + hosts.get(holder).name());
        }
    }

    void hostAdded(Host host) {
        addresses.add(host);
        grouping = Optional.empty();
    }

    /** Puts a datagram on the link to whoever has that address now. On the sender's turn. */
    void transmit(Host from, long departureNanos, long address, byte[] source, int offset, int length, Departures out) {
        int receiver = addresses.find(address);
        if (receiver == AddressTable.NOBODY) {
            from.counters().drop(DropCause.NO_ROUTE);
            return;
        }
        LinkTable links = from.links();
        if (!links.contains(receiver) && !open(from, hosts.get(receiver))) {
            from.counters().drop(DropCause.NO_ROUTE);
            return;
        }
        Link link = links.get(receiver);
        if (link.specVersion() != version) {
            link.respecify(effective(from, hosts.get(receiver)).orElseThrow(), version);
        }
        link.transmit(departureNanos, source, offset, length, from.departuresTo(receiver, out));
    }

    private boolean open(Host from, Host to) {
        Optional<LinkSpec> spec = effective(from, to);
        if (spec.isEmpty()) {
            return false;
        }
        long key = randomness.key("link", from.name(), to.name());
        from.links().put(to.index(), new Link(from, to.index(), key, spec.get(), version));
        return true;
    }

    private void specificationsChanged() {
        version++;
        grouping = Optional.empty();
    }

    private static long pair(Host from, Host to) {
        return (long) from.index() << 32 | to.index();
    }
}
