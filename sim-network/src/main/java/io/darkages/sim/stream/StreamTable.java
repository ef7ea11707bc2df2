package io.darkages.sim.stream;

import io.darkages.engine.random.Mix;

/**
 * The places that one host has for streams. A place is made when it is first needed, and used again; a stream's number
 * tells its place and how often that was used, so that no number comes twice.
 */
final class StreamTable {

    private final StreamOptions options;
    private final Stream[] streams;
    private final int[] generations;
    private int used;
    private int made;

    StreamTable(StreamOptions options) {
        this.options = options;
        streams = new Stream[options.streamsMax()];
        generations = new int[options.streamsMax()];
    }

    /** Whether one more stream may begin. */
    boolean hasRoom() {
        return used < streams.length;
    }

    /** Begins a stream; there must be room. */
    Stream begin(Stream.State state, long peer, long connection, boolean initiator, long nowNanos) {
        int slot = 0;
        while (slot < made && streams[slot].state != Stream.State.FREE) {
            slot++;
        }
        if (slot == made) {
            streams[made++] = new Stream(options);
        }
        int number = 1 + slot + generations[slot]++ * streams.length;
        streams[slot].begin(state, number, peer, connection, initiator, nowNanos);
        used++;
        return streams[slot];
    }

    void free(Stream stream) {
        stream.free();
        used--;
    }

    /** Place of the stream that its ends know by that; {@link #places} if there is none. */
    int find(long peer, long connection, boolean initiator) {
        int slot = 0;
        while (slot < made && !streams[slot].isOf(peer, connection, initiator)) {
            slot++;
        }
        return slot;
    }

    /** Places that were ever used. */
    int places() {
        return made;
    }

    Stream at(int place) {
        return streams[place];
    }

    /** Whether the owner has a stream of that number and has not closed it. */
    boolean isOpen(int number) {
        if (number < 1 || slot(number) >= made) {
            return false;
        }
        Stream stream = streams[slot(number)];
        return stream.number == number && stream.state != Stream.State.FREE && stream.state != Stream.State.CLOSING;
    }

    /** @throws IllegalArgumentException if the owner has no such stream */
    Stream open(int number) {
        if (!isOpen(number)) {
            throw new IllegalArgumentException("stream " + number + " is not open");
        }
        return streams[slot(number)];
    }

    private int slot(int number) {
        return (number - 1) % streams.length;
    }

    /** Streams that there are. */
    int used() {
        return used;
    }

    long digest() {
        long hash = used;
        for (int i = 0; i < made; i++) {
            hash = Mix.fold(hash, streams[i].digest());
        }
        return hash;
    }
}
