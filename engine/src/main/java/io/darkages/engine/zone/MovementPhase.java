package io.darkages.engine.zone;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.random.Mix;
import io.darkages.engine.space.Origin;
import java.util.Optional;

/**
 * Applies each player's inputs to its entity, checks what its client claims against the result, and has the attacks
 * judged that came with them.
 */
final class MovementPhase {

    /** A claim farther off than this is corrected: where a client snaps (the original design's 2 m). */
    private static final int CLAIM_TOLERANCE = 2 * FixedPoint.ONE;

    /** Positions are told to judges each so many ticks. */
    static final int POSITION_PROBE_TICKS = 6;

    private final World world;
    private final MovementRules worldRules;
    private final Obstacles obstacles;
    private final ZoneCounters counters;
    private final WorkCounters work;
    private final Optional<CombatPhase> combat;
    private final Corrections corrections;
    private final Probes probes;
    private final MotionState state = new MotionState();
    /** In the zone's reach. */
    private MovementRules rules;

    MovementPhase(
            World world,
            ZoneOptions options,
            ZoneCounters counters,
            WorkCounters work,
            Optional<CombatPhase> combat,
            Corrections corrections,
            Probes probes) {
        this.world = world;
        worldRules = options.ground().movement();
        rules = worldRules.within(options.ground().origin());
        this.obstacles = options.ground().obstacles();
        this.counters = counters;
        this.work = work;
        this.combat = combat;
        this.corrections = corrections;
        this.probes = probes;
    }

    /** The zone serves elsewhere from now on. */
    void moveTo(Origin origin) {
        rules = worldRules.within(origin);
    }

    /** Of two who strike each other in one tick, who is first decides: it is now the one, now the other. */
    void run(int tick, int elapsedTicks) {
        int count = world.playerCount();
        boolean isReversed = (Mix.mix64(tick) & 1) != 0;
        for (int i = 0; i < count; i++) {
            move(world.player(isReversed ? count - 1 - i : i), tick, elapsedTicks);
        }
        for (int i = 0; i < world.observerCount(); i++) {
            Intake.refill(world.observer(i), elapsedTicks);
        }
        work.add(Work.PLAYERS_VISITED, world.playerCount());
    }

    private void move(Player player, int tick, int elapsedTicks) {
        if (player.isFrozen) {
            return;
        }
        InputGate gate = player.gate;
        Intake.refill(player, elapsedTicks);
        gate.refill(elapsedTicks);
        report(player, gate.skipMissing(), ZoneCounter.INPUTS_LOST);
        int dropped = gate.dropExcess();
        report(player, dropped, ZoneCounter.INPUTS_OVER_RATE);
        if (dropped > 0) {
            corrections.correct(player, CorrectionReason.INPUT_RATE, tick);
        }
        int slot = EntityTable.slot(player.entity);
        int quota = gate.quota(elapsedTicks);
        if (gate.ready()) {
            world.entities.load(slot, state);
            int steps = 0;
            while (steps < quota && gate.ready()) {
                step(player, slot, gate.take(), tick);
                steps++;
            }
            world.entities.store(slot, state);
            world.space.move(slot, state.x, state.z);
            work.add(Work.MOVEMENT_STEPS, steps);
            counters.add(ZoneCounter.INPUTS_APPLIED, steps);
        }
        // Staggered by slot, so that judges see an even stream; also when the slot's tick was one of those left out.
        if ((tick + slot) % POSITION_PROBE_TICKS < elapsedTicks) {
            probes.record(
                    ProbeKind.POSITION,
                    player.id,
                    world.entities.x(slot),
                    world.entities.z(slot),
                    world.entities.y(slot));
        }
    }

    private void step(Player player, int slot, long word, int tick) {
        if (world.combat.isAlive(slot)) {
            Movement.step(state, word, rules, obstacles);
            checkClaim(player, tick);
        } else {
            // Its client learns of its death a while later, and claims to have walked on until then.
            Movement.rest(state, word);
            player.hasClaim = false;
        }
        if (combat.isPresent()) {
            combat.get().stepped(player, word, state, tick);
        }
    }

    /** Sequences up to the last processed one were left out. */
    private void report(Player player, int count, ZoneCounter counter) {
        if (count > 0) {
            counters.add(counter, count);
            int first = player.gate.next() - count;
            probes.record(
                    ProbeKind.INPUT_GAP,
                    player.id,
                    first & 0xFFFF_FFFFL,
                    count,
                    counter == ZoneCounter.INPUTS_OVER_RATE ? 1 : 0);
        }
    }

    private void checkClaim(Player player, long tick) {
        if (!player.hasClaim || player.claimSequence != player.gate.lastProcessed()) {
            return;
        }
        player.hasClaim = false;
        long dx = (long) FixedPoint.fromSixtyFourths(player.claimX) - state.x;
        long dy = (long) FixedPoint.fromSixtyFourths(player.claimY) - state.y;
        long dz = (long) FixedPoint.fromSixtyFourths(player.claimZ) - state.z;
        if (Math.max(Math.abs(dx), Math.max(Math.abs(dy), Math.abs(dz))) > CLAIM_TOLERANCE) {
            counters.add(ZoneCounter.BAD_CLAIMS, 1);
            corrections.correct(player, CorrectionReason.TELEPORT, tick);
        }
    }
}
