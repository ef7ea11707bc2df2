package io.darkages.engine.zone;

import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.entity.PlayerIndex;
import io.darkages.engine.ghost.GhostTable;
import io.darkages.engine.ghost.GhostWatcher;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.Viewer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Shows other zones' entities in this one: each has an entity here that follows its ghost and decides nothing. In each
 * tick it stands where its owner's clients would draw it ahead of its newest state, at its owner's present.
 *
 * <p>An entity outlives a change of owner, so that on nobody's screen anything jumps: whoever goes to another zone stays
 * as a copy until its ghost is heard of, and whoever comes takes its own copy over. One that is nobody's copy any more is
 * gone after a second. Allocates only when made and followed.
 */
final class Ghosts implements GhostWatcher {

    /** As long as a ghost may be silent. */
    private static final int ORPHAN_TICKS = 60;

    /** How often a ghost that found no room, or whose player the zone acts for, is tried again. */
    private static final int RETRY_TICKS = 60;

    private static final int NONE = -1;
    private static final int Q16_FROM_VELOCITY = 8;
    private static final int Q16_FROM_YAW = 4;
    private static final int Q16_FROM_PITCH = 8;

    private final World world;
    private final BorderCounters counters;
    private Optional<GhostTable> table = Optional.empty();
    /** Slot that shows a ghost, or none. */
    private int[] slotOfGhost = {};
    /** Ghost that a slot shows; none for slots of players, free ones, and those that are nobody's. */
    private final int[] ghostOfSlot;
    /** Since when a slot is nobody's. */
    private final int[] orphanTick;
    /** Owner's epoch of what is shown, as last told. */
    private final int[] epochOfSlot;
    /** Whether this zone acted for it until now, and who does so has not told of it yet. */
    private final boolean[] hasLeftSlot;
    /** First tick whose history shows the player in that slot. */
    private final int[] shownTickOfSlot;
    /** How far the time of the owner of that epoch is ahead of this zone's, in ticks, Q8. */
    private final long[] aheadQ8OfSlot;

    private final int[] shown;
    private int shownCount;
    /** The slot that shows a player of another zone. */
    private final PlayerIndex slotOfPlayer;

    private int tick;
    /** Of the ghost that was placed last. */
    private long aheadQ8;

    private final MotionState state = new MotionState();
    private final DrawnPlace drawn = new DrawnPlace();

    Ghosts(World world, BorderCounters counters) {
        this.world = world;
        this.counters = counters;
        int slots = world.entities.capacity();
        ghostOfSlot = new int[slots];
        Arrays.fill(ghostOfSlot, NONE);
        orphanTick = new int[slots];
        epochOfSlot = new int[slots];
        hasLeftSlot = new boolean[slots];
        shownTickOfSlot = new int[slots];
        aheadQ8OfSlot = new long[slots];
        shown = new int[slots];
        slotOfPlayer = new PlayerIndex(slots);
    }

    /** Shows that table's ghosts from now on, and those of no other. */
    void follow(GhostTable newTable) {
        for (int i = 0; i < shownCount; i++) {
            orphan(shown[i]);
        }
        table = Optional.of(newTable);
        slotOfGhost = new int[newTable.capacity()];
        Arrays.fill(slotOfGhost, NONE);
        for (int i = 0; i < newTable.count(); i++) {
            show(newTable.live(i));
        }
    }

    /** Shows nobody, and follows no table. */
    void clear() {
        while (shownCount > 0) {
            hide(shown[shownCount - 1]);
        }
        table = Optional.empty();
    }

    @Override
    public void appeared(int ghost) {
        show(ghost);
    }

    @Override
    public void vanished(int ghost, Cause cause) {
        int slot = slotOfGhost[ghost];
        if (slot == NONE) {
            return;
        }
        slotOfGhost[ghost] = NONE;
        if (cause == Cause.REMOVED || cause == Cause.EXPIRED) {
            hide(slot);
        } else {
            orphan(slot);
        }
    }

    private void show(int ghost) {
        GhostTable from = table.orElseThrow();
        long player = from.player(ghost);
        int slot = slotOf(player);
        if (slot == NONE && world.find(player) != null) {
            return;
        }
        place(from, ghost, tick);
        if (slot == NONE) {
            int entity = world.addGhost(player, from.team(ghost), state);
            if (entity == EntityTable.NO_ENTITY) {
                counters.add(BorderCounter.GHOSTS_CROWDED_OUT, 1);
                return;
            }
            slot = EntityTable.slot(entity);
            addShown(player, slot);
            shownTickOfSlot[slot] = tick + 1;
            counters.highWater(BorderCounter.GHOSTS_SHOWN_HIGH_WATER, shownCount);
        }
        ghostOfSlot[slot] = ghost;
        slotOfGhost[ghost] = slot;
        store(from, ghost, slot);
    }

    /** Once a tick, before anybody looks. */
    void follow(int newTick) {
        tick = newTick;
        for (int i = shownCount - 1; i >= 0; i--) {
            int slot = shown[i];
            if (ghostOfSlot[slot] == NONE) {
                if (newTick - orphanTick[slot] > ORPHAN_TICKS) {
                    hide(slot);
                }
            } else {
                GhostTable from = table.orElseThrow();
                place(from, ghostOfSlot[slot], newTick);
                store(from, ghostOfSlot[slot], slot);
            }
        }
        if (table.isPresent() && newTick % RETRY_TICKS == 0) {
            showMissed(table.get());
        }
    }

    private void showMissed(GhostTable from) {
        for (int i = 0; i < from.count(); i++) {
            if (slotOfGhost[from.live(i)] == NONE) {
                show(from.live(i));
            }
        }
    }

    /** Where a ghost is in a tick of this zone. */
    private void place(GhostTable from, int ghost, int at) {
        drawn.of(world.origin());
        long ownerTimeQ8 = from.ownerTimeQ8(ghost, ZoneServer.tickNanos(at));
        aheadQ8 = ownerTimeQ8 - DrawnPlace.startQ8(at);
        from.draw(ghost, ownerTimeQ8, drawn);
        int newest = from.newestTick(ghost);
        long place = from.history().place(ghost, newest);
        long motion = from.history().motion(ghost, newest);
        if (!world.origin().reaches(drawn.x, drawn.z)) {
            // Drawn ahead beyond what can be told: it stays at its newest state, which is within.
            drawn.at(newest, place);
        }
        state.x = drawn.x;
        state.y = drawn.y;
        state.z = drawn.z;
        state.vx = QuantisedState.vx(motion) << Q16_FROM_VELOCITY;
        state.vy = QuantisedState.vy(motion) << Q16_FROM_VELOCITY;
        state.vz = QuantisedState.vz(motion) << Q16_FROM_VELOCITY;
        state.yaw = QuantisedState.yaw(motion) << Q16_FROM_YAW;
        state.pitch = QuantisedState.pitch(motion) << Q16_FROM_PITCH;
        state.grounded = (QuantisedState.flags(place) & QuantisedState.FLAG_GROUNDED) != 0;
    }

    private void store(GhostTable from, int ghost, int slot) {
        world.entities.store(slot, state);
        world.space.move(slot, state.x, state.z);
        int flags = QuantisedState.flags(from.history().place(ghost, from.newestTick(ghost)));
        boolean isDead = (flags & QuantisedState.FLAG_DEAD) != 0;
        boolean isBlocking = (flags & QuantisedState.FLAG_BLOCKING) != 0;
        world.combat.mirror(slot, isDead ? 0 : Math.max(1, from.health(ghost)), isBlocking);
        epochOfSlot[slot] = from.epoch(ghost);
        aheadQ8OfSlot[slot] = aheadQ8;
        hasLeftSlot[slot] = false;
    }

    private void orphan(int slot) {
        ghostOfSlot[slot] = NONE;
        orphanTick[slot] = tick;
    }

    private void hide(int slot) {
        int entity = world.entities.id(slot);
        forget(slot);
        for (int i = 0; i < world.observerCount(); i++) {
            if (world.observer(i).entity == entity) {
                world.observer(i).entity = EntityTable.NO_ENTITY;
            }
        }
        world.removeEntity(entity);
    }

    private void addShown(long player, int slot) {
        shown[shownCount++] = slot;
        slotOfPlayer.put(player, slot);
    }

    private void forget(int slot) {
        slotOfPlayer.remove(world.entities.player(slot));
        int at = 0;
        while (shown[at] != slot) {
            at++;
        }
        shown[at] = shown[--shownCount];
        if (ghostOfSlot[slot] != NONE) {
            slotOfGhost[ghostOfSlot[slot]] = NONE;
            ghostOfSlot[slot] = NONE;
        }
    }

    private int slotOf(long player) {
        int slot = slotOfPlayer.get(player);
        return slot == PlayerIndex.ABSENT ? NONE : slot;
    }

    /** The copy of a player for whom another zone acts, or {@link EntityTable#NO_ENTITY}. */
    int entityOf(long player) {
        int slot = slotOf(player);
        return slot == NONE ? EntityTable.NO_ENTITY : world.entities.id(slot);
    }

    /** Owner's epoch of a copy, as last told. */
    int epochOf(int entity) {
        return epochOfSlot[EntityTable.slot(entity)];
    }

    /** Whether somebody else acts for a copy's player than who did under that epoch. */
    boolean isSucceeded(int entity, int epoch) {
        int slot = EntityTable.slot(entity);
        return hasLeftSlot[slot] || epochOfSlot[slot] - epoch > 0;
    }

    /** The time of a copy's owner, in its ticks, Q8, at a time of this zone's. */
    long ownerTimeQ8(int entity, long timeQ8) {
        int ghost = ghostOfSlot[EntityTable.slot(entity)];
        if (ghost == NONE) {
            return timeQ8;
        }
        return table.orElseThrow().ownerTimeQ8(ghost, nanosOf(timeQ8));
    }

    /** When that time of drawing was, on this zone's clock. */
    private static long nanosOf(long timeQ8) {
        int ticks = (int) (timeQ8 >> DrawnPlace.TICK_FRACTION_BITS);
        long part = timeQ8 - DrawnPlace.startQ8(ticks);
        long begin = ZoneServer.tickNanos(ticks);
        return begin + (ZoneServer.tickNanos(ticks + 1L) - begin) * part / DrawnPlace.startQ8(1);
    }

    /** Puts somebody into the world for whom the zone acts: in place of its copy, if there is one. */
    Player adopt(long player, int team, MotionState from, int now) {
        int slot = slotOf(player);
        if (slot == NONE) {
            Player added = world.add(player, team, from, now);
            added.shownTick = now + 1;
            return added;
        }
        forget(slot);
        Player adopted = new Player(player, world.entities.id(slot), new Viewer(world.entities.capacity()));
        adopted.shownTick = shownTickOfSlot[slot];
        adopted.formerEpoch = epochOfSlot[slot];
        adopted.formerAheadQ8 = aheadQ8OfSlot[slot];
        world.entities.store(slot, from);
        world.space.move(slot, from.x, from.z);
        world.combat.spawn(slot, now);
        world.own(adopted);
        return adopted;
    }

    /** The zone does not act for a player any more: its entity is its copy, for a while without a ghost. */
    void release(Player player) {
        int slot = EntityTable.slot(player.entity);
        world.disown(player);
        if (world.ghostCount() > world.ghostsMax()) {
            world.removeEntity(player.entity);
            return;
        }
        addShown(player.id, slot);
        epochOfSlot[slot] = player.epoch;
        shownTickOfSlot[slot] = player.shownTick;
        aheadQ8OfSlot[slot] = 0;
        hasLeftSlot[slot] = true;
        orphan(slot);
        table.ifPresent(this::showMissed);
    }

    int count() {
        return shownCount;
    }
}
