package io.darkages.engine.authority;

/** What the longs of a zone's row in the register mean. A row that was never set says that nobody holds the zone. */
public final class ZoneRow {

    /** Id of the process that holds the zone, {@link #NOBODY} if none does. */
    public static final int HOLDER = 0;

    /** Number of the lease: grows with each change of holder. */
    public static final int LEASE = 1;

    /** Grows with each attempt to take or renew. */
    public static final int RENEWAL = 2;

    /** Address of the holder, as {@link io.darkages.engine.port.NetworkAddress} packs it; 0 without one. */
    public static final int ADDRESS = 3;

    /** The holder of a zone that nobody holds. */
    public static final long NOBODY = 0;

    private ZoneRow() {}
}
