package io.darkages.engine.authority;

/** What the longs of a player's row in the register mean. A row that was never set says that nobody owns the player. */
public final class PlayerRow {

    /** Owner epoch: grows with each change of owner, never falls. */
    public static final int EPOCH = 0;

    /** Zone that owns the player; of a player whom nobody owns, the last one. */
    public static final int ZONE = 1;

    /** Number of the lease under which the zone owns the player. */
    public static final int LEASE = 2;

    /** State in the low 8 bits, the target's zone of one in transit in bits 16 to 31. */
    public static final int STATE = 3;

    /** State: nobody owns the player. */
    public static final int FREE = 0;

    /** State: the zone owns the player. */
    public static final int OWNED = 1;

    /** State: the zone owns the player, and the target may set the row to itself once it has the player's state. */
    public static final int IN_TRANSIT = 2;

    private static final int STATE_MASK = 0xFF;
    private static final int TARGET_SHIFT = 16;

    private PlayerRow() {}

    static long inTransit(int targetZone) {
        return IN_TRANSIT | (long) targetZone << TARGET_SHIFT;
    }

    /** {@link #FREE}, {@link #OWNED} or {@link #IN_TRANSIT}. */
    public static int state(long word) {
        return (int) word & STATE_MASK;
    }

    /** Zone to which a player in transit goes. */
    public static int target(long word) {
        return (int) (word >>> TARGET_SHIFT) & AuthorityKeys.ZONE_MAX;
    }
}
