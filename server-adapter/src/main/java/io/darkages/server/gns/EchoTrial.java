package io.darkages.server.gns;

import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.SendFlags;
import io.darkages.engine.transport.Session;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Sends a number of messages to a peer that sends them back, and compares every byte. The first four
 * bytes of a message are its index, the rest follows from it. On the endpoint's thread.
 */
public final class EchoTrial implements EndpointListener {

    /** The index. */
    public static final int BYTES_MIN = 4;

    private final int count;
    private final int lanes;
    private final boolean reliable;
    private final byte[] message;
    private final byte[] expected;
    private final BitSet returned = new BitSet();
    private final int[] lastOnLane;
    private int sent;
    private int received;
    private int mismatches;
    private int misordered;
    private int duplicates;
    private boolean connected;
    private boolean closed;
    private String ending = "";

    /**
     * @param count messages to send
     * @param bytes size of each, at least {@value #BYTES_MIN}
     * @param lanes how many lanes the messages take in turn, from lane 0
     * @param reliable whether they are to come back without fail and, on each lane, in order
     */
    public EchoTrial(int count, int bytes, int lanes, boolean reliable) {
        if (bytes < BYTES_MIN) {
            throw new IllegalArgumentException("a message of " + bytes + " bytes has no room for its index");
        }
        this.count = count;
        this.lanes = lanes;
        this.reliable = reliable;
        message = new byte[bytes];
        expected = new byte[bytes];
        lastOnLane = new int[lanes];
        Arrays.fill(lastOnLane, -1);
    }

    @Override
    public void connected(Session session) {
        connected = true;
        if (lanes > 1) {
            session.configureLanes(new int[lanes], Lanes.equal(lanes));
        }
    }

    @Override
    public void message(
            Session session, int lane, long number, boolean wasReliable, byte[] buffer, int offset, int length) {
        int index = length >= BYTES_MIN ? index(buffer, offset) : -1;
        if (index < 0
                || index >= count
                || length != expected.length
                || lane != index % lanes
                || wasReliable != reliable
                || !isAsSent(index, buffer, offset)) {
            mismatches++;
            return;
        }
        received++;
        if (returned.get(index)) {
            duplicates++;
        }
        returned.set(index);
        if (reliable && index <= lastOnLane[lane]) {
            misordered++;
        }
        lastOnLane[lane] = index;
    }

    @Override
    public void closed(Session session, int reason, String debug) {
        closed = true;
        ending = "reason " + reason + (debug.isEmpty() ? "" : " (" + debug + ")");
    }

    /** Sends the next message, if the session takes it. */
    public boolean sendNext(Session session) {
        if (!connected || closed || sent == count) {
            return false;
        }
        fill(message, sent);
        int flags = reliable ? SendFlags.RELIABLE : SendFlags.UNRELIABLE;
        if (!session.send(sent % lanes, flags, message, 0, message.length)) {
            return false;
        }
        sent++;
        return true;
    }

    public boolean isConnected() {
        return connected;
    }

    public boolean isClosed() {
        return closed;
    }

    public boolean allSent() {
        return sent == count;
    }

    /** Whether every message came back. */
    public boolean allReturned() {
        return returned.cardinality() == count;
    }

    /** Whether nothing is wrong: unreliable messages may be missing, and nothing else. */
    public boolean isGood() {
        boolean whole = mismatches == 0 && misordered == 0 && (!reliable || duplicates == 0);
        return whole && connected && (!reliable || allReturned());
    }

    /** What happened, in one line. */
    public String summary() {
        return "sent " + sent + ", came back " + received + ", missing " + (sent - returned.cardinality())
                + ", altered " + mismatches + ", out of order " + misordered + ", twice " + duplicates
                + (closed ? "; session closed, " + ending : "");
    }

    private boolean isAsSent(int index, byte[] buffer, int offset) {
        fill(expected, index);
        return Arrays.equals(expected, 0, expected.length, buffer, offset, offset + expected.length);
    }

    private static void fill(byte[] bytes, int index) {
        for (int i = 0; i < BYTES_MIN; i++) {
            bytes[i] = (byte) (index >>> (i << 3));
        }
        long word = 0;
        for (int i = BYTES_MIN; i < bytes.length; i++) {
            if ((i & 7) == BYTES_MIN) {
                word = Mix.mix64((long) index << 32 | i);
            }
            bytes[i] = (byte) (word >>> ((i & 7) << 3));
        }
    }

    private static int index(byte[] bytes, int offset) {
        int index = 0;
        for (int i = 0; i < BYTES_MIN; i++) {
            index |= (bytes[offset + i] & 255) << (i << 3);
        }
        return index;
    }
}
