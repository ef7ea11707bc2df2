package io.darkages.engine.combatlog;

/** Events that wait for a batch, oldest first: a ring of primitive columns. Allocates in the constructor only. */
final class EventQueue {

    private static final CombatEventKind[] KINDS = CombatEventKind.values();

    private final long[] number;
    private final long[] recordedNanos;
    private final byte[] kind;
    private final byte[] flags;
    private final int[] tick;
    private final long[] wallMicros;
    private final long[] actor;
    private final long[] subject;
    private final int[] amount;
    private final int[] x;
    private final int[] y;
    private final int[] z;
    private int head;
    private int size;

    EventQueue(int capacity) {
        number = new long[capacity];
        recordedNanos = new long[capacity];
        kind = new byte[capacity];
        flags = new byte[capacity];
        tick = new int[capacity];
        wallMicros = new long[capacity];
        actor = new long[capacity];
        subject = new long[capacity];
        amount = new int[capacity];
        x = new int[capacity];
        y = new int[capacity];
        z = new int[capacity];
    }

    int size() {
        return size;
    }

    /** There must be room. */
    void add(long itsNumber, long nowNanos, CombatEvent event) {
        int at = at(size++);
        number[at] = itsNumber;
        recordedNanos[at] = nowNanos;
        kind[at] = (byte) event.kind.ordinal();
        flags[at] = (byte) event.flags;
        tick[at] = event.tick;
        wallMicros[at] = event.wallMicros;
        actor[at] = event.actor;
        subject[at] = event.subject;
        amount[at] = event.amount;
        x[at] = event.x;
        y[at] = event.y;
        z[at] = event.z;
    }

    /** Number of the oldest event, of which there must be one. */
    long headNumber() {
        return number[head];
    }

    /** When the oldest event was recorded. */
    long headRecordedNanos() {
        return recordedNanos[head];
    }

    /** Fills in the oldest event; its zone is left alone. */
    void loadHead(CombatEvent into) {
        into.kind = KINDS[kind[head]];
        into.flags = flags[head] & 0xFF;
        into.tick = tick[head];
        into.wallMicros = wallMicros[head];
        into.actor = actor[head];
        into.subject = subject[head];
        into.amount = amount[head];
        into.x = x[head];
        into.y = y[head];
        into.z = z[head];
    }

    void removeHead() {
        head = at(1);
        size--;
    }

    private int at(int position) {
        int at = head + position;
        return at < number.length ? at : at - number.length;
    }
}
