package io.darkages.engine.transport;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.crypto.PacketCipher;
import java.util.Optional;

/**
 * One session with one peer. Messages are queued here and leave with {@link #flush}; what comes in
 * goes to the endpoint's listener. Belongs to its endpoint's thread.
 *
 * <p>Reliable messages arrive exactly once and in order, or the session closes. Unreliable ones arrive
 * at most once, in any order, or not at all.
 */
public final class Session {

    static final long NEVER = Long.MAX_VALUE;

    /** Peers of older protocols know lane 0 only. */
    static final int LANES_VERSION = 11;

    final Endpoint endpoint;
    final long address;
    final int localId;
    final boolean serverSide;
    final long createdNanos;
    /** Place in the endpoint's table. */
    int index;

    int remoteId;
    SessionState state;
    PacketCipher cipher;
    final HandshakeState handshake = new HandshakeState();
    /** Number of the first data packet of either side. */
    long firstNumber = ReceiveWindow.FIRST_NUMBER;

    int peerVersion;
    String peerIdentity = "";

    final RoundTrip roundTrip = new RoundTrip();
    final ReceiveWindow window = new ReceiveWindow();
    final SendBudget budget;
    final SendLanes sending;
    final ReceiveLanes receiving;
    final SentPackets sent;
    /** Null where no statistics are sent. */
    final LinkMeter meter;
    /** What the peer told of the link; null until it did. */
    private LinkStats peerStats;

    long lastSentNanos;
    long lastReceivedNanos;
    /** When a packet last left that asked for an ack. */
    long requestedNanos;
    /** When the round trip was last measured. */
    long sampledNanos;
    /** When something must have been heard, or a request counts as unanswered; {@link #NEVER} if none is open. */
    long replyDueNanos = NEVER;
    /** Requests without an answer since the peer was heard last, when the first of them failed, and the last urgent one. */
    int unanswered;

    long troubleNanos;
    long urgentNanos;
    /** When messages have waited for company long enough; {@link #NEVER} if none waits. */
    long nagleDueNanos = NEVER;
    /** When an ack must have left; {@link #NEVER} if none is owed. */
    long ackDueNanos = NEVER;
    /** The peer's last ack had gaps: tell it which of them no longer matter. */
    boolean peerReportsGaps;
    /** Something waits for the byte rate only, or is to be sent again: the next advance sends it. */
    boolean sendDue;
    /** Something was flushed that can't leave before packets in flight are acknowledged. */
    boolean awaitsAcks;
    /** When this side's next control packet is due, in the states that send them. */
    long controlDueNanos = NEVER;

    int controlPacketsLeft;
    /** When the peer was last told that the session is closed, and when nothing more is said of it. */
    long closeToldNanos;

    long closingEndsNanos = NEVER;
    long lingerEndsNanos = NEVER;
    int closeReason;
    String closeDebug = "";

    private Object attachment;

    Session(Endpoint endpoint, long address, int localId, boolean serverSide, long monotonicNanos) {
        EndpointOptions.Buffers caps = endpoint.options().buffers();
        EndpointOptions.Pace pace = endpoint.options().pace();
        BufferPool pool = endpoint.buffers();
        this.endpoint = endpoint;
        this.address = address;
        this.localId = localId;
        this.serverSide = serverSide;
        createdNanos = monotonicNanos;
        lastSentNanos = monotonicNanos;
        lastReceivedNanos = monotonicNanos;
        requestedNanos = monotonicNanos;
        state = serverSide ? SessionState.PENDING : SessionState.CHALLENGING;
        budget = new SendBudget(pace.bytesPerSecond(), pace.burstBytes(), monotonicNanos);
        sending = new SendLanes(pool);
        receiving = new ReceiveLanes(pool, endpoint.receiveTotal(), caps.reliableReceiveBytesMax());
        meter = endpoint.options().sending().linkStats() ? new LinkMeter(monotonicNanos) : null;
        sent = new SentPackets(caps.pendingAcksMax(), sending, roundTrip, endpoint.counters());
    }

    /**
     * Has the session send on more lanes than lane 0. Messages of one lane don't wait for those of another that are
     * lost or long. Lanes with a lower priority number go first, and as long as they have anything to send, others
     * wait; lanes of equal priority share the byte rate by weight. To be called again for other numbers, or for more
     * lanes; a session on which nothing was configured has lane 0. A peer whose protocol is older than 11 knows no
     * other.
     *
     * @param priorities one for each lane, the lowest goes first
     * @param weights one for each lane, 1 to 65,535
     * @throws IllegalArgumentException if there are fewer lanes than before, more than {@value SendLanes#COUNT_MAX}, not
     *     as many weights, or a weight is out of range
     */
    public void configureLanes(int[] priorities, int[] weights) {
        sending.configure(priorities, weights);
    }

    /**
     * Queues a message. It leaves with the next flush, or with a later one or the next {@link Endpoint#advance}
     * where the byte rate doesn't let it out at once. In its lane, reliable messages leave before unreliable ones. An
     * unreliable message that fits in a datagram is not split; one above {@value
     * EndpointOptions#UNRELIABLE_MESSAGE_BYTES_MAX} bytes is sent as a reliable one, as in GameNetworkingSockets.
     *
     * @param lane 0, or another that {@link #configureLanes} has made
     * @param flags of {@link SendFlags}
     * @param length 0 to {@value EndpointOptions#RELIABLE_MESSAGE_BYTES_MAX}
     * @return false if it was not queued: the session is not connected, what it may hold to send is at its cap, or
     *     the lane is not 0 and the peer's protocol is older than 11
     */
    public boolean send(int lane, int flags, byte[] buffer, int offset, int length) {
        if (lane < 0 || lane >= sending.count()) {
            throw new IllegalArgumentException("lane " + lane + " of " + sending.count());
        }
        if (length < 0 || length > EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException("a message of " + length + " bytes");
        }
        boolean tooOld = lane > 0 && peerVersion > 0 && peerVersion < LANES_VERSION;
        if (state != SessionState.CONNECTED || tooOld) {
            return false;
        }
        SendLane target = sending.lane(lane);
        boolean reliable = (flags & SendFlags.RELIABLE) != 0 || length > EndpointOptions.UNRELIABLE_MESSAGE_BYTES_MAX;
        boolean queued =
                reliable ? reliable(target, buffer, offset, length) : unreliable(target, buffer, offset, length);
        if (queued) {
            endpoint.queued(this, (flags & SendFlags.NO_NAGLE) != 0);
        }
        return queued;
    }

    private boolean reliable(SendLane lane, byte[] buffer, int offset, int length) {
        EndpointCounters counters = endpoint.counters();
        int held = sending.reliableHeldBytes();
        boolean fits = held + length <= endpoint.options().buffers().reliableSendBytesMax()
                && lane.reliable.heldBytes() + ReliableHeader.BYTES_MAX + length <= BufferPool.BYTES_MAX;
        if (!fits) {
            counters.increment(EndpointCounter.RELIABLE_SEND_REFUSED);
            return false;
        }
        lane.queueReliable(buffer, offset, length);
        counters.increment(EndpointCounter.RELIABLE_MESSAGES_SENT);
        counters.highWater(EndpointCounter.RELIABLE_SEND_BYTES_HIGH_WATER, held + length);
        if (endpoint.observer() != SessionObserver.NONE) {
            long digest = SessionObserver.digest(buffer, offset, length);
            endpoint.observer().reliableSent(this, lane.index, lane.reliableCount(), digest);
        }
        return true;
    }

    private boolean unreliable(SendLane lane, byte[] buffer, int offset, int length) {
        int needed = sending.unreliableHeldBytes() + UnreliableQueue.ENTRY_BYTES + length;
        if (needed > endpoint.options().buffers().unreliableSendBytesMax()) {
            endpoint.counters().increment(EndpointCounter.UNRELIABLE_SEND_REFUSED);
            return false;
        }
        lane.queueUnreliable(buffer, offset, length);
        endpoint.counters().increment(EndpointCounter.UNRELIABLE_MESSAGES_SENT);
        return true;
    }

    /** {@link #send} of an unreliable message on lane 0. */
    public boolean sendUnreliable(byte[] buffer, int offset, int length) {
        return send(0, SendFlags.UNRELIABLE, buffer, offset, length);
    }

    /** {@link #send} of a reliable message on lane 0. */
    public boolean sendReliable(byte[] buffer, int offset, int length) {
        return send(0, SendFlags.RELIABLE, buffer, offset, length);
    }

    /**
     * Number of the message queued last on a lane, reliable or not, with which the peer's listener hears of it; 0
     * before the first.
     */
    public long lastNumber(int lane) {
        return sending.lane(lane).lastNumber();
    }

    /**
     * Sets how fast this session sends from now on. The burst stays as the options have it, but is at least what
     * comes in 50 ms, so that a rate can be reached by an owner that advances its endpoint so often.
     *
     * @param bytesPerSecond UDP and IPv4 headers included, {@value EndpointOptions.Pace#RATE_MIN} to
     *     {@value EndpointOptions.Pace#RATE_MAX}
     */
    public void sendRate(int bytesPerSecond) {
        endpoint.sendRate(this, bytesPerSecond);
    }

    /** Builds and sends packets now, as far as the byte rate lets them out: acks, then reliable, then unreliable. */
    public void flush(long monotonicNanos) {
        endpoint.flush(this, monotonicNanos);
    }

    /**
     * Bytes that an unreliable message queued next may have to leave whole with a flush now. 0 if there is
     * no room; at most one datagram's worth. What is queued already comes first and is taken off.
     */
    public int sendAllowanceBytes(long monotonicNanos) {
        return endpoint.sendAllowanceBytes(this, monotonicNanos);
    }

    /**
     * Ends the session. The listener's {@code closed} is called before this returns; the peer is told, and
     * told again until it answers, three times at most. Data that is still queued is dropped. Does nothing
     * if the session is closed already.
     *
     * @param reason {@link CloseReason#NORMAL} or another number from 1,000 to 2,999; any other becomes
     *     {@link CloseReason#INVALID}
     * @param debug for the peer's logs; cut after {@value ControlMessage#DEBUG_BYTES_MAX} bytes of UTF-8
     */
    public void close(long monotonicNanos, int reason, String debug) {
        endpoint.close(this, monotonicNanos, CloseReason.ofApplication(reason), debug);
    }

    /**
     * Ends the session like {@link #close}, but only when the peer has acknowledged all reliable messages that are
     * queued, or after {@link LifecycleOptions#lingerNanos}. The listener's {@code closed} is called before this
     * returns, and nothing that still comes is delivered.
     */
    public void closeWhenDelivered(long monotonicNanos, int reason, String debug) {
        endpoint.linger(this, monotonicNanos, CloseReason.ofApplication(reason), debug);
    }

    /** The peer's address, as {@link NetworkAddress} packs it. */
    public long address() {
        return address;
    }

    /** This side's connection id, not 0; unique in its endpoint. */
    public int localId() {
        return localId;
    }

    /** The peer's connection id; 0 on a client that has not been accepted yet. */
    public int remoteId() {
        return remoteId;
    }

    /**
     * Who the peer says it is, as {@code str:name} or in another of GameNetworkingSockets' forms; empty if it is
     * anonymous, and before it was heard. Nobody has checked it: whoever must be sure asks for a token inside the
     * session. At most 127 bytes of UTF-8 on the wire.
     */
    public String peerIdentity() {
        return peerIdentity;
    }

    /** Protocol version of the peer, 8 or more; 0 before it was heard. */
    public int peerVersion() {
        return peerVersion;
    }

    /** Whether this side accepted the session. */
    public boolean isServerSide() {
        return serverSide;
    }

    public SessionState state() {
        return state;
    }

    /** Smoothed round trip, the peer's ack delay taken off; 0 before the first sample. */
    public long smoothedRoundTripNanos() {
        return roundTrip.smoothedNanos();
    }

    /** Smoothed difference of successive round trips. */
    public long jitterNanos() {
        return roundTrip.jitterNanos();
    }

    /** Share of the peer's packets that did not come, smoothed over stretches of 64. */
    public int lossPartsPerMillion() {
        return window.lossPartsPerMillion();
    }

    /** What the peer last told of the link from its side; empty if it told nothing yet. Filled anew as it tells more. */
    public Optional<LinkStats> peerStats() {
        return Optional.ofNullable(peerStats);
    }

    void peerSaid(LinkStats stats) {
        if (peerStats == null) {
            peerStats = new LinkStats();
        }
        peerStats.update(stats);
    }

    /**
     * Keeps at most that many bytes of each of the peer's reliable streams until they are in order, and in all
     * twice as much for reassembly: a server grants a stranger little, so that crowds of them can't hold much memory,
     * and more to who has proven its identity.
     *
     * @param bytesMax at least 1, at most {@link EndpointOptions.Buffers#reliableReceiveBytesMax}; longer messages than
     *     this end the session
     */
    public void limitReliableReceive(int bytesMax) {
        int most = endpoint.options().buffers().reliableReceiveBytesMax();
        if (bytesMax < 1 || bytesMax > most) {
            throw new IllegalArgumentException("limit of " + bytesMax + " bytes is outside 1 to " + most);
        }
        receiving.limit(bytesMax);
    }

    /** Stream bytes of all lanes, queued or sent, that the peer has not acknowledged. */
    public int reliableBytesHeld() {
        return sending.reliableHeldBytes();
    }

    /** The owner's own record, as {@link #attach} left it; null before that. */
    public Object attachment() {
        return attachment;
    }

    public void attach(Object owned) {
        attachment = owned;
    }

    @Override
    public String toString() {
        return "session " + Integer.toUnsignedString(localId, 16) + " with " + NetworkAddress.describe(address) + " "
                + state;
    }

    /** Folds what decides this session's future into a hash. */
    long fold(long hash) {
        long folded = Mix.fold(hash, address);
        folded = Mix.fold(folded, (long) localId << 32 | remoteId & 0xFFFF_FFFFL);
        folded = Mix.fold(folded, state.ordinal());
        folded = Mix.fold(folded, window.highest());
        folded = Mix.fold(folded, sent.next());
        folded = Mix.fold(folded, sent.tail());
        folded = sending.fold(folded);
        folded = Mix.fold(folded, receiving.expectedSum());
        folded = Mix.fold(folded, roundTrip.smoothedNanos());
        folded = Mix.fold(folded, lastSentNanos);
        return Mix.fold(folded, lastReceivedNanos);
    }

    /** The peer's version is known, and with it how packets are numbered. Nothing was sent or received yet. */
    void begin(int version, long first) {
        peerVersion = version;
        firstNumber = first;
        window.begin(first);
        sent.begin(first);
    }

    /** Gives back what was borrowed; queued data is gone. */
    void releaseBuffers() {
        sending.release();
        receiving.release();
    }
}
