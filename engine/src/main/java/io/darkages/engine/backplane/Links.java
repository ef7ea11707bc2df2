package io.darkages.engine.backplane;

import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a backplane: greets who is at their other end, tells incarnations apart, and keeps one link
 * with each peer.
 *
 * <p>Two processes that connect to each other at the same time have two links for a moment. The one with the lower id
 * closes the older; meanwhile each side sends on the one that came up last, from the first message that the other side
 * has not said to have. So nothing is lost, and what comes twice is recognised by its number.
 */
final class Links implements EndpointListener {

    /** A stranger needs no more for its greeting. */
    private static final int STRANGER_RECEIVE_BYTES = 4_096;

    /** For the other end of links that are not wanted. */
    private static final int UNWANTED = 2_000;

    private final BackplaneOptions options;
    private final PeerKey key;
    private final RandomSource random;
    private final PeerTable peers;
    private final BackplaneListener listener;
    private final BackplaneCounters counters;
    private final PeerTraffic traffic;
    private final List<Link> links = new ArrayList<>();
    private final LinkFrame frame = new LinkFrame();
    private final MessageReader reader = new MessageReader();
    private long nowNanos;
    private boolean isEnding;

    Links(
            BackplaneOptions options,
            PeerKey key,
            RandomSource random,
            PeerTable peers,
            PeerTraffic traffic,
            BackplaneListener listener,
            BackplaneCounters counters) {
        this.options = options;
        this.key = key;
        this.random = random;
        this.peers = peers;
        this.traffic = traffic;
        this.listener = listener;
        this.counters = counters;
    }

    void at(long monotonicNanos) {
        nowNanos = monotonicNanos;
    }

    /** Nobody is greeted any more. */
    void end() {
        isEnding = true;
    }

    /** A session that this side has asked for. */
    void connecting(Session session) {
        Link link = new Link(session, true, nowNanos);
        session.attach(link);
        links.add(link);
    }

    /** Whether there is a link with that address, in whatever state. */
    boolean hasAddress(long address) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).session.address() == address) {
                return true;
            }
        }
        return false;
    }

    /** Ends links that have not been proven in time. */
    void expire() {
        for (int i = links.size() - 1; i >= 0; i--) {
            Link link = links.get(i);
            if (link.state != Link.State.CONNECTING
                    && !link.isUp()
                    && nowNanos - link.startedNanos >= options.timers().greetingNanos()) {
                counters.increment(BackplaneCounter.GREETINGS_TIMED_OUT);
                close(link, "greeting took too long");
            }
        }
    }

    void closeAddress(long address) {
        for (int i = links.size() - 1; i >= 0; i--) {
            if (links.get(i).session.address() == address) {
                links.get(i).session.close(nowNanos, CloseReason.NORMAL, "no longer wanted");
            }
        }
    }

    /** Ends all links with a peer but that one. */
    void closeOthers(Peer peer, Optional<Link> kept) {
        for (int i = links.size() - 1; i >= 0; i--) {
            Link link = links.get(i);
            if (link.belongsTo(peer) && !(kept.isPresent() && kept.get() == link)) {
                link.session.close(nowNanos, CloseReason.NORMAL, "replaced");
            }
        }
    }

    private void close(Link link, String why) {
        link.session.close(nowNanos, UNWANTED, why);
    }

    @Override
    public void connected(Session session) {
        Link link;
        if (session.attachment() instanceof Link known) {
            link = known;
        } else {
            link = new Link(session, false, nowNanos);
            session.attach(link);
            links.add(link);
        }
        if (isEnding) {
            session.close(nowNanos, CloseReason.NORMAL, "process ends");
            return;
        }
        session.limitReliableReceive(STRANGER_RECEIVE_BYTES);
        byte[] nonce = new byte[PeerKey.NONCE_BYTES];
        random.fill(nonce);
        PeerKey.Side own = new PeerKey.Side(link.isConnecting, options.process(), options.incarnation(), nonce);
        link.own = Optional.of(own);
        link.state = Link.State.GREETING;
        say(link, frame.hello(own));
    }

    private void say(Link link, LinkFrame said) {
        link.session.sendReliable(said.bytes(), 0, said.length());
        link.session.flush(nowNanos);
    }

    @Override
    public void message(
            Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
        if (!(session.attachment() instanceof Link link) || length < 1 || lane != 0) {
            counters.increment(BackplaneCounter.MALFORMED);
            return;
        }
        boolean isGood;
        reader.wrap(buffer, offset, length);
        if (MessageHeader.begins(buffer, offset, length)) {
            isGood = length <= Message.BYTES_MAX && traffic.message(link, reader, reliable, length);
        } else {
            isGood = switch (reader.readByte()) {
                case LinkFrame.HELLO -> reliable && hello(link);
                case LinkFrame.PROOF -> reliable && proof(link, length);
                case LinkFrame.RESUME -> reliable && resume(link);
                case LinkFrame.PULSE -> traffic.pulsed(link, reader);
                default -> false;
            };
        }
        if (!isGood) {
            counters.increment(BackplaneCounter.MALFORMED);
        }
    }

    private boolean hello(Link link) {
        if (link.other.isPresent() || link.own.isEmpty()) {
            return false;
        }
        link.other = LinkFrame.readHello(reader, !link.isConnecting);
        if (link.other.isEmpty()) {
            close(link, "no greeting of version " + LinkFrame.VERSION);
            return false;
        }
        PeerKey.Side other = link.other.get();
        if (other.process() == options.process()) {
            close(link, "this is process " + options.process() + " itself");
        } else if (!isStale(link, other)) {
            say(link, frame.proof(key.prove(link.own.get(), other)));
        }
        return true;
    }

    private boolean isStale(Link link, PeerKey.Side other) {
        Optional<Peer> known = peers.find(other.process());
        boolean isStale = known.isPresent() && other.incarnation() < known.get().incarnation;
        if (isStale) {
            counters.increment(BackplaneCounter.STALE_INCARNATIONS);
            close(link, "incarnation " + other.incarnation() + " came after " + known.get().incarnation);
        }
        return isStale;
    }

    private boolean proof(Link link, int length) {
        if (link.state != Link.State.GREETING || link.other.isEmpty() || length != LinkFrame.PROOF_BYTES) {
            return false;
        }
        PeerKey.Side other = link.other.get();
        byte[] proof = new byte[PeerKey.PROOF_BYTES];
        reader.readBytes(proof, 0, proof.length);
        if (!key.verify(proof, other, link.own.orElseThrow())) {
            counters.increment(BackplaneCounter.BAD_PROOFS);
            close(link, "bad proof");
            return true;
        }
        // Another link may have brought a newer one since it said hello.
        if (!isStale(link, other)) {
            proven(link, other);
        }
        return true;
    }

    private void proven(Link link, PeerKey.Side other) {
        Optional<Peer> found = peers.find(other.process());
        if (found.isEmpty()) {
            found = peers.add(other.process(), other.incarnation(), nowNanos);
            counters.highWater(BackplaneCounter.PEERS_HIGH_WATER, peers.count());
        }
        if (found.isEmpty()) {
            counters.increment(BackplaneCounter.PEERS_REFUSED);
            close(link, "knows " + peers.count() + " peers already");
            return;
        }
        Peer peer = found.get();
        if (other.incarnation() > peer.incarnation) {
            closeOthers(peer, Optional.empty());
            peer.restarted(other.incarnation(), peers.newStream());
        }
        link.peer = found;
        link.state = Link.State.PROVEN;
        link.session.limitReliableReceive(options.endpoint().buffers().reliableReceiveBytesMax());
        say(link, frame.resume(peer.stream, peer.held.firstSequence(), peer.heardStream, peer.lastReliable));
    }

    private boolean resume(Link link) {
        long stream = reader.readLong();
        long first = reader.readLong();
        long heardStream = reader.readLong();
        long lastSequence = reader.readLong();
        boolean isGood = reader.ending(stream > 0 && first > 0 && lastSequence >= 0) == CodecStatus.OK;
        if (!isGood || link.state != Link.State.PROVEN) {
            return false;
        }
        Peer peer = link.peer.orElseThrow();
        if (stream < peer.heardStream || heardStream == peer.stream && !peer.held.acknowledge(lastSequence)) {
            close(link, "resumes what never was");
            return false;
        }
        if (stream > peer.heardStream) {
            peer.heardStream = stream;
            peer.lastReliable = first - 1;
        }
        up(link, peer);
        return true;
    }

    private void up(Link link, Peer peer) {
        boolean wasLinked = peer.link.isPresent();
        link.state = Link.State.UP;
        peer.link = Optional.of(link);
        peer.address = link.session.address();
        peer.pulsedNanos = nowNanos;
        peer.heardNanos = nowNanos;
        peer.isSilent = false;
        counters.increment(BackplaneCounter.LINKS_UP);
        // Before anybody is told, who may send more.
        traffic.pumpAgain(peer);
        if (options.process() < peer.process) {
            closeOthers(peer, peer.link);
        }
        if (!wasLinked || peer.isNew) {
            boolean isNew = peer.isNew;
            int dropped = peer.dropped;
            counters.add(BackplaneCounter.RELIABLE_DROPPED, dropped);
            peer.isNew = false;
            peer.dropped = 0;
            listener.linked(peer.process, peer.incarnation, isNew, dropped);
        }
        link.session.flush(nowNanos);
    }

    @Override
    public void closed(Session session, int reason, String debug) {
        if (!(session.attachment() instanceof Link link) || link.state == Link.State.CLOSED) {
            return;
        }
        boolean wasUp = link.isUp();
        link.state = Link.State.CLOSED;
        links.remove(link);
        if (!wasUp) {
            return;
        }
        counters.increment(BackplaneCounter.LINKS_LOST);
        Peer peer = link.peer.orElseThrow();
        if (peer.link.isPresent() && peer.link.get() == link) {
            peer.link = newestUp(peer);
            if (peer.link.isEmpty()) {
                listener.unlinked(peer.process, peer.incarnation);
            } else {
                traffic.pumpAgain(peer);
            }
        }
    }

    private Optional<Link> newestUp(Peer peer) {
        for (int i = links.size() - 1; i >= 0; i--) {
            if (links.get(i).isUp() && links.get(i).belongsTo(peer)) {
                return Optional.of(links.get(i));
            }
        }
        return Optional.empty();
    }
}
