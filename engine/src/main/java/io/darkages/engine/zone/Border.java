package io.darkages.engine.zone;

import io.darkages.engine.backplane.CrossAttack;
import io.darkages.engine.backplane.PlayerNotice;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.ghost.GhostSource;
import io.darkages.engine.ghost.GhostTable;
import io.darkages.engine.ghost.GhostWatcher;
import io.darkages.engine.input.InputBatchFormat;
import java.util.Optional;

/**
 * What passes between a zone and its neighbours: copies of entities in both directions, attacks on them, and inputs that
 * came to the wrong one. Knows no zone by name and no way to one. On the zone's thread, between ticks.
 */
public final class Border {

    private final ZoneTime time;
    private final World world;
    private final Ghosts ghosts;
    private final Intake intake;
    private final EarlyBatches earlyBatches;
    private final Optional<CombatPhase> combat;
    private final BorderCounters counters;
    private final GhostSource source = new Owned();

    Border(
            ZoneTime time,
            World world,
            Ghosts ghosts,
            Intake intake,
            EarlyBatches earlyBatches,
            Optional<CombatPhase> combat,
            BorderCounters counters) {
        this.time = time;
        this.world = world;
        this.ghosts = ghosts;
        this.intake = intake;
        this.earlyBatches = earlyBatches;
        this.combat = combat;
        this.counters = counters;
    }

    /** Entity slots: the capacity that a {@link io.darkages.engine.ghost.GhostSender} of {@link #source} needs. */
    public int slots() {
        return world.entities.capacity();
    }

    /** The entities for which the zone acts, as they were rounded in its last tick. */
    public GhostSource source() {
        return source;
    }

    /** To be told by the table that is {@linkplain #follow followed}, and by no other. */
    public GhostWatcher watcher() {
        return ghosts;
    }

    /**
     * Shows the ghosts of that table from now on. Those that find no room beyond {@link ZoneOptions#ghosts} are not shown,
     * nor are those of players for whom the zone acts itself.
     *
     * @param table told from the zone's origin; made with {@link #watcher}
     */
    public void follow(GhostTable table) {
        ghosts.follow(table);
    }

    /** Shows no ghosts from now on. */
    void unfollow() {
        ghosts.clear();
    }

    /** An attack came from another zone. It is decided at once and answered with {@link RemoteVictims#decided}. */
    public void struck(CrossAttack attack) {
        if (combat.isPresent()) {
            combat.get().strikes().struck(attack, time.isHeld(), time.tick());
        }
    }

    /** What became of an attack by one of the zone's players, from the zone that decided. */
    public void decided(PlayerNotice outcome) {
        if (combat.isPresent()) {
            combat.get().strikes().decided(outcome, time.tick());
        }
    }

    /**
     * An input batch of one of the zone's players came to the zone where it was before. Its inputs count; what it
     * acknowledges, aims at, strikes and claims is told in that zone's terms, and does not. That of a player who is
     * announced or looks on is kept until it is {@linkplain Residents#install installed}, for 2 s at most.
     *
     * @return false if it is no batch, or the player is not here and not expected: then it is dropped
     */
    public boolean relayed(long player, byte[] buffer, int offset, int length) {
        Player found = world.find(player);
        if (found == null && length > 0 && length <= InputBatchFormat.MOST_BYTES && world.isExpected(player)) {
            counters.add(BorderCounter.BATCHES_KEPT, 1);
            boolean hadRoom = earlyBatches.add(player, buffer, offset, length, time.tick());
            counters.add(BorderCounter.BATCHES_CROWDED_OUT, hadRoom ? 0 : 1);
            return true;
        }
        boolean isTaken = found != null && intake.takeUp(found, buffer, offset, length, time.tick());
        counters.add(isTaken ? BorderCounter.BATCHES_TAKEN_UP : BorderCounter.BATCHES_DROPPED, 1);
        return isTaken;
    }

    public BorderCounters counters() {
        return counters;
    }

    /** Other zones' entities that are shown. */
    public int ghostCount() {
        return ghosts.count();
    }

    /** Players of other zones whose clients look on. */
    public int observerCount() {
        return world.observerCount();
    }

    /** The entity that shows a player here, its own or a copy, or {@link EntityTable#NO_ENTITY}. */
    public int entityOf(long player) {
        Player found = world.find(player);
        return found == null ? ghosts.entityOf(player) : found.entity;
    }

    /** The zone's own entities. */
    private final class Owned implements GhostSource {

        @Override
        public int count() {
            return world.playerCount();
        }

        @Override
        public int slot(int index) {
            return EntityTable.slot(world.player(index).entity);
        }

        @Override
        public long player(int slot) {
            return world.playerOf(slot).id;
        }

        @Override
        public int epoch(int slot) {
            return world.playerOf(slot).epoch;
        }

        @Override
        public long place(int slot) {
            return world.history.placeAt(world.history.index(world.newestRecorded(), slot));
        }

        @Override
        public long motion(int slot) {
            return world.history.motionAt(world.history.index(world.newestRecorded(), slot));
        }

        @Override
        public int health(int slot) {
            return world.combat.health(slot);
        }

        @Override
        public int team(int slot) {
            return world.entities.team(slot);
        }
    }
}
