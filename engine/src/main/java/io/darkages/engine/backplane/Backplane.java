package io.darkages.engine.backplane;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointCounters;
import io.darkages.engine.transport.HandshakeJob;
import io.darkages.engine.transport.HandshakeWorker;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.SessionObserver;
import io.darkages.engine.transport.crypto.Cryptography;
import java.util.Optional;

/**
 * One process' links with the others, over sessions of the engine's own transport. Bytes and times go in, bytes and
 * messages come out.
 *
 * <p>It has an endpoint of its own, so that no crowd of players takes its sessions, memory or rate. It may share the
 * players' UDP address all the same, so that one address in a register's row says all: each of its datagrams begins with
 * {@link #LEAD_BYTE}, which no packet of GameNetworkingSockets has, and {@link #owns} tells them apart without knowing
 * who may send. Where the network between zones is another one, it takes a port of its own with the same bytes.
 *
 * <p>Every process may connect to every other; who connects does not matter. Handshakes are taken from those alone who
 * seal them with the key of the world: from anybody else a datagram costs one hash and is counted. Then peers prove that
 * they have that key at this moment. A link that is lost is sought again. Reliable messages are held until the peer's
 * own acknowledgement and go out again over the next link; the receiver tells repeats by (incarnation, sequence),
 * without a limit for reliable ones and among the last 1,024 for others. A peer that starts again has a higher
 * incarnation: it begins anew, what was held for the old one is dropped, and the old one is refused from then on.
 *
 * <p>Not thread-safe: all calls on the owner's thread, times on its monotonic clock. Once warm, messages in either
 * direction allocate nothing; greetings and lost links do.
 */
public final class Backplane {

    /** First byte of each datagram: none of GameNetworkingSockets' control packets (32 to 37), nor data (from 128 on). */
    public static final byte LEAD_BYTE = 0x42;

    private static final long NO_PROCESS = 0;

    private final BackplaneOptions options;
    private final BackplaneCounters counters = new BackplaneCounters();
    private final PeerTable peers;
    private final PeerTraffic traffic;
    /** A lead byte, a datagram of the transport and its seal. */
    private static final int LENGTH_MAX = 1 + BackplaneOptions.DATAGRAM_BYTES_MAX + ControlSeal.BYTES;

    private final Links links;
    private final Contacts contacts;
    private final Endpoint endpoint;
    private final ControlSeal seal;
    private final int sessionsMax;

    /** Process that messages to a zone go to, or none. */
    private final long[] routes;

    private final MessageHeader header = new MessageHeader();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] scratch = new byte[Message.BYTES_MAX];
    private long nowNanos = Long.MIN_VALUE;

    /** A backplane that does the arithmetic of handshakes in its own time. */
    public Backplane(
            BackplaneOptions options,
            PeerKey key,
            DatagramSender datagrams,
            BackplaneListener listener,
            Cryptography cryptography,
            RandomSource random) {
        this(options, key, datagrams, listener, cryptography, random, HandshakeWorker.INLINE);
    }

    /**
     * @param key the world's
     * @param datagrams where datagrams leave, each of at most 1,300 bytes
     * @param cryptography the backplane's own
     * @param random source of the sessions' secrets and of nonces; must not be guessable on a real socket
     * @param handshakes does the arithmetic of handshakes; what it does later goes to {@link #complete}
     */
    public Backplane(
            BackplaneOptions options,
            PeerKey key,
            DatagramSender datagrams,
            BackplaneListener listener,
            Cryptography cryptography,
            RandomSource random,
            HandshakeWorker handshakes) {
        this.options = options;
        peers = new PeerTable(options);
        contacts = new Contacts(options.peersMax());
        routes = new long[options.zonesMax()];
        traffic = new PeerTraffic(options, listener, counters);
        links = new Links(options, key, random, peers, traffic, listener, counters);
        seal = new ControlSeal(key);
        endpoint = new Endpoint(
                options.endpoint(),
                new SealedSender(datagrams, seal),
                links,
                cryptography,
                random,
                handshakes,
                SessionObserver.NONE);
        sessionsMax = options.endpoint().sessions().max();
        header.sourceProcess = options.process();
        header.sourceIncarnation = options.incarnation();
    }

    /** Whether a datagram is for a backplane: asks for its first byte alone. */
    public static boolean owns(byte[] buffer, int offset, int length) {
        return length > 0 && buffer[offset] == LEAD_BYTE;
    }

    /** Takes in a datagram that it {@linkplain #owns}. Whatever its bytes are, it is handled or dropped and counted. */
    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        at(monotonicNanos);
        if (!owns(buffer, offset, length) || length < 2 || length > LENGTH_MAX) {
            counters.increment(BackplaneCounter.MALFORMED);
        } else if (!ControlSeal.isDue(buffer[offset + 1])) {
            endpoint.receive(monotonicNanos, from, buffer, offset + 1, length - 1);
        } else if (seal.holds(buffer, offset + 1, length - 1)) {
            endpoint.receive(monotonicNanos, from, buffer, offset + 1, length - 1 - ControlSeal.BYTES);
        } else {
            counters.increment(BackplaneCounter.UNSEALED);
        }
    }

    /** A handshake's job came back from the worker. */
    public void complete(long monotonicNanos, HandshakeJob job) {
        at(monotonicNanos);
        endpoint.complete(monotonicNanos, job);
    }

    /** Runs the timers, seeks lost links, and sends what waits. To be called at least once per tick. */
    public void advance(long monotonicNanos) {
        at(monotonicNanos);
        endpoint.advance(monotonicNanos);
        links.expire();
        seek();
        for (int i = 0; i < peers.count(); i++) {
            traffic.watch(peers.peer(i));
            traffic.pulse(peers.peer(i));
        }
        flush(monotonicNanos);
    }

    private void seek() {
        for (int i = 0; i < contacts.count(); i++) {
            long address = contacts.address(i);
            if (contacts.isDue(i, nowNanos) && !links.hasAddress(address) && endpoint.sessionCount() < sessionsMax) {
                contacts.tryAgain(i, nowNanos + options.timers().retryNanos());
                counters.increment(BackplaneCounter.CONNECTS);
                Session session = endpoint.connect(nowNanos, address);
                links.connecting(session);
            }
        }
    }

    private void at(long monotonicNanos) {
        nowNanos = monotonicNanos;
        links.at(monotonicNanos);
        traffic.at(monotonicNanos);
    }

    /**
     * Sees to it that there is a link with that address, from the next {@link #advance} on. Says nothing of who is there.
     *
     * @return false if there are {@link BackplaneOptions#peersMax} such addresses already
     */
    public boolean connect(long address) {
        return contacts.add(address);
    }

    /** Seeks no link with that address any more, and ends those that are. */
    public void disconnect(long monotonicNanos, long address) {
        at(monotonicNanos);
        contacts.remove(address);
        links.closeAddress(address);
    }

    /**
     * Makes room for another peer: that one is as if it had never been met. So its older incarnations would be heard
     * again: only for processes that are known to be gone.
     */
    public void forget(long monotonicNanos, long process) {
        at(monotonicNanos);
        Optional<Peer> found = peers.find(process);
        if (found.isPresent()) {
            links.closeOthers(found.get(), Optional.empty());
            counters.add(BackplaneCounter.RELIABLE_DROPPED, found.get().held.count());
            peers.remove(found.get());
        }
    }

    /** Zone that this process serves, told with every message; {@link MessageHeader#NO_ZONE} at first. */
    public void zone(int servedZone) {
        requireZone(servedZone == MessageHeader.NO_ZONE ? 0 : servedZone);
        header.sourceZone = servedZone;
    }

    /** From now on messages to a zone go to that process: who holds its lease, as far as the owner knows. */
    public void route(int zone, long process) {
        requireZone(zone);
        routes[zone] = process;
    }

    /** From now on messages to a zone go nowhere. */
    public void unroute(int zone) {
        route(zone, NO_PROCESS);
    }

    private void requireZone(int zone) {
        if (zone < 0 || zone >= routes.length) {
            throw new IllegalArgumentException("zone " + zone + " is outside 0 to " + (routes.length - 1));
        }
    }

    /** The process that messages to a zone go to; 0 for none. */
    public long routeOf(int zone) {
        requireZone(zone);
        return routes[zone];
    }

    /**
     * Queues a message for a zone's process.
     *
     * @return whether it was: as {@link #sendToProcess}, and false if the zone has no route
     */
    public boolean sendToZone(int zone, Delivery delivery, Message message) {
        requireZone(zone);
        return send(routes[zone], zone, delivery, message);
    }

    /**
     * Queues a message for a process. It leaves with the next {@link #flush} or {@link #advance}.
     *
     * @return whether it was queued. False for an unreliable message without a link; for a reliable one to a process
     *     that was never linked, or beyond {@link BackplaneOptions#heldBytesMax}
     */
    public boolean sendToProcess(long process, Delivery delivery, Message message) {
        return send(process, MessageHeader.NO_ZONE, delivery, message);
    }

    private boolean send(long process, int zone, Delivery delivery, Message message) {
        Optional<Peer> found = peers.find(process);
        if (found.isEmpty()) {
            counters.increment(
                    delivery == Delivery.RELIABLE
                            ? BackplaneCounter.RELIABLE_REFUSED
                            : BackplaneCounter.UNRELIABLE_REFUSED);
            return false;
        }
        return send(found.get(), zone, delivery, message, encode(message));
    }

    /**
     * Queues a message for every peer: an unreliable one for those with a link, a reliable one for all that are
     * remembered.
     *
     * @return for how many
     */
    public int broadcast(Delivery delivery, Message message) {
        int length = encode(message);
        int queued = 0;
        for (int i = 0; i < peers.count(); i++) {
            Peer peer = peers.peer(i);
            if (delivery == Delivery.RELIABLE || peer.link.isPresent()) {
                queued += send(peer, MessageHeader.BROADCAST, delivery, message, length) ? 1 : 0;
            }
        }
        return queued;
    }

    /** Writes the body where it stays for all receivers; returns the length of the whole message. */
    private int encode(Message message) {
        writer.wrap(scratch, MessageHeader.BYTES, scratch.length - MessageHeader.BYTES);
        message.write(writer);
        if (writer.overflowed()) {
            throw new IllegalStateException(message.type() + " is longer than " + Message.BYTES_MAX + " bytes");
        }
        return MessageHeader.BYTES + writer.length();
    }

    private boolean send(Peer peer, int zone, Delivery delivery, Message message, int length) {
        boolean reliable = delivery == Delivery.RELIABLE;
        header.type = message.type();
        header.targetZone = zone;
        header.sequence = reliable ? peer.held.nextSequence() : peer.nextUnreliable;
        writer.wrap(scratch, 0, MessageHeader.BYTES);
        header.write(writer);
        boolean queued = reliable ? hold(peer, length) : sendUnreliable(peer, length);
        if (queued) {
            counters.increment(BackplaneCounter.MESSAGES_SENT);
            counters.add(BackplaneCounter.BYTES_SENT, length);
        }
        return queued;
    }

    private boolean hold(Peer peer, int length) {
        if (!peer.held.hasRoom(length)) {
            counters.increment(BackplaneCounter.RELIABLE_REFUSED);
            return false;
        }
        peer.held.add(scratch, 0, length);
        counters.highWater(BackplaneCounter.HELD_BYTES_HIGH_WATER, peer.held.heldBytes());
        traffic.pump(peer);
        return true;
    }

    private boolean sendUnreliable(Peer peer, int length) {
        boolean queued = peer.link.isPresent() && peer.link.get().session.sendUnreliable(scratch, 0, length);
        if (queued) {
            peer.nextUnreliable++;
        } else {
            counters.increment(BackplaneCounter.UNRELIABLE_REFUSED);
        }
        return queued;
    }

    /** Sends what is queued now, without waiting for the next {@link #advance}. */
    public void flush(long monotonicNanos) {
        at(monotonicNanos);
        for (int i = 0; i < peers.count(); i++) {
            Peer peer = peers.peer(i);
            if (peer.link.isPresent()) {
                traffic.pump(peer);
                peer.link.get().session.flush(monotonicNanos);
            }
        }
    }

    /** Whether messages reach a process now, as far as can be known. */
    public boolean isLinked(long process) {
        Optional<Peer> found = peers.find(process);
        return found.isPresent() && found.get().link.isPresent();
    }

    /** Newest incarnation of a process that was heard; 0 if none was. */
    public long incarnationOf(long process) {
        Optional<Peer> found = peers.find(process);
        return found.isPresent() ? found.get().incarnation : 0;
    }

    /** Where a process was linked last, as {@code NetworkAddress} packs it; 0 if it never was. */
    public long addressOf(long process) {
        Optional<Peer> found = peers.find(process);
        return found.isPresent() ? found.get().address : 0;
    }

    /** Reliable messages that are held for a process. */
    public int heldFor(long process) {
        Optional<Peer> found = peers.find(process);
        return found.isPresent() ? found.get().held.count() : 0;
    }

    /** Smoothed round trip to a process in nanoseconds; 0 without a link, and before the first sample. */
    public long roundTripNanos(long process) {
        Optional<Peer> found = peers.find(process);
        return found.isPresent() && found.get().link.isPresent()
                ? found.get().link.get().session.smoothedRoundTripNanos()
                : 0;
    }

    /** Peers that are remembered, linked or not. */
    public int peerCount() {
        return peers.count();
    }

    public BackplaneCounters counters() {
        return counters;
    }

    /** Of its own endpoint. */
    public EndpointCounters transport() {
        return endpoint.counters();
    }

    /** Tells judges how full what may fill has been. */
    public void reportBounds(Probes probes) {
        probes.bound(
                BoundedStructure.BACKPLANE_PEERS,
                counters.count(BackplaneCounter.PEERS_HIGH_WATER),
                options.peersMax());
        probes.bound(BoundedStructure.BACKPLANE_CONTACTS, contacts.peak(), contacts.capacity());
        probes.bound(
                BoundedStructure.BACKPLANE_HELD_BYTES,
                counters.count(BackplaneCounter.HELD_BYTES_HIGH_WATER),
                options.heldBytesMax());
    }

    /** Ends all links for good, at a graceful end of the process: peers learn at once. */
    public void close(long monotonicNanos) {
        at(monotonicNanos);
        links.end();
        while (contacts.count() > 0) {
            contacts.remove(contacts.address(0));
        }
        endpoint.closeAll(monotonicNanos, CloseReason.NORMAL, "process ends");
    }

    /** Folds its canonical state into a hash. */
    public long foldState(long hash) {
        long folded = endpoint.foldState(hash);
        for (int i = 0; i < peers.count(); i++) {
            folded = peers.peer(i).fold(folded);
        }
        return Mix.fold(folded, contacts.count());
    }
}
