package io.darkages.engine.process;

import io.darkages.engine.port.HotState;

/**
 * Who a process is.
 *
 * @param number the process' own in its world, 1 to {@value HotState#PROCESSES_MAX}: names it on the backplane and in
 *     announcements
 * @param incarnation of this start, above that of any earlier one; 1 to 2^47 - 1
 * @param address where players and other processes reach it, as {@link io.darkages.engine.port.NetworkAddress} packs it
 */
public record ProcessIdentity(int number, long incarnation, long address) {

    private static final int NUMBER_BITS = 16;
    private static final long INCARNATION_MAX = (1L << 47) - 1;

    public ProcessIdentity {
        if (number < 1 || number > HotState.PROCESSES_MAX) {
            throw new IllegalArgumentException("number " + number + " is outside 1 to " + HotState.PROCESSES_MAX);
        }
        if (incarnation < 1 || incarnation > INCARNATION_MAX) {
            throw new IllegalArgumentException("incarnation " + incarnation + " is outside 1 to " + INCARNATION_MAX);
        }
    }

    /** What the register calls this life of the process: no other life of any process is called that. */
    public long holder() {
        return incarnation << NUMBER_BITS | number;
    }

    /** Number of the process that the register calls so; 0 for nobody. */
    public static int number(long holder) {
        return (int) holder & (1 << NUMBER_BITS) - 1;
    }
}
