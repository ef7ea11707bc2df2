package io.darkages.engine.port;

/** Packs a zone's number and a lease's into one column of a probe record: the zone in the upper 16 bits. */
public final class LeaseColumn {

    private static final int LEASE_BITS = 48;

    private LeaseColumn() {}

    /**
     * @param zone 0 to 65,535
     * @param lease 0 to 2^48 - 1; higher bits are cut off
     */
    public static long of(int zone, long lease) {
        return (long) zone << LEASE_BITS | lease & (1L << LEASE_BITS) - 1;
    }

    public static int zone(long column) {
        return (int) (column >>> LEASE_BITS);
    }

    public static long lease(long column) {
        return column & (1L << LEASE_BITS) - 1;
    }
}
