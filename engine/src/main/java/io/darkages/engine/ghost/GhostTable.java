package io.darkages.engine.ghost;

import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.PlayerIndex;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.engine.space.Origin;

/**
 * Copies of other zones' entities, that decide nothing: the newest state of each and its states of the last {@value
 * GhostHistory#TICKS} ticks, by its owner's tick numbers. A ghost has a number, 0 to the capacity - 1, as long as it is
 * there.
 *
 * <p>Who speaks for a player under a lower epoch than one that was heard is refused; so is a second process under the
 * same one, and whoever speaks for a player for whom this zone acts, unless under a higher epoch. With a higher epoch a
 * new owner begins: its ticks are others, so the past is dropped. A ghost of which nothing was heard for the expiry is
 * gone.
 *
 * <p>Not thread-safe; allocates only when made.
 */
public final class GhostTable {

    /** No ghost. */
    public static final int NONE = -1;

    /** A ghost of which nothing was heard for so long is gone: five states of the slow band. */
    public static final long EXPIRY_NANOS = 1_000_000_000L;

    private final Origin origin;
    private final GhostWatcher watcher;
    private final GhostCounters counters = new GhostCounters();
    private final GhostHistory history;
    private final EpochBook epochBook;
    private final OwnerClocks clocks = new OwnerClocks();
    private final PlayerIndex index;
    private final int epochsMax;

    private final long[] players;
    private final long[] processes;
    private final long[] incarnations;
    private final int[] zones;
    private final int[] epochs;
    private final int[] healths;
    private final byte[] teams;
    private final long[] heardNanos;

    /** Ghosts that are there, densely, in no order that matters; and where each stands in it. */
    private final int[] live;

    private final int[] liveIndex;
    private int liveCount;
    private final int[] free;
    private int freeCount;

    /**
     * @param origin of this zone: places are told from it
     * @param capacity ghosts at one time, at least 1
     * @param epochsMax players whose epochs are remembered, at least {@code capacity}: best with room for this zone's own
     *     and for those who left lately
     */
    public GhostTable(Origin origin, int capacity, int epochsMax, GhostWatcher watcher) {
        if (capacity < 1 || epochsMax < capacity) {
            throw new IllegalArgumentException(capacity + " ghosts and " + epochsMax + " epochs are out of range");
        }
        this.origin = origin;
        this.watcher = watcher;
        this.epochsMax = epochsMax;
        history = new GhostHistory(capacity);
        epochBook = new EpochBook(epochsMax);
        index = new PlayerIndex(capacity);
        players = new long[capacity];
        processes = new long[capacity];
        incarnations = new long[capacity];
        zones = new int[capacity];
        epochs = new int[capacity];
        healths = new int[capacity];
        teams = new byte[capacity];
        heardNanos = new long[capacity];
        live = new int[capacity];
        liveIndex = new int[capacity];
        free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
    }

    /** A neighbour told of its entities. */
    public void accept(long monotonicNanos, MessageHeader header, EntitySync message) {
        clocks.heard(header.sourceProcess, header.sourceIncarnation, message.sentNanos, monotonicNanos);
        for (int i = 0; i < message.ghosts(); i++) {
            accept(monotonicNanos, header, message, i);
        }
        for (int i = 0; i < message.removals(); i++) {
            remove(header, message.tick, message.removedPlayer(i), message.removedEpoch(i));
        }
    }

    private void accept(long monotonicNanos, MessageHeader header, EntitySync message, int i) {
        long player = message.player(i);
        int epoch = message.epoch(i);
        if (!epochBook.admits(player, epoch)) {
            counters.increment(GhostCounter.STALE_EPOCHS);
        } else if (message.tick < 1 || !WorldPlace.isWithinReach(message.place(i), origin)) {
            counters.increment(GhostCounter.OUT_OF_RANGE);
        } else if (isForeign(header, player, epoch)) {
            counters.increment(GhostCounter.FOREIGN);
        } else {
            noteEpoch(player, epoch);
            int ghost = ghostFor(header, player, epoch);
            if (ghost == NONE) {
                counters.increment(GhostCounter.CROWDED_OUT);
            } else {
                put(monotonicNanos, ghost, message, i);
            }
        }
    }

    private boolean isForeign(MessageHeader header, long player, int epoch) {
        int ghost = index.get(player);
        return ghost != NONE
                && epochs[ghost] == epoch
                && (processes[ghost] != header.sourceProcess || incarnations[ghost] != header.sourceIncarnation);
    }

    private void noteEpoch(long player, int epoch) {
        epochBook.heard(player, epoch);
        counters.highWater(GhostCounter.EPOCHS_HIGH_WATER, epochBook.count());
    }

    /** The player's ghost under that epoch, made if need be, still without a state then; {@link #NONE} without room. */
    private int ghostFor(MessageHeader header, long player, int epoch) {
        int ghost = index.get(player);
        if (ghost != NONE && epochs[ghost] == epoch) {
            return ghost;
        }
        if (ghost != NONE) {
            release(ghost, GhostWatcher.Cause.OTHER_OWNER);
        }
        if (freeCount == 0) {
            return NONE;
        }
        int made = free[--freeCount];
        index.put(player, made);
        players[made] = player;
        processes[made] = header.sourceProcess;
        incarnations[made] = header.sourceIncarnation;
        zones[made] = header.sourceZone;
        epochs[made] = epoch;
        history.clear(made);
        liveIndex[made] = liveCount;
        live[liveCount++] = made;
        counters.highWater(GhostCounter.GHOSTS_HIGH_WATER, liveCount);
        return made;
    }

    private void put(long monotonicNanos, int ghost, EntitySync message, int i) {
        int newest = history.newestTick(ghost);
        long place = WorldPlace.toldFrom(message.place(i), origin);
        if (!history.put(ghost, message.tick, place, message.motion(i))) {
            counters.increment(GhostCounter.LATE);
            return;
        }
        counters.increment(GhostCounter.STATES_ACCEPTED);
        heardNanos[ghost] = monotonicNanos;
        if (message.tick >= newest) {
            healths[ghost] = message.health(i);
            teams[ghost] = (byte) message.team(i);
        }
        if (newest == GhostHistory.NO_TICK) {
            watcher.appeared(ghost);
        }
    }

    private void remove(MessageHeader header, int tick, long player, int epoch) {
        if (!epochBook.admits(player, epoch)) {
            counters.increment(GhostCounter.STALE_EPOCHS);
            return;
        }
        int ghost = index.get(player);
        if (isForeign(header, player, epoch)) {
            counters.increment(GhostCounter.FOREIGN);
        } else if (ghost != NONE && epochs[ghost] == epoch && history.newestTick(ghost) >= tick) {
            counters.increment(GhostCounter.LATE);
        } else {
            noteEpoch(player, epoch);
            if (ghost != NONE) {
                counters.increment(GhostCounter.REMOVED);
                release(ghost, GhostWatcher.Cause.REMOVED);
            }
        }
    }

    /** This zone acts for a player from now on, under that epoch: its ghost is gone, and older ones stay away. */
    public void ownedHere(long player, int epoch) {
        epochBook.ownedHere(player, epoch);
        counters.highWater(GhostCounter.EPOCHS_HIGH_WATER, epochBook.count());
        int ghost = index.get(player);
        if (ghost != NONE && epochs[ghost] <= epoch) {
            release(ghost, GhostWatcher.Cause.OWNED_HERE);
        }
    }

    /** Drops what was not heard of for {@link #EXPIRY_NANOS}. Once a tick. */
    public void expire(long monotonicNanos) {
        for (int i = liveCount - 1; i >= 0; i--) {
            int ghost = live[i];
            if (monotonicNanos - heardNanos[ghost] >= EXPIRY_NANOS) {
                counters.increment(GhostCounter.EXPIRED);
                release(ghost, GhostWatcher.Cause.EXPIRED);
            }
        }
    }

    private void release(int ghost, GhostWatcher.Cause cause) {
        watcher.vanished(ghost, cause);
        index.remove(players[ghost]);
        int last = live[--liveCount];
        live[liveIndex[ghost]] = last;
        liveIndex[last] = liveIndex[ghost];
        free[freeCount++] = ghost;
    }

    /** Ghosts that may be there at one time; their numbers are below it. */
    public int capacity() {
        return players.length;
    }

    public int count() {
        return liveCount;
    }

    /** Number {@code i} of the ghosts that are there, 0 to {@link #count} - 1. */
    public int live(int i) {
        return live[i];
    }

    /** The ghost of a player, or {@link #NONE}. */
    public int ghostOf(long player) {
        return index.get(player);
    }

    public long player(int ghost) {
        return players[ghost];
    }

    /** Zone that acts for it, as far as it has said. */
    public int zone(int ghost) {
        return zones[ghost];
    }

    public long process(int ghost) {
        return processes[ghost];
    }

    public int epoch(int ghost) {
        return epochs[ghost];
    }

    /** Hundredths of a point, as newest. */
    public int health(int ghost) {
        return healths[ghost];
    }

    public int team(int ghost) {
        return teams[ghost] & 0xFF;
    }

    /** When it was last heard of. */
    public long heardNanos(int ghost) {
        return heardNanos[ghost];
    }

    /** The owner's tick of its newest state. */
    public int newestTick(int ghost) {
        return history.newestTick(ghost);
    }

    /** Its states, by its owner's ticks. */
    public GhostHistory history() {
        return history;
    }

    /**
     * The time of a ghost's owner, in its ticks, Q8, when this zone's clock shows {@code monotonicNanos}: behind by the
     * shortest way of a message between the two.
     */
    public long ownerTimeQ8(int ghost, long monotonicNanos) {
        return OwnerClocks.timeQ8(clocks.ownerNanos(processes[ghost], monotonicNanos));
    }

    /**
     * Draws a ghost in its owner's time by the clients' own function: between two states, or ahead of the newest.
     *
     * @param into draws from this zone's origin, see {@link DrawnPlace#of}
     */
    public void draw(int ghost, long ownerTimeQ8, DrawnPlace into) {
        history.draw(ghost, ownerTimeQ8, into);
    }

    public GhostCounters counters() {
        return counters;
    }

    /** Tells judges how full it has been. */
    public void reportBounds(Probes probes) {
        probes.bound(BoundedStructure.GHOSTS, counters.count(GhostCounter.GHOSTS_HIGH_WATER), players.length);
        probes.bound(BoundedStructure.GHOST_EPOCHS, counters.count(GhostCounter.EPOCHS_HIGH_WATER), epochsMax);
    }

    /** Folds all ghosts, in their order, into a hash. */
    public long foldState(long hash) {
        long folded = Mix.fold(hash, liveCount);
        for (int i = 0; i < liveCount; i++) {
            int ghost = live[i];
            folded = Mix.fold(Mix.fold(folded, players[ghost]), (long) epochs[ghost] << 32 | healths[ghost]);
            folded = history.fold(folded, ghost);
        }
        return folded;
    }
}
