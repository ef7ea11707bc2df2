package io.darkages.engine.backplane;

import io.darkages.engine.random.Mix;
import java.util.Optional;

/**
 * Another process, as far as it is known: its newest incarnation, what is held for it, and what has come from it.
 * Outlives links.
 *
 * <p>Reliable messages to it are numbered within a stream; a new stream begins when it is met, and with each new
 * incarnation of it. So a number is never used twice in one stream, and it knows a new stream from the old one.
 */
final class Peer {

    final long process;
    long incarnation;
    /** Of the last link. */
    long address;

    /** Number of the stream to it, and what is held of it. */
    long stream;

    final HeldMessages held;
    long nextUnreliable = 1;

    /** Number of the stream from it, 0 before it is known, and the last message of it that came. */
    long heardStream;

    long lastReliable;
    final SequenceWindow unreliable = new SequenceWindow();

    /** The newest link that is up. */
    Optional<Link> link = Optional.empty();

    /** Reliable messages came since it was last told how many. */
    boolean ackDue;

    long pulsedNanos;
    long heardNanos;
    boolean isSilent;
    /** Not told yet with the next link: that it is a new incarnation, and what was dropped of the old one's. */
    boolean isNew = true;

    int dropped;

    Peer(long process, long incarnation, long stream, int heldBytesMax) {
        this.process = process;
        this.incarnation = incarnation;
        this.stream = stream;
        held = new HeldMessages(heldBytesMax);
    }

    /** The process has started again: nothing of the old one's is good any more. */
    void restarted(long newIncarnation, long newStream) {
        incarnation = newIncarnation;
        stream = newStream;
        dropped += held.restart();
        nextUnreliable = 1;
        heardStream = 0;
        lastReliable = 0;
        unreliable.clear();
        ackDue = false;
        isNew = true;
    }

    long fold(long hash) {
        long folded = Mix.fold(Mix.fold(hash, process), incarnation);
        folded = Mix.fold(Mix.fold(folded, stream), held.firstSequence());
        folded = Mix.fold(Mix.fold(folded, held.nextSequence()), nextUnreliable);
        folded = Mix.fold(Mix.fold(folded, heardStream), lastReliable);
        return Mix.fold(folded, (isSilent ? 2 : 0) | (link.isPresent() ? 1 : 0));
    }
}
