package io.darkages.scenarios.bots;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomStream;

/**
 * Sends well-formed datagrams at a rate far above the limit: copies of the client's own newest ones,
 * and now and then of its first, which opened the session and ask a server for work.
 */
public final class Flooder implements Misconduct {

    private static final int NEWEST_KEPT = 8;

    private static final int FIRST_KEPT = 4;

    /** One copy in ten is of the opening. */
    private static final int OPENING_PARTS_PER_MILLION = 100_000;

    private final DatagramSender wire;
    private final RandomStream random;
    private final Pace pace;
    private final DatagramMemory opening = new DatagramMemory(FIRST_KEPT);
    private final DatagramMemory newest = new DatagramMemory(NEWEST_KEPT);
    private long added;

    /** @param packetsPerSecond copies in a second */
    public Flooder(DatagramSender wire, RandomStream random, int packetsPerSecond) {
        this.wire = wire;
        this.random = random;
        pace = new Pace(packetsPerSecond);
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        if (opening.size() < FIRST_KEPT) {
            opening.keep(0, address, buffer, offset, length);
        }
        newest.keep(0, address, buffer, offset, length);
        wire.send(address, buffer, offset, length);
    }

    @Override
    public void onTick(long nanos) {
        int due = pace.due(nanos);
        if (newest.size() == 0) {
            return;
        }
        for (int i = 0; i < due; i++) {
            DatagramMemory memory = random.chance(OPENING_PARTS_PER_MILLION) ? opening : newest;
            int position = random.nextInt(memory.size());
            wire.send(memory.address(position), memory.bytes(position), 0, memory.length(position));
        }
        added += due;
    }

    @Override
    public long added() {
        return added;
    }
}
