package io.darkages.engine.process;

import io.darkages.engine.grid.HandoffPhase;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.random.Mix;

/** The players who are near another zone, or came from one, in columns. Allocates in the constructor only, but tokens. */
final class DepartureTable {

    private static final byte[] NO_TOKEN = {};

    final PlayerSlots slots;
    final Departure[] step;
    /** Zone that it goes to, {@link ZoneGrid#NONE} without one, and the process that holds it. */
    final int[] target;

    final long[] process;
    /** What its place calls for. */
    final HandoffPhase[] phase;
    /** Zone that it came from and whose neighbourhood it has not left, {@link ZoneGrid#NONE} without one. */
    final int[] cameFrom;

    final long[] migration;
    /** Under which it was frozen, then under which it is another's. */
    final long[] epoch;

    final byte[][] token;
    /** When what is waited for is late, or may be begun. */
    final long[] dueNanos;

    final long[] confirmNanos;
    /** How long it has been beyond the border while it was expected there and the world went on, and up to when that is counted. */
    final long[] astrayNanos;

    final long[] astrayUntilNanos;
    /** Where it was last. */
    final int[] x;

    final int[] y;
    final int[] z;

    DepartureTable(int capacity) {
        slots = new PlayerSlots(capacity);
        step = new Departure[capacity];
        target = new int[capacity];
        process = new long[capacity];
        phase = new HandoffPhase[capacity];
        cameFrom = new int[capacity];
        migration = new long[capacity];
        epoch = new long[capacity];
        token = new byte[capacity][];
        dueNanos = new long[capacity];
        confirmNanos = new long[capacity];
        astrayNanos = new long[capacity];
        astrayUntilNanos = new long[capacity];
        x = new int[capacity];
        y = new int[capacity];
        z = new int[capacity];
    }

    /** A slot for a player who has none, or {@link PlayerSlots#ABSENT}. */
    int add(long player) {
        int slot = slots.add(player);
        if (slot != PlayerSlots.ABSENT) {
            cameFrom[slot] = ZoneGrid.NONE;
            dueNanos[slot] = Long.MIN_VALUE;
            astrayNanos[slot] = 0;
            stay(slot);
        }
        return slot;
    }

    /** No migration of that player is under way. */
    void stay(int slot) {
        step[slot] = Departure.NONE;
        target[slot] = ZoneGrid.NONE;
        phase[slot] = HandoffPhase.NONE;
        process[slot] = 0;
        migration[slot] = 0;
        epoch[slot] = 0;
        token[slot] = NO_TOKEN;
    }

    /** Whether the player stands still for its way to another zone, or went there not long ago. */
    boolean isGoing(int slot) {
        return step[slot] == Departure.SENT || step[slot] == Departure.CONFIRMING || step[slot] == Departure.GONE;
    }

    /** Migrations whose outcome the register has not told yet. */
    int open() {
        int open = 0;
        for (int slot = 0; slot < slots.end(); slot++) {
            open += slots.player(slot) != 0 && step[slot].isOpen() ? 1 : 0;
        }
        return open;
    }

    long stateHash() {
        long hash = slots.size();
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0) {
                hash = Mix.fold(Mix.fold(hash, slots.player(slot)), step[slot].ordinal());
                hash = Mix.fold(Mix.fold(hash, target[slot]), phase[slot].ordinal());
                hash = Mix.fold(Mix.fold(hash, cameFrom[slot]), migration[slot]);
                hash = Mix.fold(hash, dueNanos[slot]);
            }
        }
        return hash;
    }
}
