package io.darkages.engine.backplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All peers that are remembered, in the order in which they were met. A few dozen: looked up one by one. */
final class PeerTable {

    private final BackplaneOptions options;
    private final List<Peer> peers = new ArrayList<>();
    /** One for each peer, so that looking up makes none. */
    private final List<Optional<Peer>> handles = new ArrayList<>();

    private long lastStream;

    PeerTable(BackplaneOptions options) {
        this.options = options;
    }

    /** A number that no stream to anybody had. */
    long newStream() {
        return ++lastStream;
    }

    /** The peer with that id, if it is known; allocates nothing. */
    Optional<Peer> find(long process) {
        int index = indexOf(process);
        return index < peers.size() ? handles.get(index) : Optional.empty();
    }

    /** Adds a peer that is not known; empty if there are as many as may be. */
    Optional<Peer> add(long process, long incarnation, long monotonicNanos) {
        if (peers.size() == options.peersMax()) {
            return Optional.empty();
        }
        Peer peer = new Peer(process, incarnation, newStream(), options.heldBytesMax());
        peer.heardNanos = monotonicNanos;
        Optional<Peer> handle = Optional.of(peer);
        peers.add(peer);
        handles.add(handle);
        return handle;
    }

    void remove(Peer peer) {
        int index = indexOf(peer.process);
        peers.remove(index);
        handles.remove(index);
    }

    int count() {
        return peers.size();
    }

    Peer peer(int index) {
        return peers.get(index);
    }

    /** Place of that peer, or the count of peers. */
    private int indexOf(long process) {
        int index = 0;
        while (index < peers.size() && peers.get(index).process != process) {
            index++;
        }
        return index;
    }
}
