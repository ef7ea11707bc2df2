package io.darkages.scenarios.bots;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomStream;

/**
 * Sends broken datagrams besides the client's own: noise, noise behind a known first byte, and the
 * client's datagrams cut short, with bits turned over, with a stretch overwritten, or with a tail.
 */
public final class MalformedSender implements Misconduct {

    /** Longest UDP payload of the transport. */
    static final int MAX_PAYLOAD = 1_300;

    private static final int REMEMBERED = 16;

    /** First bytes of the transport's control packets: 32 to 37; data packets have the high bit. */
    private static final int FIRST_CONTROL = 32;

    private static final int CONTROLS = 6;

    private static final int DATA = 0x80;

    private final DatagramSender wire;
    private final RandomStream random;
    private final Pace pace;
    private final DatagramMemory memory = new DatagramMemory(REMEMBERED);
    private final byte[] scratch = new byte[MAX_PAYLOAD];
    private long added;

    /** @param packetsPerSecond broken datagrams in a second */
    public MalformedSender(DatagramSender wire, RandomStream random, int packetsPerSecond) {
        this.wire = wire;
        this.random = random;
        pace = new Pace(packetsPerSecond);
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        memory.keep(0, address, buffer, offset, length);
        wire.send(address, buffer, offset, length);
    }

    @Override
    public void onTick(long nanos) {
        int due = pace.due(nanos);
        if (memory.size() == 0) {
            return;
        }
        for (int i = 0; i < due; i++) {
            int position = random.nextInt(memory.size());
            int length = breakOne(position);
            wire.send(memory.address(position), scratch, 0, length);
        }
        added += due;
    }

    @Override
    public long added() {
        return added;
    }

    /** Puts a broken datagram into the scratch buffer and answers its length, 1 to 1,300. */
    private int breakOne(int position) {
        return switch (random.nextInt(6)) {
            case 0 -> noise();
            case 1 -> disguisedNoise();
            case 2 -> cutShort(position);
            case 3 -> bitsTurned(position);
            case 4 -> overwritten(position);
            default -> withTail(position);
        };
    }

    private int noise() {
        int length = 1 + random.nextInt(MAX_PAYLOAD);
        fill(0, length);
        return length;
    }

    private int disguisedNoise() {
        int length = noise();
        int kind = random.nextInt(2 * CONTROLS);
        scratch[0] = (byte) (kind < CONTROLS ? FIRST_CONTROL + kind : DATA | random.nextInt(4));
        return length;
    }

    private int cutShort(int position) {
        int length = load(position);
        return length == 1 ? bitsTurned(position) : 1 + random.nextInt(length - 1);
    }

    private int bitsTurned(int position) {
        int length = load(position);
        // An odd number of flips of single bits can't undo itself.
        int flips = 1 + 2 * random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            scratch[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        }
        return length;
    }

    private int overwritten(int position) {
        int length = load(position);
        int from = random.nextInt(length);
        int to = from + 1 + random.nextInt(length - from);
        // Noise may happen to be what was there.
        byte before = scratch[from];
        fill(from, to);
        if (scratch[from] == before) {
            scratch[from] ^= 1;
        }
        return length;
    }

    private int withTail(int position) {
        int length = load(position);
        if (length == MAX_PAYLOAD) {
            return bitsTurned(position);
        }
        int total = length + 1 + random.nextInt(MAX_PAYLOAD - length);
        fill(length, total);
        return total;
    }

    private int load(int position) {
        int length = Math.min(memory.length(position), MAX_PAYLOAD);
        System.arraycopy(memory.bytes(position), 0, scratch, 0, length);
        return length;
    }

    private void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            scratch[i] = (byte) random.nextLong();
        }
    }
}
