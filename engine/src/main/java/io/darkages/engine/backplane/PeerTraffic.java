package io.darkages.engine.backplane;

import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.Session;

/** What goes to and fro between this process and proven peers: messages once each, acknowledgements, signs of life. */
final class PeerTraffic {

    private final BackplaneOptions options;
    private final BackplaneListener listener;
    private final BackplaneCounters counters;
    private final LinkFrame frame = new LinkFrame();
    private final MessageHeader header = new MessageHeader();
    private long nowNanos;

    PeerTraffic(BackplaneOptions options, BackplaneListener listener, BackplaneCounters counters) {
        this.options = options;
        this.listener = listener;
        this.counters = counters;
    }

    void at(long monotonicNanos) {
        nowNanos = monotonicNanos;
    }

    /** A message came on a link. Answers whether it is one; what is wrong with it otherwise is counted here. */
    boolean message(Link link, MessageReader reader, boolean reliable, int length) {
        if (header.read(reader) != CodecStatus.OK) {
            return false;
        }
        if (link.peer.isEmpty()) {
            counters.increment(BackplaneCounter.FORGED);
            return true;
        }
        Peer peer = link.peer.get();
        long claimed = link.other.orElseThrow().incarnation();
        if (header.sourceProcess != peer.process || header.sourceIncarnation != claimed) {
            counters.increment(BackplaneCounter.FORGED);
        } else if (claimed != peer.incarnation) {
            counters.increment(BackplaneCounter.STALE_INCARNATIONS);
        } else if (reliable ? isNext(link, peer) : isNew(peer)) {
            heard(peer);
            counters.increment(BackplaneCounter.MESSAGES_RECEIVED);
            counters.add(BackplaneCounter.BYTES_RECEIVED, length);
            listener.message(header, reliable ? Delivery.RELIABLE : Delivery.UNRELIABLE, reader);
        }
        return true;
    }

    private boolean isNext(Link link, Peer peer) {
        if (!link.isUp()) {
            counters.increment(BackplaneCounter.FORGED);
            return false;
        }
        // Also where it came before: its sender may not know, or would not send it again.
        peer.ackDue = true;
        if (header.sequence <= peer.lastReliable) {
            counters.increment(BackplaneCounter.DUPLICATES);
            return false;
        }
        if (header.sequence != peer.lastReliable + 1) {
            counters.increment(BackplaneCounter.GAPS);
            link.session.close(nowNanos, CloseReason.INVALID, "left out what comes after " + peer.lastReliable);
            return false;
        }
        peer.lastReliable = header.sequence;
        return true;
    }

    private boolean isNew(Peer peer) {
        SequenceWindow.Verdict verdict = peer.unreliable.accept(header.sequence);
        if (verdict != SequenceWindow.Verdict.NEW) {
            counters.increment(
                    verdict == SequenceWindow.Verdict.SEEN ? BackplaneCounter.DUPLICATES : BackplaneCounter.TOO_LATE);
        }
        return verdict == SequenceWindow.Verdict.NEW;
    }

    /** A pulse came on a link, of which the reader has read the kind; false if it is none. */
    boolean pulsed(Link link, MessageReader reader) {
        long heardStream = reader.readLong();
        long lastSequence = reader.readLong();
        if (reader.ending(lastSequence >= 0) != CodecStatus.OK || link.peer.isEmpty()) {
            return false;
        }
        Peer peer = link.peer.get();
        heard(peer);
        // One that was sent before another stream began speaks of the old one's.
        return heardStream != peer.stream || peer.held.acknowledge(lastSequence);
    }

    private void heard(Peer peer) {
        peer.heardNanos = nowNanos;
        if (peer.isSilent) {
            peer.isSilent = false;
            listener.heard(peer.process, peer.incarnation);
        }
    }

    /** Notices that a peer has said nothing for long. */
    void watch(Peer peer) {
        if (!peer.isSilent && nowNanos - peer.heardNanos >= options.timers().silenceNanos()) {
            peer.isSilent = true;
            counters.increment(BackplaneCounter.SILENCES);
            listener.silent(peer.process, peer.incarnation);
        }
    }

    /** Hands what is held to the peer's link, as far as that takes it. */
    void pump(Peer peer) {
        if (peer.link.isEmpty()) {
            return;
        }
        Session session = peer.link.get().session;
        HeldMessages held = peer.held;
        while (held.hasUnsent() && session.sendReliable(held.bytes(), held.unsentOffset(), held.unsentLength())) {
            held.sent();
        }
    }

    /** What a link did not say to have is handed to another one. */
    void pumpAgain(Peer peer) {
        counters.add(BackplaneCounter.RELIABLE_RESENT, peer.held.rewind());
        pump(peer);
    }

    /** Tells a linked peer what has come from it, if it must hear of that or of anything. */
    void pulse(Peer peer) {
        if (peer.link.isEmpty()
                || !peer.ackDue
                        && nowNanos - peer.pulsedNanos < options.timers().pulseNanos()) {
            return;
        }
        frame.pulse(peer.heardStream, peer.lastReliable);
        if (peer.link.get().session.sendUnreliable(frame.bytes(), 0, frame.length())) {
            peer.ackDue = false;
            peer.pulsedNanos = nowNanos;
        }
    }
}
