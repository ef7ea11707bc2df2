package io.darkages.engine.port;

/**
 * What a {@link HotState} answered beside the outcome. Valid during the call that hands it over; the implementation
 * fills and reuses it. Allocates in the constructor only.
 */
public final class HotReply {

    /** Most numbers or values in one answer. */
    public static final int COUNT_MAX = 8_192;

    private final SessionRecord session = new SessionRecord();
    private final long[] numbers = new long[COUNT_MAX];
    private final int[] ends = new int[HotState.PROCESSES_MAX];
    private final byte[] bytes = new byte[HotState.PROCESSES_MAX * HotState.ANNOUNCEMENT_BYTES_MAX];
    private boolean present;
    private boolean fenced;
    private long replacedEpoch;
    private int count;
    private int valueCount;

    /** Whether what was asked for, or was to be deleted or removed, is or was there. */
    public boolean isPresent() {
        return present;
    }

    /** Whether the operation failed because a later epoch or version is stored. */
    public boolean isFenced() {
        return fenced;
    }

    /** Epoch of what a saved session took the place of, deleted or not; 0 if nothing was known of the player. */
    public long replacedEpoch() {
        return replacedEpoch;
    }

    /** The session that was loaded; meaningless unless {@link #isPresent}. */
    public SessionRecord session() {
        return session;
    }

    /** How many {@link #number}s there are: members of a zone, or processes that are announced. */
    public int count() {
        return count;
    }

    /** A player, or a process, 0 to {@link #count} - 1. Processes come in ascending order, players in any. */
    public long number(int index) {
        return numbers[index];
    }

    /** Holds the announcements' bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where a process's announcement begins in {@link #bytes}. */
    public int offset(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Length of a process's announcement. */
    public int length(int index) {
        return ends[index] - offset(index);
    }

    /** For implementations: forgets everything. */
    public void clear() {
        present = false;
        fenced = false;
        replacedEpoch = 0;
        count = 0;
        valueCount = 0;
        session.player = 0;
        session.epoch = 0;
        session.version = 0;
        session.length = 0;
    }

    /** For implementations. */
    public void present(boolean value) {
        present = value;
    }

    /** For implementations. */
    public void fenced(boolean value) {
        fenced = value;
    }

    /** For implementations. */
    public void replacedEpoch(long value) {
        replacedEpoch = value;
    }

    /** For implementations: adds a number without bytes. */
    public void add(long number) {
        numbers[count++] = number;
    }

    /** For implementations: adds a number with bytes. */
    public void add(long number, byte[] source, int offset, int length) {
        int begin = offset(valueCount);
        System.arraycopy(source, offset, bytes, begin, length);
        ends[valueCount++] = begin + length;
        numbers[count++] = number;
    }
}
