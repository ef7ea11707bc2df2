package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.backplane.PlayerNotice;
import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.zone.TestZone.TestPlayer;
import io.darkages.engine.zone.TwoZones.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What passes between two zones whose ticks and origins differ: copies, attacks, and players. */
class BorderTest {

    private final TwoZones zones = new TwoZones();
    private final Side west = zones.west;
    private final Side east = zones.east;
    private final DrawnPlace drawn = new DrawnPlace();

    private long count(Side side, BorderCounter counter) {
        return side.zone().border().counters().count(counter);
    }

    private static List<AttackOutcome> outcomes(Side side) {
        return side.world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.ATTACK_JUDGED)
                .map(probe -> AttackOutcome.values()[(int) probe.b() & 0xFF])
                .toList();
    }

    private void strike(Side side, TestPlayer attacker, long target, AttackKind kind) {
        attacker.client.aimAt(side.zone().border().entityOf(target));
        attacker.client.strike(kind);
        zones.ticks(40);
    }

    @Test
    void aNeighboursEntityIsShownWhereItIs() {
        TestPlayer viewer = zones.join(west, 20, Arena.EAST, false);
        TestPlayer walker = zones.join(east, 25, 0, true);
        zones.ticks(90);
        int farthest = 0;
        for (int i = 0; i < 60; i++) {
            zones.ticks(1);
            int entity = west.zone().border().entityOf(25);
            assertTrue(viewer.client.drawn(west.world.now, entity, drawn), "it is on the screen");
            MotionState truth = TwoZones.where(east, 25);
            assertEquals(truth.x, drawn.x, FixedPoint.ONE / 16);
            farthest = Math.max(farthest, truth.z - drawn.z);
        }
        // It is drawn 100 ms and the way from the zone to the client back, at 6 m/s or less.
        assertTrue(farthest > FixedPoint.ONE / 3 && farthest < 2 * FixedPoint.ONE, "it is " + farthest + " behind");
        assertEquals(1, west.zone().border().ghostCount());
        assertEquals(1, west.zone().playerCount(), "a copy is nobody's player");
        assertEquals(ClientState.PLAYING, walker.client.state());
        // Nothing is heard any more: the copy is gone from the zone and from the screen.
        east.isCut = true;
        zones.ticks(90);
        assertEquals(0, west.zone().border().ghostCount());
        assertEquals(0, viewer.client.replicas().liveCount());
    }

    @Test
    void aBlowAcrossTheBorderIsDecidedOnTheOtherSide() {
        TestPlayer attacker = zones.join(west, 20, Arena.EAST, false);
        TestPlayer victim = zones.join(east, 21, Arena.WEST, false);
        zones.ticks(90);
        strike(west, attacker, 21, AttackKind.MELEE);
        assertEquals(List.of(AttackOutcome.HIT), outcomes(west));
        assertEquals(1, west.strikes);
        assertEquals(8_000, victim.client.feedback().health());
        assertEquals(2_000, east.world.count(ZoneCounter.DAMAGE));
        assertEquals(0, west.world.count(ZoneCounter.DAMAGE), "damage is counted where it was taken");
        assertEquals(1, attacker.client.feedback().itemCount());
        assertTrue(attacker.client.cooldownSteps() == 0 || attacker.client.cooldownSteps() < 30);
        assertEquals(
                List.of(ProbeKind.ATTACK_FROM, ProbeKind.ATTACK_JUDGED),
                west.world.zoneProbes.stream()
                        .filter(probe ->
                                probe.player() == 20 && probe.kind().name().startsWith("ATTACK_"))
                        .map(probe -> probe.kind())
                        .toList());
        assertEquals(
                List.of(21L),
                west.world.zoneProbes.stream()
                        .filter(probe -> probe.kind() == ProbeKind.ATTACK_FROM)
                        .map(probe -> probe.b())
                        .toList(),
                "judges are told whom it was aimed at");
    }

    @Test
    void whatStruckNobodyCostsNoCooldown() {
        // 20 is of team 2, and so is 23.
        TestPlayer attacker = zones.join(west, 20, Arena.EAST, false);
        zones.join(east, 23, Arena.WEST, false);
        zones.ticks(90);
        PlayerImage before = new PlayerImage();
        west.zone().residents().capture(west.world.now, 20, before);
        strike(west, attacker, 23, AttackKind.RANGED);
        assertEquals(List.of(AttackOutcome.FRIENDLY), outcomes(west));
        assertEquals(0, east.world.count(ZoneCounter.DAMAGE));
        PlayerImage after = new PlayerImage();
        west.zone().residents().capture(west.world.now, 20, after);
        assertEquals(0, after.combat.paceAheadQ8);
        assertTrue(after.combat.readySequence - after.inputs.next <= 0, "it may strike again at once");
    }

    @Test
    void anAttackThatComesTwiceStrikesOnce() {
        TestPlayer attacker = zones.join(west, 20, Arena.EAST, false);
        zones.join(east, 21, Arena.WEST, false);
        zones.ticks(90);
        attacker.client.aimAt(west.zone().border().entityOf(21));
        attacker.client.strike(AttackKind.MELEE);
        boolean isDoubled = false;
        for (int i = 0; i < 40; i++) {
            int strikes = west.strikes;
            zones.ticks(1);
            if (west.strikes > strikes) {
                Runnable[] all = east.inbox.toArray(new Runnable[0]);
                east.inbox.addAll(List.of(all));
                isDoubled = true;
            }
        }
        assertTrue(isDoubled);
        assertEquals(1, count(east, BorderCounter.STRIKES_REPEATED));
        assertEquals(2_000, east.world.count(ZoneCounter.DAMAGE));
        assertEquals(1, attacker.client.feedback().itemCount(), "the second answer is to nothing");
    }

    @Test
    void whatBecameOfABlowBeforeTheBorderCountsOnce() {
        TestPlayer attacker = zones.join(west, 20, Arena.EAST, false);
        zones.join(east, 21, Arena.WEST, false);
        zones.ticks(30);
        PlayerImage before = new PlayerImage();
        west.zone().residents().capture(west.world.now, 20, before);
        zones.invite(attacker);
        zones.ticks(60);
        zones.move(20, 6);
        zones.ticks(30);
        assertEquals(1, attacker.count(ClientCounter.HANDOFFS_DONE));
        PlayerNotice answer = new PlayerNotice();
        answer.kind = PlayerNotice.Kind.OUTCOME;
        answer.player = 20;
        answer.session = before.sessionNumber;
        answer.sequence = before.inputs.next;
        answer.subject = 21;
        answer.outcome = AttackOutcome.HIT.ordinal();
        answer.health = 0;
        long dropped = count(east, BorderCounter.ANSWERS_DROPPED);
        east.zone().border().decided(answer);
        east.zone().border().decided(answer);
        answer.sequence++;
        east.zone().border().decided(answer);
        PlayerImage after = new PlayerImage();
        east.zone().residents().capture(east.world.now, 20, after);
        assertEquals(2, after.combat.kills, "two blows killed, one of which was told of twice");
        assertEquals(dropped + 1, count(east, BorderCounter.ANSWERS_DROPPED));
    }

    @Test
    void withoutAWayThereIsNoTarget() {
        TestPlayer attacker = zones.join(west, 20, Arena.EAST, false);
        zones.join(east, 21, Arena.WEST, false);
        zones.ticks(90);
        west.isCut = true;
        strike(west, attacker, 21, AttackKind.MELEE);
        assertEquals(List.of(AttackOutcome.NO_TARGET), outcomes(west));
        assertEquals(1, count(west, BorderCounter.STRIKES_REFUSED));
    }

    @Test
    void aDeathIsKnownOnBothSides() {
        TestPlayer attacker = zones.join(west, 20, Arena.EAST, false);
        TestPlayer victim = zones.join(east, 21, Arena.WEST, false);
        zones.ticks(90);
        for (int i = 0; i < 5; i++) {
            strike(west, attacker, 21, AttackKind.MELEE);
        }
        assertEquals(0, victim.client.feedback().health());
        PlayerImage killer = new PlayerImage();
        west.zone().residents().capture(west.world.now, 20, killer);
        PlayerImage dead = new PlayerImage();
        east.zone().residents().capture(east.world.now, 21, dead);
        assertEquals(1, killer.combat.kills);
        assertEquals(1, dead.combat.deaths);
        assertEquals(20, dead.combat.killer);
        strike(west, attacker, 21, AttackKind.MELEE);
        assertEquals(AttackOutcome.DEAD, outcomes(west).get(5));
    }

    @Test
    void aPlayerWalksAcrossWithItsClient() {
        TestPlayer walker = zones.join(west, 20, Arena.EAST, true);
        TestPlayer watcher = zones.join(west, 45, Arena.EAST, false);
        TestPlayer resident = zones.join(east, 30, Arena.EAST, false);
        zones.ticks(30);
        zones.invite(walker);
        zones.ticks(60);
        assertTrue(east.zone().residents().isWarm(20), "it looks on");
        assertEquals(1, east.zone().border().observerCount());
        int copyInEast = east.zone().border().entityOf(20);
        int watched = west.zone().border().entityOf(20);
        long processed = walker.steps;
        MotionState before = TwoZones.where(west, 20);
        zones.move(20, 6);
        assertEquals(before.digest(), TwoZones.where(east, 20).digest(), "the state is the same to the last bit");
        assertEquals(copyInEast, east.zone().border().entityOf(20), "its copy became itself");
        assertEquals(watched, west.zone().border().entityOf(20), "it became its own copy");
        zones.ticks(60);
        assertEquals(ClientState.PLAYING, walker.client.state());
        assertEquals(1, walker.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(copyInEast, walker.client.entity());
        assertFalse(west.zone().residents().has(20));
        PlayerImage after = new PlayerImage();
        assertTrue(east.zone().residents().capture(east.world.now, 20, after));
        assertTrue(after.inputs.next - processed > 50, "its inputs count on, and go on");
        assertEquals(0, east.world.count(ZoneCounter.CORRECTIONS));
        assertEquals(0, east.world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, west.world.count(ZoneCounter.INPUTS_LOST));
        assertTrue(count(east, BorderCounter.BATCHES_TAKEN_UP) > 0);
        // The one who stayed sees it go on, at the same place of its table; the one who was there already does too.
        assertTrue(west.seen(watcher, 20) >= 0);
        assertTrue(east.seen(resident, 20) >= 0);
        int state = west.zone().border().entityOf(20);
        assertTrue(watcher.client.drawn(west.world.now, state, drawn));
        assertEquals(TwoZones.where(east, 20).x, drawn.x, 2 * FixedPoint.ONE);
    }

    @Test
    void whoTurnsBackIsForgottenThere() {
        TestPlayer walker = zones.join(west, 20, Arena.EAST, false);
        zones.ticks(30);
        zones.invite(walker);
        zones.ticks(60);
        assertEquals(1, east.zone().border().observerCount());
        walker.client.leave(west.world.now);
        zones.ticks(60);
        assertEquals(0, east.zone().border().observerCount());
        assertEquals(List.of("view of 20 gone"), east.events);
        assertEquals(List.of("leaving 20 GOODBYE"), west.events);
    }

    @Test
    void aFrozenPlayersInputsAndWoundsGoElsewhere() {
        TestPlayer walker = zones.join(west, 20, Arena.EAST, true);
        TestPlayer attacker = zones.join(west, 21, Arena.WEST, false);
        zones.ticks(5);
        west.zone().residents().freeze(20);
        MotionState frozen = TwoZones.where(west, 20);
        PlayerImage first = new PlayerImage();
        west.zone().residents().capture(west.world.now, 20, first);
        int relayed = (int) count(west, BorderCounter.BATCHES_PASSED_ON);
        strike(west, attacker, 20, AttackKind.RANGED);
        assertEquals(frozen.digest(), TwoZones.where(west, 20).digest());
        assertEquals(1, west.strikes, "the attack is passed on");
        assertTrue(count(west, BorderCounter.BATCHES_PASSED_ON) > relayed + 5);
        PlayerImage second = new PlayerImage();
        west.zone().residents().capture(west.world.now, 20, second);
        assertEquals(first.combat.health, second.combat.health);
        assertEquals(first.combat.combatTicksAgo, second.combat.combatTicksAgo, "its time stands still");
        west.zone().residents().thaw(20, 9);
        zones.ticks(30);
        assertNotEquals(frozen.digest(), TwoZones.where(west, 20).digest());
        assertEquals(9, west.zone().residents().epoch(west.zone().residents().indexOf(20)));
        assertEquals(InputFlags.FORWARD, InputWord.flags(walker.hand.applyAsLong(0)));
        assertNotEquals(EntityTable.NO_ENTITY, west.zone().border().entityOf(20));
    }
}
