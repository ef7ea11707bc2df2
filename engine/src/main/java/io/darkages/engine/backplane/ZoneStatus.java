package io.darkages.engine.backplane;

/**
 * {@link MessageType#ZONE_STATUS}: a process' heartbeat: what it serves and how it is. A hint, to be acted on only
 * after a look into the register.
 *
 * <p>Wire: [state 1][zone 2][lease number 8][address 8][players 4][places 4][load 2][wanted zone 2][heir 8][tick 4]
 * [monotonic clock 8].
 */
public final class ZoneStatus implements Message {

    /** What a process does. The order is the wire's. */
    public enum State {
        /** Serves nothing: a spare. */
        IDLE,
        SERVING,
        /** Its lease is over or can't be renewed: its world stands still. */
        SUSPENDED,
        /** It hands over what it has and takes nothing new. */
        DRAINING
    }

    private static final State[] STATES = State.values();

    public State state = State.IDLE;

    /** What it serves, or is about to take if it is idle: 0 to {@link MessageHeader#ZONE_MAX}, or {@link MessageHeader#NO_ZONE}. */
    public int zone = MessageHeader.NO_ZONE;

    /** Under which it serves the zone; 0 without one. */
    public long leaseNumber;

    /** Where players reach it, as {@link io.darkages.engine.port.NetworkAddress} packs it. */
    public long address;

    /** Players in its world. */
    public int players;

    /** Most players that it takes. */
    public int capacity;

    /** Share of its ticks' time that it uses, in thousandths; 65,535 for any more than that. */
    public int loadPerMille;

    /** A zone that one of its players is about to enter and that nobody serves; {@link MessageHeader#NO_ZONE} without one. */
    public int wantedZone = MessageHeader.NO_ZONE;

    /** Where the process is to which it hands its zone when it drains; 0 without one. */
    public long heir;

    /** Its tick, and its monotonic clock when it was sent. */
    public int tick;

    public long sentNanos;

    @Override
    public MessageType type() {
        return MessageType.ZONE_STATUS;
    }

    @Override
    public void write(MessageWriter out) {
        out.putByte(state.ordinal());
        out.putShort(zone);
        out.putLong(leaseNumber);
        out.putLong(address);
        out.putInt(players);
        out.putInt(capacity);
        out.putShort(Math.min(0xFFFF, loadPerMille));
        out.putShort(wantedZone);
        out.putLong(heir);
        out.putInt(tick);
        out.putLong(sentNanos);
    }

    @Override
    public CodecStatus read(MessageReader in) {
        int code = in.readByte();
        zone = in.readShort();
        leaseNumber = in.readLong();
        address = in.readLong();
        players = in.readInt();
        capacity = in.readInt();
        loadPerMille = in.readShort();
        wantedZone = in.readShort();
        heir = in.readLong();
        tick = in.readInt();
        sentNanos = in.readLong();
        boolean isGood = code < STATES.length
                && zone != MessageHeader.BROADCAST
                && leaseNumber >= 0
                && players >= 0
                && capacity >= 0;
        state = isGood ? STATES[code] : State.IDLE;
        return in.ending(isGood);
    }
}
