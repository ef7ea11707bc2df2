package io.darkages.engine.process;

import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;
import java.util.Arrays;

/**
 * Keeps the sessions of a zone's players in the hot state, and the zone's set of members. Each player is saved at its own
 * point of the period, so that a tick saves its share and no more. What was not saved is saved at once again.
 *
 * <p>Every save carries the owner epoch and a number that grows: the store refuses one from a zone that owned the player
 * before.
 */
final class Sessions {

    /** A request's lower bits are the player's slot. */
    private static final int SLOT_BITS = 16;

    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final long NONE = 0;
    /** The store accepted an epoch. */
    private static final long BY_STORE = 2;

    private final ProcessOptions.Timers timers;
    private final HotState hot;
    private final ZoneWorld world;
    private final PlayerOwnership ownership;
    private final int zone;
    private final Probes probes;
    private final ProcessCounters counters;
    private final HotState.Answers saved = this::saved;
    private final HotState.Answers joined = this::joined;

    private final PlayerSlots slots;
    private final long[] dueNanos;
    /** Number of the save that is under way, or none. */
    private final long[] underWay;

    /** The last save that was sent, answered or not. */
    private final long[] sent;

    private final long[] sentPlayer;
    private final long[] sentEpoch;
    private final boolean[] isMember;
    private final SessionRecord record = new SessionRecord();
    private long number;
    private boolean isLastSave;

    Sessions(
            ProcessOptions options,
            HotState hot,
            ZoneWorld world,
            PlayerOwnership ownership,
            int zone,
            Probes probes,
            ProcessCounters counters) {
        timers = options.timers();
        this.hot = hot;
        this.world = world;
        this.ownership = ownership;
        this.zone = zone;
        this.probes = probes;
        this.counters = counters;
        int capacity = Math.min(options.ownership().playersMax(), SLOT_MASK);
        slots = new PlayerSlots(capacity);
        dueNanos = new long[capacity];
        underWay = new long[capacity];
        sent = new long[capacity];
        sentPlayer = new long[capacity];
        sentEpoch = new long[capacity];
        isMember = new boolean[capacity];
        Arrays.fill(underWay, NONE);
    }

    /** A player is acted for here from now on. */
    void entered(long nowNanos, long player) {
        int slot = slots.find(player);
        slot = slot == PlayerSlots.ABSENT ? slots.add(player) : slot;
        if (slot != PlayerSlots.ABSENT) {
            dueNanos[slot] = isLastSave
                    ? Long.MIN_VALUE
                    : nowNanos + Long.remainderUnsigned(Mix.mix64(player), timers.saveNanos());
            underWay[slot] = NONE;
            isMember[slot] = hot.addToZone(nowNanos, slot, zone, player, joined);
        }
    }

    /** A player is another zone's, or gone: what is stored of it stays. */
    void went(long nowNanos, long player) {
        int slot = slots.find(player);
        if (slot != PlayerSlots.ABSENT) {
            slots.remove(slot);
            hot.removeFromZone(nowNanos, slot, zone, player, (now, request, outcome, reply) -> {});
        }
    }

    /** A player left the world: nothing is kept of it. */
    void left(long nowNanos, long player, long epoch) {
        went(nowNanos, player);
        hot.deleteSession(
                nowNanos, NONE, player, epoch, timers.sessionExpiryNanos(), (now, request, outcome, reply) -> {});
    }

    /** Saves whoever is due. To be called while the lease is held; a drain whose lease ran out saves without it, and
     * the store takes that unless a later owner has saved. */
    void advance(long nowNanos) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && nowNanos >= dueNanos[slot] && underWay[slot] == NONE) {
                save(nowNanos, slot);
            }
        }
    }

    /** Saves everybody at the next opportunity, whenever they were due, and whoever comes after. */
    void saveAll() {
        isLastSave = true;
        Arrays.fill(dueNanos, Long.MIN_VALUE);
    }

    /** Whether everybody was saved since {@link #saveAll}. */
    boolean isAllSaved() {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && (dueNanos[slot] == Long.MIN_VALUE || underWay[slot] != NONE)) {
                return false;
            }
        }
        return true;
    }

    private void save(long nowNanos, int slot) {
        record.player = slots.player(slot);
        record.epoch = ownership.epoch(record.player);
        record.version = number + 1;
        record.length = ownership.isOwned(record.player) ? world.save(nowNanos, record.player, record.bytes) : 0;
        if (record.length == 0) {
            // It is on its way to another zone, and its state with it.
            dueNanos[slot] = nowNanos + timers.saveNanos();
            return;
        }
        long request = record.version << SLOT_BITS | slot;
        probes.record(ProbeKind.SESSION_SAVED, record.player, record.epoch, record.version, record.digest());
        if (!hot.saveSession(nowNanos, request, record, timers.sessionExpiryNanos(), saved)) {
            return;
        }
        number++;
        underWay[slot] = record.version;
        sent[slot] = record.version;
        sentPlayer[slot] = record.player;
        sentEpoch[slot] = record.epoch;
        dueNanos[slot] = nowNanos + timers.saveNanos();
        if (!isMember[slot]) {
            isMember[slot] = hot.addToZone(nowNanos, slot, zone, record.player, joined);
        }
    }

    private void saved(long nowNanos, long request, StoreOutcome outcome, HotReply reply) {
        int slot = (int) request & SLOT_MASK;
        long itsNumber = request >>> SLOT_BITS;
        if (outcome == StoreOutcome.DONE) {
            counters.increment(ProcessCounter.SAVED);
            if (sent[slot] == itsNumber) {
                // Also of one that is gone: a save that came too late should have been refused.
                long held = reply.replacedEpoch();
                probes.record(ProbeKind.EPOCH_ACCEPTED, sentPlayer[slot], sentEpoch[slot], BY_STORE, held);
            }
        } else {
            counters.increment(reply.isFenced() ? ProcessCounter.SAVES_FENCED : ProcessCounter.SAVES_FAILED);
        }
        if (underWay[slot] == itsNumber) {
            underWay[slot] = NONE;
            if (outcome != StoreOutcome.DONE && !reply.isFenced()) {
                dueNanos[slot] = Long.MIN_VALUE;
            }
        }
    }

    private void joined(long nowNanos, long slot, StoreOutcome outcome, HotReply reply) {
        if (outcome != StoreOutcome.DONE) {
            isMember[(int) slot] = false;
        }
    }

    int size() {
        return slots.size();
    }

    /** Tells judges how full it has been, and how full it may get. */
    void reportBounds() {
        probes.bound(BoundedStructure.SAVED_SESSIONS, slots.end(), slots.capacity());
    }

    long stateHash() {
        long hash = Mix.fold(slots.size(), number);
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0) {
                hash = Mix.fold(Mix.fold(hash, slots.player(slot)), dueNanos[slot]);
            }
        }
        return hash;
    }
}
