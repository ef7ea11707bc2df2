package io.darkages.engine.transport;

/**
 * The packets that were sent and whose fate is open: when each left and which segments of
 * reliable streams it carried. A ring over packet numbers that doubles up to a cap; at the cap the
 * oldest packet is given up as lost. {@link #shrink} makes it small again.
 *
 * <p>A packet is one {@code long}, so that what is asked of it for each ack lies in one place: its
 * state in bits 0 to 2, how many segments it carried in bits 3 to 5, when it left in the upper half
 * (units of 1,024 ns, modulo 2^32). Only packets with reliable data touch the second array.
 */
final class SentPackets {

    /** Segments of reliable streams that one packet carries at most. */
    static final int STRETCHES_MAX = 4;

    /** No packet has this number. */
    static final long NO_PACKET = 0;

    /** Numbers in {@link #stretches} for one packet. */
    private static final int STRETCH_COLUMNS = STRETCHES_MAX + 1;

    private static final int[] NO_STRETCHES = {};
    private static final int CAPACITY_FIRST = 16;
    /** A packet is held lost when one sent so many later is acknowledged, as in RFC 9002. */
    private static final int REORDER_THRESHOLD = 3;

    private static final int IN_FLIGHT = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int LOST = 3;
    /** Its timer ran out and its data goes again, but an ack may still say that it came. */
    private static final int EXPIRED = 4;

    private static final int STATE_MASK = 7;
    private static final int STRETCH_ONE = 8;
    private static final int STRETCH_SHIFT = 3;
    private static final int STRETCH_MASK = 7;

    private final int capacityMax;
    private final SendLanes lanes;
    private final RoundTrip roundTrip;
    private final EndpointCounters counters;
    private long[] packets = new long[CAPACITY_FIRST];
    /** For each packet the low 32 bits of so many positions, then the lanes, a byte each. Made when first needed. */
    private int[] stretches = NO_STRETCHES;

    private long first = ReceiveWindow.FIRST_NUMBER;
    private long tail = ReceiveWindow.FIRST_NUMBER;
    private long next = ReceiveWindow.FIRST_NUMBER;
    private long highestAcknowledged = ReceiveWindow.FIRST_NUMBER - 1;
    private int reliableInFlight;
    /** The packet whose fate {@link #watch} asks for. */
    private long watched = NO_PACKET;

    private int watchedState;

    SentPackets(int capacityMax, SendLanes lanes, RoundTrip roundTrip, EndpointCounters counters) {
        this.capacityMax = capacityMax;
        this.lanes = lanes;
        this.roundTrip = roundTrip;
        this.counters = counters;
    }

    /** The first packet has that number: 1 for peers below protocol 10. To be called before any is sent. */
    void begin(long number) {
        if (next != first) {
            throw new IllegalStateException("packet " + (next - 1) + " has left already");
        }
        first = number;
        tail = number;
        next = number;
        highestAcknowledged = number - 1;
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
        if (next - tail == packets.length) {
            makeRoom();
        }
        packets[slot(next)] = (long) units(monotonicNanos) << 32 | IN_FLIGHT;
        next++;
        counters.highWater(EndpointCounter.PENDING_ACKS_HIGH_WATER, next - tail);
    }

    /** The packet pushed last carries that segment of a lane's stream; at most {@link #STRETCHES_MAX} of them. */
    void carry(int lane, long position) {
        if (stretches.length == 0) {
            stretches = new int[STRETCH_COLUMNS * packets.length];
        }
        int slot = slot(next - 1);
        int before = stretchCount(packets[slot]);
        if (before == 0) {
            reliableInFlight++;
        }
        packets[slot] += STRETCH_ONE;
        int row = STRETCH_COLUMNS * slot;
        int others = before == 0 ? 0 : stretches[row + STRETCHES_MAX];
        stretches[row + before] = (int) position;
        stretches[row + STRETCHES_MAX] = others | lane << 8 * before;
    }

    /** Whether the peer is known to have that packet: true only as long as its place is not taken by a later one. */
    boolean isAcknowledged(long number) {
        return number < next
                && number >= next - packets.length
                && ((int) packets[slot(number)] & STATE_MASK) == ACKNOWLEDGED;
    }

    /** Remembers what becomes of the packet that was pushed last; one at a time. */
    void watchLast() {
        watched = next - 1;
        watchedState = IN_FLIGHT;
    }

    /** Whether the packet watched is neither acknowledged nor lost; false if none is watched. */
    boolean isWatchedOpen() {
        return watchedState == IN_FLIGHT;
    }

    boolean isWatchedAcknowledged() {
        return watchedState == ACKNOWLEDGED;
    }

    /**
     * Takes in an ack: round trip, acknowledged stretches, and what must be lost if these came.
     *
     * @return whether it gave a sample of the round trip
     */
    boolean acknowledge(FrameReader ack, long monotonicNanos) {
        long latest = ack.ackLatest;
        boolean sampled = latest >= tail
                && isOpen(latest)
                && ack.ackDelay != FrameReader.DELAY_UNKNOWN
                && (ack.ackBlocks == 0 || ack.ackRuns[0] > 0);
        if (sampled) {
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
        return sampled;
    }

    /** Queues the reliable data of packets again that left at least that long ago. Returns how many. */
    int expire(long monotonicNanos, long ageNanos) {
        int expired = 0;
        for (long n = tail; n < next && reliableInFlight > 0; n++) {
            if (isReliableInFlight(n) && elapsed(n, monotonicNanos) >= ageNanos) {
                requeue(n);
                state(n, EXPIRED);
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

    /** Packets that there is room for without growing. */
    int capacity() {
        return packets.length;
    }

    /** Gives back what a busy time has taken, if few packets are open now. */
    void shrink() {
        if (next - tail <= CAPACITY_FIRST && packets.length > CAPACITY_FIRST) {
            resize(CAPACITY_FIRST);
        }
        if (tail == next) {
            stretches = NO_STRETCHES;
        }
    }

    private boolean isOpen(long number) {
        int state = (int) packets[slot(number)] & STATE_MASK;
        return state == IN_FLIGHT || state == EXPIRED;
    }

    private boolean isReliableInFlight(long number) {
        long packet = packets[slot(number)];
        return ((int) packet & STATE_MASK) == IN_FLIGHT && stretchCount(packet) > 0;
    }

    private void acknowledgeRange(long begin, long end) {
        for (long n = Math.max(begin, tail); n < end; n++) {
            int slot = slot(n);
            long packet = packets[slot];
            int state = (int) packet & STATE_MASK;
            if (state != ACKNOWLEDGED) {
                state(n, ACKNOWLEDGED);
                highestAcknowledged = Math.max(highestAcknowledged, n);
                int carried = stretchCount(packet);
                if (carried > 0) {
                    if (state == IN_FLIGHT) {
                        reliableInFlight--;
                    }
                    roundTrip.progressed();
                    for (int i = 0; i < carried; i++) {
                        stream(slot, i).markAcknowledged(stretches[STRETCH_COLUMNS * slot + i]);
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
        state(number, LOST);
    }

    private void requeue(long number) {
        reliableInFlight--;
        int slot = slot(number);
        int carried = stretchCount(packets[slot]);
        for (int i = 0; i < carried; i++) {
            stream(slot, i).markLost(stretches[STRETCH_COLUMNS * slot + i]);
        }
    }

    private void state(long number, int state) {
        int slot = slot(number);
        packets[slot] = packets[slot] & ~STATE_MASK | state;
        if (number == watched) {
            watchedState = state;
        }
    }

    private void moveTail() {
        while (tail < next && !isOpen(tail)) {
            tail++;
        }
    }

    private void makeRoom() {
        if (packets.length >= capacityMax) {
            lose(tail);
            moveTail();
        } else {
            resize(2 * packets.length);
        }
    }

    private void resize(int capacity) {
        long[] oldPackets = packets;
        int[] oldStretches = stretches;
        packets = new long[capacity];
        stretches = oldStretches.length == 0 ? NO_STRETCHES : new int[STRETCH_COLUMNS * capacity];
        for (long n = tail; n < next; n++) {
            int from = (int) n & oldPackets.length - 1;
            int to = slot(n);
            packets[to] = oldPackets[from];
            if (stretches.length > 0) {
                System.arraycopy(
                        oldStretches, STRETCH_COLUMNS * from, stretches, STRETCH_COLUMNS * to, STRETCH_COLUMNS);
            }
        }
    }

    private static int stretchCount(long packet) {
        return (int) packet >> STRETCH_SHIFT & STRETCH_MASK;
    }

    /** The stream of a packet's stretch. */
    private ReliableSender stream(int slot, int stretch) {
        int lanesCarried = stretches[STRETCH_COLUMNS * slot + STRETCHES_MAX];
        return lanes.lane(lanesCarried >>> 8 * stretch & 0xFF).reliable;
    }

    private long elapsed(long number, long monotonicNanos) {
        return (long) (units(monotonicNanos) - (int) (packets[slot(number)] >>> 32)) << 10;
    }

    private static int units(long monotonicNanos) {
        return (int) (monotonicNanos >> 10);
    }

    private int slot(long number) {
        return (int) number & packets.length - 1;
    }
}
