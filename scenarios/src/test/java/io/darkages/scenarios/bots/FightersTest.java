package io.darkages.scenarios.bots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawMode;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FightersTest {

    private static final FighterHabits HABITS = new FighterHabits(
            FixedPoint.fromMetres(60), Aim.CLEAR, WanderHabits.walking(FixedPoint.fromMetres(10), 2_000_000_000L));

    private static final FighterHabits EVEN_HABITS = new FighterHabits(HABITS.sightQ16(), Aim.EVEN, HABITS.idle());

    private static final List<Function<FighterHabits, Brain>> HONEST = List.of(
            habits -> new BrawlerBrain(stream(9), habits),
            habits -> new DuellistBrain(stream(9), habits),
            habits -> new BlockerBrain(stream(9), habits),
            habits -> new ArcherBrain(stream(9), habits, FixedPoint.fromMetres(20)));

    private static final List<Function<RandomStream, Brain>> ALL = List.of(
            random -> new BrawlerBrain(random, HABITS),
            random -> new DuellistBrain(random, HABITS),
            random -> new BlockerBrain(random, HABITS),
            random -> new ArcherBrain(random, HABITS, FixedPoint.fromMetres(20)),
            random -> new RapidFireBrain(random, HABITS, AttackKind.MELEE, 10),
            random -> new RapidFireBrain(random, HABITS, AttackKind.RANGED, 10));

    @Test
    void decideTheSameForTheSameStreamAndOtherwiseForAnother() {
        for (Function<RandomStream, Brain> maker : ALL) {
            long once = against(maker.apply(stream(1)), 30).fight(20).hash;
            assertEquals(once, against(maker.apply(stream(1)), 30).fight(20).hash);
            assertNotEquals(once, against(maker.apply(stream(2)), 30).fight(20).hash);
        }
    }

    @Test
    void allComeNearAndHit() {
        for (Function<RandomStream, Brain> maker : ALL) {
            Sparring fight = against(maker.apply(stream(3)), 40).fight(60);
            assertTrue(fight.strikes >= 5, fight.strikes + " strikes");
            assertTrue(fight.hit >= fight.strikes / 4, fight.hit + " of " + fight.strikes + " hit");
            assertEquals(0, fight.strikesWhileBlocking);
        }
    }

    @Test
    void honestOnesWaitForTheCooldownAndRapidOnesDoNot() {
        for (Function<RandomStream, Brain> maker : ALL.subList(0, 4)) {
            assertEquals(0, against(maker.apply(stream(4)), 10).fight(30).tooSoon);
        }
        Sparring rapid = against(ALL.get(4).apply(stream(4)), 10).fight(30);
        assertTrue(rapid.tooSoon > 200, rapid.tooSoon + " too soon");
    }

    @Test
    void blockersBlockMostOfTheTimeAndDuellistsNowAndThen() {
        Sparring blocker = against(new BlockerBrain(stream(5), HABITS), 5).fight(60);
        assertTrue(blocker.blockTicks > 2_000, blocker.blockTicks + " ticks of guard");
        Sparring duellist = against(new DuellistBrain(stream(5), HABITS), 5).fight(60);
        assertTrue(duellist.blockTicks > 100 && duellist.blockTicks < 3_000, duellist.blockTicks + " ticks of guard");
        assertEquals(0, against(new BrawlerBrain(stream(5), HABITS), 5).fight(60).blockTicks);
    }

    @Test
    void anArcherMissesOneInThreeOrSo() {
        Sparring fight = against(new ArcherBrain(stream(8), HABITS, FixedPoint.fromMetres(20)), 20)
                .fight(120);
        assertTrue(fight.strikes > 150, fight.strikes + " shots");
        assertTrue(fight.hit > fight.strikes / 2, fight.hit + " of " + fight.strikes + " hit");
        assertTrue(fight.hit < fight.strikes * 5 / 6, fight.hit + " of " + fight.strikes + " hit");
    }

    /** The share of attacks within 0.1 m of an edge: with a clear aim next to none, with an even one some. */
    @Test
    void anEvenAimGoesForTheEdgesAndAClearOneAvoidsThem() {
        for (Function<FighterHabits, Brain> maker : HONEST) {
            Sparring clear = against(maker.apply(HABITS), 10).fight(600);
            Sparring even = against(maker.apply(EVEN_HABITS), 10).fight(600);
            assertTrue(clear.strikes > 50 && even.strikes > 50, clear.strikes + " and " + even.strikes + " strikes");
            assertTrue(clear.closeCalls * 20 <= clear.strikes, clear.closeCalls + " of " + clear.strikes + " clear");
            assertTrue(even.closeCalls * 10 >= even.strikes, even.closeCalls + " of " + even.strikes + " even");
            assertTrue(even.hit > even.strikes / 5, even.hit + " of " + even.strikes + " hit");
            assertTrue(even.hit < even.strikes * 4 / 5, even.hit + " of " + even.strikes + " hit");
        }
    }

    @Test
    void anArcherKeepsItsDistance() {
        Sparring fight = against(new ArcherBrain(stream(6), HABITS, FixedPoint.fromMetres(20)), 3);
        fight.fight(20);
        assertTrue(fight.metresApart() >= 12 && fight.metresApart() <= 28, fight.metresApart() + " m");
    }

    @Test
    void nobodyFightsTheDeadAFriendOrWhenDead() {
        for (Function<RandomStream, Brain> maker : ALL) {
            Sparring dead = against(maker.apply(stream(7)), 5);
            dead.opponentAlive = false;
            Sparring friend = against(maker.apply(stream(7)), 5);
            friend.opponentFriend = true;
            Sparring own = against(maker.apply(stream(7)), 5);
            own.alive = false;
            assertEquals(0, dead.fight(10).strikes + friend.fight(10).strikes + own.fight(10).strikes);
            assertEquals(FixedPoint.fromMetres(5), own.x());
        }
    }

    @Test
    void aLiarChangesItsShareOfAttacksTheSameEachTime() {
        TimeLies lies = new TimeLies(200_000_000L, 300_000, 99);
        assertEquals(0, lied(lies), "before it knows the client");
        lies.learn((entity, timeQ8, out) -> {
            out.mode = DrawMode.AHEAD;
            out.tickA = (int) (timeQ8 >> 8);
            out.x = entity << 16;
            return true;
        });
        long once = lied(lies);
        assertTrue(once > 200 && once < 400, once + " of 1000");
        assertEquals(once, lied(lies));
        InputBatch batch = batch(1, 5);
        TimeLies always = new TimeLies(200_000_000L, 1_000_000, 1);
        always.learn((entity, timeQ8, out) -> false);
        always.tamper(batch);
        assertEquals(100 << 8, batch.attacks[0].timeQ8, "an honest time where nothing was drawn");
    }

    private static long lied(TimeLies lies) {
        long lied = 0;
        for (int sequence = 0; sequence < 1_000; sequence++) {
            InputBatch batch = batch(sequence, 9);
            lies.tamper(batch);
            if (batch.attacks[0].timeQ8 != DrawnPlace.startQ8(100)) {
                assertEquals(DrawnPlace.startQ8(88), batch.attacks[0].timeQ8);
                assertEquals(88, batch.attacks[0].tickA);
                assertEquals(9 << 6, batch.attacks[0].claimedX);
                lied++;
            }
        }
        return lied;
    }

    private static InputBatch batch(int sequence, int target) {
        InputBatch batch = new InputBatch();
        batch.attackCount = 1;
        batch.attacks[0].sequence = sequence;
        batch.attacks[0].target = target;
        batch.attacks[0].timeQ8 = DrawnPlace.startQ8(100);
        return batch;
    }

    private static Sparring against(Brain brain, int metresApart) {
        WanderHabits stroll = WanderHabits.walking(FixedPoint.fromMetres(4), 1_000_000_000L);
        return new Sparring(brain, new WanderBrain(stream(100), stroll), metresApart);
    }

    private static RandomStream stream(long seed) {
        return new Randomness(seed).stream("brain");
    }
}
