package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicaFeed;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.Origin;
import org.junit.jupiter.api.Test;

class EntityMatchTest {

    private static final Origin HERE = new Origin(-500, 0);
    private static final Origin THERE = new Origin(500, 0);
    private static final int TICK = 600;

    private final View from = view(HERE);
    private final View to = view(THERE);
    private final EntityMatch match = new EntityMatch();

    private static View view(Origin origin) {
        ClientOptions options = ClientOptions.of(
                1, new byte[1], 1, MovementRules.standard(), Obstacles.builder().build());
        ReplicaTable replicas = new ReplicaTable();
        RenderClock clock = new RenderClock();
        ClientCounters counters = new ClientCounters();
        View view = new View(
                replicas,
                clock,
                new Prediction(options.movement(), options.obstacles()),
                new Strikes(1, new Sight(replicas, clock), counters, Probes.NONE),
                options.withCombat(CombatRules.standard()),
                counters);
        view.begin(origin, 0);
        clock.snapshot(TICK, 0);
        return view;
    }

    /** @param x in the world, 1/64 m */
    private static void tell(View view, int index, int entity, int x, int team, boolean withMotion) {
        long place = QuantisedState.withFlags(
                QuantisedState.place(x - view.origin().xSixtyFourths(), 0, 0, 0), QuantisedState.flagsOfTeam(team));
        new ReplicaFeed(view.replicas)
                .tell(index, entity, TICK - 10, withMotion ? place : QuantisedState.positionOnly(place), 0, withMotion);
    }

    private void match() {
        match.match(from, to, 0);
    }

    @Test
    void theNearestToEachOtherAreTheSame() {
        tell(from, 0, 10, 0, 1, true);
        tell(from, 1, 11, 64, 1, true);
        tell(to, 4, 20, 70, 1, true);
        tell(to, 9, 21, 5, 1, true);
        match();
        assertEquals(2, match.count());
        assertEquals(21, match.after(10));
        assertEquals(20, match.after(11));
        assertEquals(78_125, match.jumpMicrometres(0));
        assertEquals(93_750, match.jumpMicrometres(1));
    }

    @Test
    void inDoubtNobodyIsSomebodyElse() {
        tell(from, 0, 10, 0, 1, true);
        tell(from, 1, 11, 40, 1, true);
        // Nearer to the first than to the second, which is nobody then.
        tell(to, 0, 20, 10, 1, true);
        // Too far off.
        tell(from, 2, 12, 1_000, 1, true);
        tell(to, 1, 21, 1_129, 1, true);
        match();
        assertEquals(1, match.count());
        assertEquals(20, match.after(10));
        assertEquals(EntityTable.NO_ENTITY, match.after(11));
        assertEquals(EntityTable.NO_ENTITY, match.after(12));
        assertEquals(EntityTable.NO_ENTITY, match.after(999));
        assertEquals(EntityTable.NO_ENTITY, match.after(EntityTable.NO_ENTITY));
    }

    @Test
    void teamsTellApartWhereTheyAreTold() {
        tell(from, 0, 10, 0, 1, true);
        tell(to, 0, 20, 3, 2, true);
        tell(to, 1, 21, 30, 1, true);
        match();
        assertEquals(21, match.after(10));
        tell(from, 0, 10, 0, 0, false);
        match();
        assertEquals(20, match.after(10));
    }

    @Test
    void thePlayerItselfIsKnown() {
        from.admitted(10, 1);
        to.admitted(20, 1);
        // Its ghost may still be drawn, and is nobody.
        tell(from, 0, 10, 0, 1, true);
        tell(to, 0, 21, 0, 1, true);
        match();
        assertEquals(0, match.count());
        assertEquals(20, match.after(10));
    }

    @Test
    void fullViewsOfACrowd() {
        RandomStream draws = new Randomness(1).stream("crowd");
        for (int i = 0; i < Viewer.MAX_VISIBLE; i++) {
            int x = 400 * i - 400 * Viewer.MAX_VISIBLE / 2;
            if (Math.abs(x) < 32_000) {
                tell(from, i, 1_000 + i, x, i % 3, true);
                tell(to, Viewer.MAX_VISIBLE - 1 - i, 5_000 + i, x + draws.nextInt(60), i % 3, true);
            }
        }
        match();
        assertEquals(159, match.count());
        for (int i = 0; i < Viewer.MAX_VISIBLE; i++) {
            boolean isThere = Math.abs(400 * i - 400 * Viewer.MAX_VISIBLE / 2) < 32_000;
            assertEquals(isThere ? 5_000 + i : EntityTable.NO_ENTITY, match.after(1_000 + i));
        }
    }
}
