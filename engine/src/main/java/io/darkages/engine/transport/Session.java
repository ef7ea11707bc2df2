package io.darkages.engine.transport;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.crypto.PacketCipher;

/**
 * One session with one peer. Messages are queued here and leave with {@link #flush}; what comes in
 * goes to the endpoint's listener. Belongs to its endpoint's thread.
 *
 * <p>Reliable messages arrive exactly once and in order, or the session closes. Unreliable ones arrive
 * at most once, in any order, or not at all.
 */
public final class Session {

    static final long NEVER = Long.MAX_VALUE;

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
    final LossEstimate loss = new LossEstimate(ReceiveWindow.FIRST_NUMBER);
    final ReceiveWindow window = new ReceiveWindow();
    final SendBudget budget;
    final ReliableSender reliableSender;
    final ReliableReceiver reliableReceiver;
    final UnreliableQueue unreliable;
    final SentPackets sent;
    UnreliableAssembly assembly;

    /** Highest unreliable message number seen. */
    long highestMessage;

    long lastSentNanos;
    long lastReceivedNanos;
    /** When an ack must have left; {@link #NEVER} if none is owed. */
    long ackDueNanos = NEVER;
    /** The peer's last ack had gaps: tell it which of them no longer matter. */
    boolean peerReportsGaps;
    /** Something waits for the byte rate only, or is to be sent again: the next advance sends it. */
    boolean sendDue;
    /** When this side's next control packet is due, in the states that send them. */
    long controlDueNanos = NEVER;

    int controlPacketsLeft;
    /** When the peer was last told that the session is closed, and when nothing more is said of it. */
    long closeToldNanos;

    long closingEndsNanos = NEVER;
    long lingerEndsNanos = NEVER;
    int closeReason;
    String closeDebug = "";

    private long reliableSent;
    private long reliableDelivered;
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
        state = serverSide ? SessionState.PENDING : SessionState.CHALLENGING;
        budget = new SendBudget(pace.bytesPerSecond(), pace.burstBytes(), monotonicNanos);
        reliableSender = new ReliableSender(pool, caps.reliableSendBytesMax());
        reliableReceiver = new ReliableReceiver(pool, caps.reliableReceiveBytesMax());
        unreliable = new UnreliableQueue(pool, caps.unreliableSendBytesMax());
        sent = new SentPackets(caps.pendingAcksMax(), reliableSender, roundTrip, endpoint.counters());
    }

    /**
     * Queues a message that may be lost. It leaves with the next flush, or with a later one or the next
     * {@link Endpoint#advance} where the byte rate doesn't let it out at once. A message that fits in a
     * datagram is not split.
     *
     * @param length 0 to {@value EndpointOptions#UNRELIABLE_MESSAGE_BYTES_MAX}
     * @return false if it was not queued: the session is not connected or its queue is full
     */
    public boolean sendUnreliable(byte[] buffer, int offset, int length) {
        if (length < 0 || length > EndpointOptions.UNRELIABLE_MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException("an unreliable message of " + length + " bytes");
        }
        if (state != SessionState.CONNECTED) {
            return false;
        }
        if (!unreliable.queue(buffer, offset, length)) {
            endpoint.counters().increment(EndpointCounter.UNRELIABLE_SEND_REFUSED);
            return false;
        }
        endpoint.counters().increment(EndpointCounter.UNRELIABLE_MESSAGES_SENT);
        return true;
    }

    /**
     * Queues a message that arrives exactly once and in order. It leaves with the next flush and ahead of
     * unreliable ones.
     *
     * @param length 0 to {@value EndpointOptions#RELIABLE_MESSAGE_BYTES_MAX}
     * @return false if it was not queued: the session is not connected or its send buffer is at its cap
     */
    public boolean sendReliable(byte[] buffer, int offset, int length) {
        if (length < 0 || length > EndpointOptions.RELIABLE_MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException("a reliable message of " + length + " bytes");
        }
        if (state != SessionState.CONNECTED) {
            return false;
        }
        EndpointCounters counters = endpoint.counters();
        if (!reliableSender.queue(buffer, offset, length)) {
            counters.increment(EndpointCounter.RELIABLE_SEND_REFUSED);
            return false;
        }
        reliableSent++;
        counters.increment(EndpointCounter.RELIABLE_MESSAGES_SENT);
        counters.highWater(EndpointCounter.RELIABLE_SEND_BYTES_HIGH_WATER, reliableSender.heldBytes());
        if (endpoint.observer() != SessionObserver.NONE) {
            endpoint.observer().reliableSent(this, reliableSent, SessionObserver.digest(buffer, offset, length));
        }
        return true;
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
        return loss.partsPerMillion();
    }

    /**
     * Keeps at most that many bytes of the peer's reliable stream until they are in order: a server grants a
     * stranger little, so that crowds of them can't hold much memory, and more to who has proven its identity.
     *
     * @param bytesMax at least 1, at most {@link EndpointOptions.Buffers#reliableReceiveBytesMax}; longer messages than
     *     this end the session
     */
    public void limitReliableReceive(int bytesMax) {
        int most = endpoint.options().buffers().reliableReceiveBytesMax();
        if (bytesMax < 1 || bytesMax > most) {
            throw new IllegalArgumentException("limit of " + bytesMax + " bytes is outside 1 to " + most);
        }
        reliableReceiver.limit(bytesMax);
    }

    /** Stream bytes queued or sent that the peer has not acknowledged. */
    public int reliableBytesHeld() {
        return reliableSender.heldBytes();
    }

    /** Number that the next reliable message sent from here will have, from 1. */
    public long nextReliableNumber() {
        return reliableSent + 1;
    }

    /** How many reliable messages were handed to the listener: the number of the last one. */
    public long reliableDelivered() {
        return reliableDelivered;
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
        folded = Mix.fold(folded, reliableSender.base());
        folded = Mix.fold(folded, reliableSender.heldBytes());
        folded = Mix.fold(folded, reliableReceiver.expected());
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
        loss.begin(first);
    }

    long countDelivered() {
        return ++reliableDelivered;
    }

    /** Gives back what was borrowed; queued data is gone. */
    void releaseBuffers() {
        reliableSender.release();
        reliableReceiver.release();
        unreliable.release();
        if (assembly != null) {
            assembly.releaseAll();
        }
    }
}
