package io.darkages.engine.authority;

import io.darkages.engine.entity.PlayerIndex;
import io.darkages.engine.port.Register;
import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * The players that one zone deals with, in columns: what the register told of each, and what is wanted. Slots are
 * reused, found by the player's id, and never iterated but in order. Allocates in the constructor only.
 */
final class OwnedPlayers {

    static final int ABSENT = PlayerIndex.ABSENT;

    final long[] player;
    /** The row as last told; {@link Register#NO_VERSION} if it has to be read. */
    final long[] version;

    final long[] rowEpoch;
    final long[] rowZone;
    final long[] rowLease;
    final long[] rowState;
    /** Version from which sets of unknown outcome may be carried out yet, {@link Register#NO_VERSION} without. */
    final long[] unresolvedVersion;

    final OwnershipGoal[] goal;
    /** The epoch that the goal starts from: the last owned one, or the one that is offered. */
    final long[] epoch;
    /** Zone that a transfer goes to, {@link #ABSENT} without one. */
    final int[] target;
    /** Lease of the target, where this zone hands over. */
    final long[] targetLease;
    /** Whether effects may be computed. */
    final boolean[] acting;
    /** Whether a set was sent for this goal that may have been carried out. */
    final boolean[] attempted;

    final boolean[] underWay;
    final boolean[] queued;
    final long[] dueNanos;

    private final int[] free;
    private int freeCount;
    private int highWater;

    private final PlayerIndex index;

    OwnedPlayers(int capacity) {
        player = new long[capacity];
        version = new long[capacity];
        rowEpoch = new long[capacity];
        rowZone = new long[capacity];
        rowLease = new long[capacity];
        rowState = new long[capacity];
        unresolvedVersion = new long[capacity];
        goal = new OwnershipGoal[capacity];
        epoch = new long[capacity];
        target = new int[capacity];
        targetLease = new long[capacity];
        acting = new boolean[capacity];
        attempted = new boolean[capacity];
        underWay = new boolean[capacity];
        queued = new boolean[capacity];
        dueNanos = new long[capacity];
        free = new int[capacity];
        index = new PlayerIndex(capacity);
        clear();
    }

    void clear() {
        index.clear();
        Arrays.fill(player, 0);
        Arrays.fill(acting, false);
        Arrays.fill(queued, false);
        freeCount = free.length;
        for (int i = 0; i < freeCount; i++) {
            free[i] = freeCount - 1 - i;
        }
    }

    int capacity() {
        return free.length;
    }

    int size() {
        return free.length - freeCount;
    }

    int highWater() {
        return highWater;
    }

    /** The slot of that player, or {@link #ABSENT}. */
    int find(long id) {
        return index.get(id);
    }

    /** A slot for a player who has none, or {@link #ABSENT} if all are taken. */
    int add(long id) {
        if (freeCount == 0) {
            return ABSENT;
        }
        int slot = free[--freeCount];
        highWater = Math.max(highWater, size());
        player[slot] = id;
        version[slot] = Register.NO_VERSION;
        unresolvedVersion[slot] = Register.NO_VERSION;
        rowEpoch[slot] = 0;
        goal[slot] = OwnershipGoal.NONE;
        epoch[slot] = 0;
        target[slot] = ABSENT;
        targetLease[slot] = 0;
        acting[slot] = false;
        attempted[slot] = false;
        underWay[slot] = false;
        dueNanos[slot] = Long.MIN_VALUE;
        index.put(id, slot);
        return slot;
    }

    void remove(int slot) {
        index.remove(player[slot]);
        player[slot] = 0;
        acting[slot] = false;
        free[freeCount++] = slot;
    }

    /** Takes over what the register told of a row. */
    void told(int slot, long itsVersion, long[] value) {
        if (itsVersion < version[slot]) {
            throw new IllegalStateException(
                    "player " + player[slot] + " was at version " + version[slot] + ", now " + itsVersion);
        }
        version[slot] = itsVersion;
        rowEpoch[slot] = value[PlayerRow.EPOCH];
        rowZone[slot] = value[PlayerRow.ZONE];
        rowLease[slot] = value[PlayerRow.LEASE];
        rowState[slot] = value[PlayerRow.STATE];
        if (itsVersion > unresolvedVersion[slot]) {
            unresolvedVersion[slot] = Register.NO_VERSION;
        }
    }

    /** Whether every set that was sent has been carried out or never will be. */
    boolean isResolved(int slot) {
        return unresolvedVersion[slot] == Register.NO_VERSION;
    }

    long stateHash() {
        long hash = size();
        for (int slot = 0; slot < player.length; slot++) {
            if (player[slot] != 0) {
                hash = Mix.fold(Mix.fold(hash, player[slot]), version[slot]);
                hash = Mix.fold(Mix.fold(hash, rowEpoch[slot]), goal[slot].ordinal());
                hash = Mix.fold(hash, acting[slot] ? 1 : 0);
            }
        }
        return hash;
    }
}
