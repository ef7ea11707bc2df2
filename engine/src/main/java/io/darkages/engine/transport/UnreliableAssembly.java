package io.darkages.engine.transport;

/**
 * Puts together unreliable messages that came in pieces: up to four at a time, each of at most 32
 * pieces and {@value #MESSAGE_BYTES_MAX} bytes. When a fifth begins, the oldest is given up. Buffers are borrowed for the
 * time between a message's first piece and its last.
 */
final class UnreliableAssembly {

    static final int INCOMPLETE = -1;
    static final int DROPPED = -2;

    /** Longest message, GameNetworkingSockets' 20 * 1,300: more than anybody sends. */
    static final int MESSAGE_BYTES_MAX = 20 * 1300;

    private static final int BUFFER_BYTES_MIN = 4096;
    private static final int MESSAGES_MAX = 4;
    private static final int PIECES_MAX = 32;

    private final BufferPool pool;
    private final ReceiveMemory memory;
    private final Partial[] partials = new Partial[MESSAGES_MAX];
    private int count;

    UnreliableAssembly(BufferPool pool, ReceiveMemory memory) {
        this.pool = pool;
        this.memory = memory;
    }

    private static final class Partial {
        long number;
        byte[] buffer = BufferPool.EMPTY;
        int length = -1;
        final ByteRanges have = new ByteRanges(PIECES_MAX);
    }

    /**
     * Takes a piece.
     *
     * @return index of the message that it completes, for {@link #length} and {@link #detach};
     *     {@link #INCOMPLETE}, or {@link #DROPPED} if a message was given up for it or it is not acceptable
     */
    int accept(long number, int messageOffset, byte[] source, int offset, int length, boolean ends) {
        int end = messageOffset + length;
        if (end > MESSAGE_BYTES_MAX || length == 0 && !ends) {
            return DROPPED;
        }
        int outcome = INCOMPLETE;
        int index = find(number);
        if (index < 0) {
            if (count == MESSAGES_MAX) {
                if (number < partials[0].number) {
                    return DROPPED;
                }
                release(0);
                outcome = DROPPED;
            }
            index = insert(number);
        }
        Partial partial = partials[index];
        ByteRanges have = partial.have;
        // Nor may a message end before a piece of it that came already: its bytes would be counted for a hole.
        boolean endsEarly = ends && have.count() > 0 && have.end(have.count() - 1) > end;
        if (endsEarly || partial.length >= 0 && (end > partial.length || ends && end != partial.length)) {
            release(index);
            return DROPPED;
        }
        if (end > partial.buffer.length && !enlarge(partial, Math.max(end, BUFFER_BYTES_MIN))
                || length > 0 && !have.add(messageOffset, end)) {
            release(index);
            return DROPPED;
        }
        System.arraycopy(source, offset, partial.buffer, messageOffset, length);
        if (ends) {
            partial.length = end;
        }
        return partial.length >= 0 && have.total() == partial.length ? index : outcome;
    }

    int length(int index) {
        return partials[index].length;
    }

    /** Forgets a message and hands out its buffer, which the caller gives back to the pool. */
    byte[] detach(int index) {
        byte[] buffer = partials[index].buffer;
        memory.giveBack(buffer.length);
        partials[index].buffer = BufferPool.EMPTY;
        release(index);
        return buffer;
    }

    /** Forgets a message, the later ones move up. */
    private void release(int index) {
        Partial gone = partials[index];
        giveBack(gone);
        gone.have.clear();
        gone.length = -1;
        count--;
        System.arraycopy(partials, index + 1, partials, index, count - index);
        partials[count] = gone;
    }

    void releaseAll() {
        while (count > 0) {
            release(count - 1);
        }
    }

    private int find(long number) {
        for (int i = 0; i < count; i++) {
            if (partials[i].number == number) {
                return i;
            }
        }
        return -1;
    }

    /** Keeps the messages in the order of their numbers. */
    private int insert(long number) {
        int index = count;
        Partial fresh = partials[count] == null ? new Partial() : partials[count];
        while (index > 0 && partials[index - 1].number > number) {
            partials[index] = partials[index - 1];
            index--;
        }
        partials[index] = fresh;
        fresh.number = number;
        count++;
        return index;
    }

    private boolean enlarge(Partial partial, int bytes) {
        if (!memory.take(BufferPool.capacity(bytes) - partial.buffer.length)) {
            return false;
        }
        byte[] larger = pool.borrow(bytes);
        System.arraycopy(partial.buffer, 0, larger, 0, partial.buffer.length);
        if (partial.buffer.length > 0) {
            pool.giveBack(partial.buffer);
        }
        partial.buffer = larger;
        return true;
    }

    private void giveBack(Partial partial) {
        if (partial.buffer.length > 0) {
            memory.giveBack(partial.buffer.length);
            pool.giveBack(partial.buffer);
            partial.buffer = BufferPool.EMPTY;
        }
    }
}
