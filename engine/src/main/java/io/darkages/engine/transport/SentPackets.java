package io.darkages.engine.transport;

import java.util.Arrays;

/**
 * The packets that were sent and whose fate is open: when each left and which stretches of the
 * reliable stream it carried. A ring over packet numbers that doubles up to a cap; at the cap the
 * oldest packet is given up as lost.
 */
final class SentPackets {

    /** Stretches of the reliable stream that one packet carries at most. */
    static final int STRETCHES_MAX = 2;

    private static final int CAPACITY_FIRST = 32;
    /** A packet is held lost when one sent so many later is acknowledged, as in RFC 9002. */
    private static final int REORDER_THRESHOLD = 3;

    private static final byte IN_FLIGHT = 1;
    private static final byte ACKNOWLEDGED = 2;
    private static final byte LOST = 3;
    /** Its timer ran out and its data goes again, but an ack may still say that it came. */
    private static final byte EXPIRED = 4;

    private final int capacityMax;
    private final ReliableSender stream;
    private final RoundTrip roundTrip;
    private final EndpointCounters counters;
    private byte[] states = new byte[CAPACITY_FIRST];
    /** In units of 1,024 ns, modulo 2^32. */
    private int[] sentUnits = new int[CAPACITY_FIRST];
    /** For each packet twice: low 32 bits of the position, length (0 for none). Made when first needed. */
    private int[] stretches = new int[0];

    private long tail = ReceiveWindow.FIRST_NUMBER;
    private long next = ReceiveWindow.FIRST_NUMBER;
    private long highestAcknowledged = ReceiveWindow.FIRST_NUMBER - 1;
    private int reliableInFlight;

    SentPackets(int capacityMax, ReliableSender stream, RoundTrip roundTrip, EndpointCounters counters) {
        this.capacityMax = capacityMax;
        this.stream = stream;
        this.roundTrip = roundTrip;
        this.counters = counters;
    }

    /** Nothing was sent yet; the first packet will have that number. */
    void begin(long firstNumber) {
        tail = firstNumber;
        next = firstNumber;
        highestAcknowledged = firstNumber - 1;
    }

    /** Number that the next packet will have. */
    long next() {
        return next;
    }

    /** Oldest number whose fate is open; {@link #next} if there is none. */
    long tail() {
        return tail;
    }

    /** Whether no more reliable data may be sent before some is acknowledged or expires. */
    boolean isFull() {
        return reliableInFlight >= capacityMax / 2;
    }

    int reliableInFlight() {
        return reliableInFlight;
    }

    /** Notes that the packet {@link #next} leaves; its stretches follow through {@link #carry}. */
    void push(long monotonicNanos) {
        if (next - tail == states.length) {
            makeRoom();
        }
        int slot = slot(next);
        states[slot] = IN_FLIGHT;
        sentUnits[slot] = units(monotonicNanos);
        if (stretches.length > 0) {
            Arrays.fill(stretches, 4 * slot, 4 * slot + 4, 0);
        }
        next++;
        counters.highWater(EndpointCounter.PENDING_ACKS_HIGH_WATER, next - tail);
    }

    /** The packet pushed last carries that stretch; at most {@link #STRETCHES_MAX} of them. */
    void carry(long position, int length) {
        if (stretches.length == 0) {
            stretches = new int[4 * states.length];
        }
        int at = 4 * slot(next - 1);
        if (stretches[at + 1] == 0) {
            reliableInFlight++;
        } else {
            at += 2;
        }
        stretches[at] = (int) position;
        stretches[at + 1] = length;
    }

    /** Takes in an ack: round trip, acknowledged stretches, and what must be lost if these came. */
    void acknowledge(FrameReader ack, long monotonicNanos) {
        long latest = ack.ackLatest;
        if (latest >= tail
                && isOpen(latest)
                && ack.ackDelay != FrameReader.DELAY_UNKNOWN
                && (ack.ackBlocks == 0 || ack.ackRuns[0] > 0)) {
            roundTrip.sample(elapsed(latest, monotonicNanos) - ack.ackDelay * 32_000L);
        }
        long end = latest + 1;
        for (int i = 0; i < ack.ackBlocks; i++) {
            long begin = end - ack.ackRuns[i];
            acknowledgeRange(begin, end);
            end = begin - ack.nackRuns[i];
        }
        // What the blocks leave out came, down to where the peer was told to stop.
        acknowledgeRange(tail, end);
        long lossNanos = roundTrip.lossNanos();
        for (long n = tail; n < highestAcknowledged; n++) {
            if (isOpen(n)
                    && (highestAcknowledged - n >= REORDER_THRESHOLD || elapsed(n, monotonicNanos) >= lossNanos)) {
                lose(n);
            }
        }
        moveTail();
    }

    /** Queues the reliable data of packets again that left at least that long ago. Returns how many. */
    int expire(long monotonicNanos, long ageNanos) {
        int expired = 0;
        for (long n = tail; n < next && reliableInFlight > 0; n++) {
            if (isReliableInFlight(n) && elapsed(n, monotonicNanos) >= ageNanos) {
                requeue(n);
                states[slot(n)] = EXPIRED;
                expired++;
            }
        }
        return expired;
    }

    /** Age of the oldest packet in flight that carries reliable data; asked only while there is one. */
    long oldestReliableAgeNanos(long monotonicNanos) {
        for (long n = tail; n < next; n++) {
            if (isReliableInFlight(n)) {
                return elapsed(n, monotonicNanos);
            }
        }
        throw new IllegalStateException(
                reliableInFlight + " reliable packets in flight, none from " + tail + " to " + next);
    }

    private boolean isOpen(long number) {
        byte state = states[slot(number)];
        return state == IN_FLIGHT || state == EXPIRED;
    }

    private boolean isReliableInFlight(long number) {
        return states[slot(number)] == IN_FLIGHT && stretches.length > 0 && stretches[4 * slot(number) + 1] > 0;
    }

    private void acknowledgeRange(long begin, long end) {
        for (long n = Math.max(begin, tail); n < end; n++) {
            int slot = slot(n);
            byte state = states[slot];
            if (state != ACKNOWLEDGED) {
                states[slot] = ACKNOWLEDGED;
                highestAcknowledged = Math.max(highestAcknowledged, n);
                if (stretches.length > 0 && stretches[4 * slot + 1] > 0) {
                    if (state == IN_FLIGHT) {
                        reliableInFlight--;
                    }
                    roundTrip.progressed();
                    for (int at = 4 * slot; at < 4 * slot + 4; at += 2) {
                        if (stretches[at + 1] > 0) {
                            stream.markAcknowledged(position(stretches[at]), stretches[at + 1]);
                        }
                    }
                }
            }
        }
    }

    private void lose(long number) {
        counters.increment(EndpointCounter.PACKETS_LOST);
        if (isReliableInFlight(number)) {
            requeue(number);
        }
        states[slot(number)] = LOST;
    }

    private void requeue(long number) {
        reliableInFlight--;
        int slot = slot(number);
        for (int at = 4 * slot; at < 4 * slot + 4; at += 2) {
            if (stretches[at + 1] > 0) {
                stream.markLost(position(stretches[at]), stretches[at + 1]);
            }
        }
    }

    private void moveTail() {
        while (tail < next && !isOpen(tail)) {
            tail++;
        }
    }

    private void makeRoom() {
        int capacity = states.length;
        if (capacity >= capacityMax) {
            lose(tail);
            moveTail();
            return;
        }
        byte[] oldStates = states;
        int[] oldSent = sentUnits;
        int[] oldStretches = stretches;
        states = new byte[2 * capacity];
        sentUnits = new int[2 * capacity];
        stretches = new int[2 * oldStretches.length];
        for (long n = tail; n < next; n++) {
            int from = (int) n & capacity - 1;
            int to = slot(n);
            states[to] = oldStates[from];
            sentUnits[to] = oldSent[from];
            if (oldStretches.length > 0) {
                System.arraycopy(oldStretches, 4 * from, stretches, 4 * to, 4);
            }
        }
    }

    /** Whole position from its low bits: it is never far from the stream's base. */
    private long position(int low) {
        return stream.base() + (low - (int) stream.base());
    }

    private long elapsed(long number, long monotonicNanos) {
        return (long) (units(monotonicNanos) - sentUnits[slot(number)]) << 10;
    }

    private static int units(long monotonicNanos) {
        return (int) (monotonicNanos >> 10);
    }

    private int slot(long number) {
        return (int) number & states.length - 1;
    }
}
