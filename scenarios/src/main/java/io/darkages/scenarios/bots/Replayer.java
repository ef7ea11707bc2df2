package io.darkages.scenarios.bots;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomStream;

/**
 * Sends old datagrams again, byte for byte, once they have reached an age: those its client sent, and
 * any others that it came by, such as what a server sent to it or what it overheard.
 */
public final class Replayer implements Misconduct {

    /** Datagrams remembered; at 20 a second those of the last 25 s. */
    static final int MEMORY_DATAGRAMS = 512;

    private final DatagramSender wire;
    private final RandomStream random;
    private final Pace pace;
    private final long ageNanos;
    private final DatagramMemory memory = new DatagramMemory(MEMORY_DATAGRAMS);
    private long nowNanos;
    private long serverAddress;
    private boolean started;
    private long added;

    /**
     * @param packetsPerSecond replays in a second, as far as there is anything to replay
     * @param ageNanos how old a datagram is at least when it is sent again; 0 for at once
     */
    public Replayer(DatagramSender wire, RandomStream random, int packetsPerSecond, long ageNanos) {
        if (ageNanos < 0) {
            throw new IllegalArgumentException("ageNanos " + ageNanos + " is below 0");
        }
        this.wire = wire;
        this.random = random;
        this.ageNanos = ageNanos;
        pace = new Pace(packetsPerSecond);
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        serverAddress = address;
        started = true;
        memory.keep(nowNanos, address, buffer, offset, length);
        wire.send(address, buffer, offset, length);
    }

    /** Takes a datagram that the client did not send; it will go to the client's server. */
    public void overhear(byte[] buffer, int offset, int length) {
        if (started) {
            memory.keep(nowNanos, serverAddress, buffer, offset, length);
        }
    }

    @Override
    public void onTick(long nanos) {
        nowNanos = nanos;
        int due = pace.due(nanos);
        int old = memory.countUntil(nanos - ageNanos);
        if (old == 0) {
            return;
        }
        for (int i = 0; i < due; i++) {
            int position = random.nextInt(old);
            wire.send(memory.address(position), memory.bytes(position), 0, memory.length(position));
        }
        added += due;
    }

    @Override
    public long added() {
        return added;
    }
}
