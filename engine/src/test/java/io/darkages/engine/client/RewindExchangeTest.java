package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.combat.Rewind;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotDecoder;
import io.darkages.engine.snapshot.SnapshotPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * A real decoder, mirror and interpolation draw from snapshots that got lost, came twice, late or out of order; the
 * server rebuilds each drawn place from its history and its book of what it sent, and gets the same to the last bit.
 */
class RewindExchangeTest {

    private static final int CAPACITY = 40;
    /** Of pages, and of ticks. */
    private static final int KEPT_PAGES = 60;

    private static final int KEPT_TICKS = 90;

    /** Something drawn: the claim, the place, and which of its index's tenants it was. */
    private record Sight(AttackClaim claim, int x, int y, int z, int index, int tenancy) {}

    private record Flight(int dueTick, byte[] snapshot, int ackId, int ackMask, int ackTick, List<Sight> sights) {}

    private final Map<DrawMode, Integer> rebuilt = new EnumMap<>(DrawMode.class);
    private int tooOld;
    private int gone;
    /** Of those rebuilt, where the place of the tick that was drawn would have been another one. */
    private int elsewhere;

    private RandomStream draws;
    private SnapshotPair pair;
    private Rewind rewind;
    private final int[] tenancies = new int[CAPACITY * 2];
    private final List<Integer> ids = new ArrayList<>();
    private final List<Flight> down = new ArrayList<>();
    private final List<Flight> up = new ArrayList<>();
    private final List<Sight> unsent = new ArrayList<>();
    private final Interpolation interpolation = new Interpolation();
    private int lossDown;
    private int lossUp;
    private int mostDelay;
    private int churn;
    private int behindTicks;
    private int interval;

    private void begin(long seed) {
        draws = new Randomness(seed).stream("rewind");
        pair = new SnapshotPair(CAPACITY);
        rewind = new Rewind(CombatRules.standard(), pair.history);
        ids.clear();
        down.clear();
        up.clear();
        unsent.clear();
        lossDown = draws.nextInt(4) * 130_000;
        lossUp = draws.nextInt(4) * 130_000;
        mostDelay = 1 + draws.nextInt(12);
        churn = draws.nextInt(100_000);
        behindTicks = draws.nextInt(14);
    }

    private long drawnPlace() {
        return QuantisedState.place(
                (int) draws.between(-70_000, 70_000),
                draws.nextInt(17_000),
                (int) draws.between(-70_000, 70_000),
                draws.nextInt(64));
    }

    private long drawnMotion() {
        return QuantisedState.motion(
                (int) draws.between(-2_400, 2_400),
                draws.nextInt(4) == 0 ? (int) draws.between(-2_000, 1_300) : 0,
                (int) draws.between(-2_400, 2_400),
                draws.nextInt(4_096),
                (int) draws.between(-64, 63));
    }

    private void enter(int id) {
        tenancies[pair.enter(id, draws.nextInt(3), draws.nextInt(60))]++;
    }

    private void moveAll() {
        for (int id : ids) {
            int slot = EntityTable.slot(id);
            long place = pair.place[slot];
            long motion = pair.motion[slot];
            pair.place[slot] = draws.chance(3_000)
                    ? drawnPlace()
                    : QuantisedState.place(
                            QuantisedState.x(place) + QuantisedState.vx(motion) / 240,
                            QuantisedState.y(place) + QuantisedState.vy(motion) / 240,
                            QuantisedState.z(place) + QuantisedState.vz(motion) / 240,
                            QuantisedState.flags(place));
            if (draws.chance(100_000)) {
                pair.motion[slot] = drawnMotion();
            }
        }
    }

    private void churn() {
        if (ids.size() < 25 && draws.chance(30_000 + churn)) {
            int id = pair.create(drawnPlace(), drawnMotion());
            ids.add(id);
            enter(id);
        }
        if (!ids.isEmpty() && draws.chance(churn / 4)) {
            pair.destroy(ids.remove(draws.nextInt(ids.size())));
        }
        for (int id : ids) {
            int index = pair.viewer.indexOf(EntityTable.slot(id));
            if (index < 0 && draws.chance(100_000)) {
                enter(id);
            } else if (index >= 0 && draws.chance(churn / 20)) {
                pair.viewer.leave(index);
                if (draws.nextInt(2) == 0) {
                    enter(id);
                }
            } else if (index >= 0 && draws.chance(churn / 5)) {
                pair.viewer.tier(index, draws.nextInt(3));
            }
        }
    }

    private void send(List<Flight> path, int loss, Flight flight) {
        int copies = draws.chance(100_000) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (!draws.chance(loss)) {
                int due = pair.tick + draws.nextInt(mostDelay);
                path.add(new Flight(
                        due, flight.snapshot(), flight.ackId(), flight.ackMask(), flight.ackTick(), flight.sights()));
            }
        }
    }

    /** The client draws somebody, and would strike. */
    private void look(int index) {
        long timeQ8 = DrawnPlace.startQ8(pair.decoder.tick() - behindTicks) + draws.between(-1_500, 1_500);
        boolean isFuture = timeQ8 > DrawnPlace.startQ8(pair.tick);
        if (timeQ8 < 0 || isFuture || !interpolation.draw(pair.replicas, index, timeQ8)) {
            return;
        }
        DrawnPlace drawn = interpolation.drawn();
        AttackClaim claim = new AttackClaim().drawn(drawn, timeQ8);
        claim.target = pair.replicas.entity(index);
        claim.knownTick = pair.decoder.tick();
        unsent.add(new Sight(claim, drawn.x, drawn.y, drawn.z, index, tenancies[index]));
    }

    /** The server judges, before it has recorded the tick. */
    private void judge(Sight sight, int ackTick) {
        AttackClaim claim = sight.claim();
        claim.acknowledgedTick = ackTick;
        int tick = pair.tick + 1;
        if (!rewind.rebuild(claim, pair.viewer, tick)) {
            boolean isOld = DrawnPlace.startQ8(tick - 30) > claim.timeQ8;
            boolean isGone =
                    !pair.isTaken(sight.index()) || tenancies[sight.index()] != sight.tenancy() || isForgotten(claim);
            boolean stoodStill = DrawnPlace.startQ8(tick - 30) > claim.shownQ8();
            boolean isCalledOld = isOld || stoodStill && rewind.refusal() == AttackOutcome.TOO_OLD;
            AttackOutcome expected = isCalledOld ? AttackOutcome.TOO_OLD : AttackOutcome.NEVER_SENT;
            assertEquals(
                    expected,
                    rewind.refusal(),
                    () -> claim.mode + " of " + claim.tickA + ", " + claim.tickB + " at " + claim.timeQ8 / 256.0
                            + " with " + claim.knownTick + " known, in tick " + tick);
            assertTrue(isCalledOld || isGone, () -> "tick " + claim.tickA + " was sent and is not in the book");
            tooOld += isCalledOld ? 1 : 0;
            gone += isCalledOld ? 0 : 1;
            return;
        }
        DrawnPlace place = rewind.drawn();
        assertEquals(claim.mode, place.mode);
        assertEquals(sight.x(), place.x);
        assertEquals(sight.y(), place.y);
        assertEquals(sight.z(), place.z);
        rebuilt.merge(place.mode, 1, Integer::sum);
        long then = pair.history.placeAt(pair.history.index((int) (claim.timeQ8 >> 8), EntityTable.slot(claim.target)));
        elsewhere += Math.abs((QuantisedState.x(then) << 10) - place.x) > 65_536 / 2 ? 1 : 0;
    }

    private boolean isForgotten(AttackClaim claim) {
        return pair.tick - claim.tickA > Math.min(KEPT_TICKS, KEPT_PAGES * interval);
    }

    private void arrive() {
        for (int i = 0; i < down.size(); i++) {
            if (down.get(i).dueTick() <= pair.tick) {
                pair.deliver(down.remove(i--).snapshot());
            }
        }
        for (int index = 0; index < pair.replicas.end(); index++) {
            if (draws.nextInt(6) == 0) {
                look(index);
            }
        }
        if (pair.tick % 3 == 0 && pair.decoder.any()) {
            Flight batch = new Flight(
                    0,
                    new byte[0],
                    pair.decoder.newestId(),
                    pair.decoder.earlier(),
                    pair.decoder.tick(),
                    List.copyOf(unsent));
            unsent.clear();
            send(up, lossUp, batch);
        }
        for (int i = 0; i < up.size(); i++) {
            if (up.get(i).dueTick() <= pair.tick) {
                Flight batch = up.remove(i--);
                pair.acknowledge(batch.ackId(), batch.ackMask());
                batch.sights().forEach(sight -> judge(sight, batch.ackTick()));
            }
        }
    }

    private void play(long seed, int ticks) {
        begin(seed);
        interval = new int[] {1, 3, 3, 6}[draws.nextInt(4)];
        int room = draws.nextInt(3) == 0 ? 120 : 1_100;
        ReplicationPolicy policy = new ReplicationPolicy(20, 10, 5, interval, 1 + draws.nextInt(100));
        for (int i = 0; i < ticks; i++) {
            churn();
            moveAll();
            pair.record();
            if (pair.tick % interval == 0) {
                byte[] snapshot = pair.encode(policy, room);
                if (snapshot.length > 0) {
                    send(down, lossDown, new Flight(0, snapshot, 0, 0, 0, List.of()));
                }
            }
            arrive();
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whatTheServerRebuildsIsWhatTheClientDrew(@ForAll long seed) {
        play(seed, 700);
        assertFalse(rebuilt.isEmpty());
    }

    @Test
    void everyWayOfDrawingIsRebuilt() {
        for (int seed = 0; seed < 16; seed++) {
            play(seed, 500);
        }
        for (DrawMode mode : DrawMode.values()) {
            assertTrue(rebuilt.getOrDefault(mode, 0) > 200, () -> mode + " in " + rebuilt);
        }
        int all = rebuilt.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(tooOld > 200);
        // Hardly anybody honest is turned away because of the book.
        assertTrue(gone * 50 < all, () -> gone + " not in the book, of " + all);
        // What a rewind to the drawn tick's own states would get wrong by half a metre.
        assertTrue(elsewhere * 10 > all, () -> elsewhere + " of " + all);
    }

    @Test
    void aSnapshotThatWasNotSentOrDidNotTellIsRefused() {
        begin(1);
        int near = pair.create(drawnPlace(), drawnMotion());
        int hidden = pair.create(drawnPlace(), drawnMotion());
        pair.enter(near, ReplicationPolicy.NEAR, 0);
        for (int i = 0; i < 30; i++) {
            pair.record();
            if (pair.tick % 3 == 0) {
                assertEquals(SnapshotDecoder.Outcome.APPLIED, pair.deliver(pair.encode(ReplicationPolicy.FULL, 1_000)));
                pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
            }
        }
        AttackClaim claim = new AttackClaim();
        claim.mode = DrawMode.BETWEEN;
        claim.timeQ8 = DrawnPlace.startQ8(25);
        claim.acknowledgedTick = 30;
        claim.target = near;
        claim.tickA = 24;
        claim.tickB = 27;
        assertTrue(rewind.rebuild(claim, pair.viewer, 31));
        claim.target = hidden;
        refused(AttackOutcome.NEVER_SENT, claim);
        claim.target = near + 4_096;
        refused(AttackOutcome.NEVER_SENT, claim);
        claim.target = 0xFFF;
        refused(AttackOutcome.NEVER_SENT, claim);
        claim.target = near;
        claim.tickA = 25;
        refused(AttackOutcome.NEVER_SENT, claim);
        claim.tickA = 24 - 128;
        refused(AttackOutcome.NEVER_SENT, claim);
        // The history has gone round, even if the time is new.
        claim.tickA = 24;
        claim.timeQ8 = DrawnPlace.startQ8(150);
        refused(AttackOutcome.NEVER_SENT, claim, 24 + 128);
    }

    private void refused(AttackOutcome outcome, AttackClaim claim) {
        refused(outcome, claim, 31);
    }

    private void refused(AttackOutcome outcome, AttackClaim claim, int tick) {
        assertFalse(rewind.rebuild(claim, pair.viewer, tick));
        assertEquals(outcome, rewind.refusal());
    }

    @Test
    void whatTheClientHadCantBeLeftOut() {
        begin(1);
        int id = pair.create(QuantisedState.place(0, 0, 0, 1), QuantisedState.motion(240, 0, 0, 0, 0));
        pair.enter(id, ReplicationPolicy.NEAR, 0);
        for (int i = 0; i < 60; i++) {
            pair.place[EntityTable.slot(id)] = QuantisedState.place(pair.tick, 0, 0, 1);
            pair.record();
            if (pair.tick % 3 == 0) {
                pair.deliver(pair.encode(ReplicationPolicy.FULL, 1_000));
                pair.acknowledge(pair.decoder.newestId(), pair.decoder.earlier());
            }
        }
        AttackClaim claim = new AttackClaim();
        claim.target = id;
        named(claim, DrawMode.BETWEEN, 51, 54, 53);
        claim.knownTick = 60;
        assertTrue(rewind.rebuild(claim, pair.viewer, 61));
        // Across a state that it had.
        named(claim, DrawMode.BETWEEN, 48, 54, 53);
        claim.knownTick = 51;
        refused(AttackOutcome.BAD_TIME, claim, 61);
        // Ahead of a state although it had the next one: somebody who turned would seem to go on.
        named(claim, DrawMode.AHEAD, 48, 48, 53);
        claim.knownTick = 51;
        refused(AttackOutcome.BAD_TIME, claim, 61);
        // Had it not had them, as far as anybody knows, it would be fine.
        claim.knownTick = 50;
        assertTrue(rewind.rebuild(claim, pair.viewer, 61));
        named(claim, DrawMode.BETWEEN, 48, 54, 53);
        claim.knownTick = 50;
        assertTrue(rewind.rebuild(claim, pair.viewer, 61));
        // Drawn from what it can't have had.
        named(claim, DrawMode.BETWEEN, 51, 54, 53);
        claim.acknowledgedTick = 53;
        refused(AttackOutcome.BAD_TIME, claim, 61);
        // At the first state that is known, although older ones are.
        named(claim, DrawMode.AT, 57, 57, 53);
        claim.knownTick = 57;
        refused(AttackOutcome.BAD_TIME, claim, 61);
    }

    @Test
    void theWayOfDrawingMustFitTheTime() {
        begin(1);
        int id = pair.create(QuantisedState.place(0, 0, 0, 1), QuantisedState.motion(240, 0, 0, 0, 0));
        pair.enter(id, ReplicationPolicy.NEAR, 0);
        for (int i = 0; i < 60; i++) {
            pair.record();
            if (pair.tick % 3 == 0) {
                pair.deliver(pair.encode(ReplicationPolicy.FULL, 1_000));
            }
        }
        AttackClaim claim = new AttackClaim();
        claim.target = id;
        named(claim, DrawMode.BETWEEN, 51, 54, 54);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        named(claim, DrawMode.BETWEEN, 51, 54, 50);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        named(claim, DrawMode.BETWEEN, 54, 51, 52);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        named(claim, DrawMode.AHEAD, 51, 51, 50);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        named(claim, DrawMode.AHEAD, 51, 51, 52);
        assertTrue(rewind.rebuild(claim, pair.viewer, 61));
        named(claim, DrawMode.AHEAD, 48, 51, 52);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        // It was told with motion: nobody draws it any other way.
        named(claim, DrawMode.AHEAD_OF_TWO, 48, 51, 52);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        named(claim, DrawMode.AT, 51, 51, 52);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        // The future, and the distant past.
        named(claim, DrawMode.AHEAD, 60, 60, 62);
        refused(AttackOutcome.BAD_TIME, claim, 61);
        named(claim, DrawMode.BETWEEN, 30, 33, 31);
        assertTrue(rewind.rebuild(claim, pair.viewer, 61));
        claim.timeQ8--;
        refused(AttackOutcome.TOO_OLD, claim, 61);
        // A picture that stands still for want of snapshots is as old as what it shows.
        named(claim, DrawMode.AHEAD, 18, 18, 50);
        assertTrue(rewind.rebuild(claim, pair.viewer, 61));
        named(claim, DrawMode.AHEAD, 15, 15, 50);
        refused(AttackOutcome.TOO_OLD, claim, 61);
    }

    private static void named(AttackClaim claim, DrawMode mode, int tickA, int tickB, int time) {
        claim.mode = mode;
        claim.tickA = tickA;
        claim.tickB = tickB;
        claim.timeQ8 = DrawnPlace.startQ8(time);
        claim.acknowledgedTick = 60;
        claim.knownTick = 0;
    }
}
