package io.darkages.engine.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.client.ClientCounter;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.zone.TestZone.TestPlayer;
import io.darkages.engine.zone.TwoZones.Side;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is on its way when a player goes from one zone to the next: its inputs, and blows at it. */
class HandoverTest {

    private static long count(Side side, BorderCounter counter) {
        return side.zone().border().counters().count(counter);
    }

    private static TestPlayer restlessOnItsWay(TwoZones zones, long seed) {
        TestPlayer player = zones.west.world.join(20);
        player.hand = TestZone.restless(seed);
        zones.ticks(60);
        zones.east.zone().residents().reserve(20);
        zones.invite(player);
        zones.ticks(60);
        assertTrue(zones.east.zone().residents().isWarm(20));
        return player;
    }

    private static long wrongPredictions(TestPlayer player) {
        return player.count(ClientCounter.PREDICTIONS_IGNORED)
                + player.count(ClientCounter.PREDICTIONS_SMOOTHED)
                + player.count(ClientCounter.PREDICTIONS_SNAPPED);
    }

    /** A tenth lost of what the client sends, a third of what is passed on, and that late and in any order: each input is applied once, and in its turn. */
    @Property(tries = 40, seed = "5")
    void noInputIsLostAndNoneAppliedTwice(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
            @ForAll @IntRange(min = 1, max = 8) int wayTicks,
            @ForAll @IntRange(max = 18) int relayTicks,
            @ForAll @IntRange(max = 3) int relayLossTenths,
            @ForAll @IntRange(max = 1) int lossTenths) {
        TwoZones zones = new TwoZones(seed);
        zones.west.world.jitterNanos = 15 * TestZone.MILLI;
        TestPlayer player = restlessOnItsWay(zones, seed);
        zones.west.relayTicksMax = relayTicks;
        zones.west.relayLossPartsPerMillion = relayLossTenths * 100_000;
        zones.west.world.lossPartsPerMillion = lossTenths * 100_000;
        zones.move(20, wayTicks);
        zones.ticks(12);
        zones.west.world.lossPartsPerMillion = 0;
        zones.ticks(120);
        assertEquals(1, player.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(0, player.count(ClientCounter.HANDOFFS_BROKEN));
        assertEquals(0, zones.west.world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_LOST));
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_OVER_RATE));
        assertEquals(0, zones.east.world.count(ZoneCounter.CORRECTIONS));
        assertEquals(0, wrongPredictions(player), "the zones did exactly the steps that the client did");
        PlayerImage now = new PlayerImage();
        assertTrue(zones.east.zone().residents().capture(zones.east.world.now, 20, now));
        long applied =
                zones.west.world.count(ZoneCounter.INPUTS_APPLIED) + zones.east.world.count(ZoneCounter.INPUTS_APPLIED);
        assertEquals(now.inputs.next - 1, applied);
    }

    @Test
    void whatIsPassedOnBeforeItsPlayerComesIsKept() {
        TwoZones zones = new TwoZones();
        restlessOnItsWay(zones, 7);
        zones.move(20, 14);
        assertTrue(count(zones.east, BorderCounter.BATCHES_KEPT) >= 2);
        assertEquals(0, count(zones.east, BorderCounter.BATCHES_DROPPED));
        zones.ticks(60);
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_LOST));
    }

    /** As when a process drains that somebody has just come to. */
    @Test
    void whoIsSentOnBeforeItsClientHasGoneOnFollows() {
        TwoZones zones = new TwoZones();
        TestPlayer player = restlessOnItsWay(zones, 7);
        zones.move(20, 4);
        ControlMessage onwards = new ControlMessage.Handoff(
                TestZone.HOME, new byte[] {20}, zones.west.zone().origin());
        assertTrue(zones.east.zone().residents().tell(zones.east.world.now, 20, onwards));
        assertEquals(0, player.count(ClientCounter.HANDOFFS_DONE));
        zones.ticks(60);
        assertEquals(1, player.count(ClientCounter.HANDOFFS_DONE));
        assertEquals(2, player.count(ClientCounter.HANDOFFS));
        assertEquals(0, player.count(ClientCounter.MALFORMED_MESSAGES));
    }

    @Test
    void judgesAreToldHowManyAreOnTheWay() {
        TwoZones zones = new TwoZones();
        restlessOnItsWay(zones, 7);
        zones.move(20, 14);
        zones.ticks(60);
        assertEquals(1, zones.east.world.mark(BoundedStructure.OBSERVERS));
        assertEquals(0, zones.west.world.mark(BoundedStructure.OBSERVERS));
        assertEquals(1, zones.west.world.mark(BoundedStructure.PARTINGS));
        assertEquals(
                count(zones.east, BorderCounter.BATCHES_KEPT), zones.east.world.mark(BoundedStructure.EARLY_BATCHES));
    }

    @Test
    void whatNeverComesIsSkippedAfterHalfASecond() {
        TwoZones zones = new TwoZones();
        TestPlayer player = restlessOnItsWay(zones, 8);
        zones.west.relayLossPartsPerMillion = 1_000_000;
        zones.west.world.lossPartsPerMillion = 1_000_000;
        zones.move(20, 4);
        zones.ticks(20);
        zones.west.world.lossPartsPerMillion = 0;
        // What its client sends from now on begins far beyond what the zone waits for, and it is told nothing.
        zones.east.world.lossPartsPerMillion = 1_000_000;
        zones.ticks(6);
        assertEquals(0, zones.east.world.count(ZoneCounter.INPUTS_LOST), "it is waited for");
        zones.ticks(20);
        assertTrue(zones.east.world.count(ZoneCounter.INPUTS_LOST) > 8, "not for ever");
        zones.east.world.lossPartsPerMillion = 0;
        zones.ticks(240);
        assertEquals(1, player.count(ClientCounter.HANDOFFS_DONE));
    }

    @Test
    void itsHealthIsToldAnew() {
        TwoZones zones = new TwoZones();
        TestPlayer victim = zones.join(zones.west, 20, Arena.EAST, false);
        TestPlayer attacker = zones.join(zones.west, 21, Arena.WEST, false);
        zones.invite(victim);
        zones.ticks(60);
        attacker.client.aimAt(zones.west.zone().border().entityOf(20));
        attacker.client.strike(AttackKind.MELEE);
        zones.ticks(5);
        // The blow itself is never told: the last words of the west are lost.
        zones.west.world.loseAllOnTheirWay();
        zones.move(20, 1);
        zones.ticks(60);
        assertEquals(1, victim.count(ClientCounter.HANDOFFS_DONE));
        PlayerImage now = new PlayerImage();
        zones.east.zone().residents().capture(zones.east.world.now, 20, now);
        assertTrue(now.combat.health < 10_000);
        assertEquals(now.combat.health, victim.client.feedback().health());
    }

    private static List<AttackOutcome> outcomes(Side side) {
        return side.world.zoneProbes.stream()
                .filter(probe -> probe.kind() == ProbeKind.ATTACK_JUDGED)
                .map(probe -> AttackOutcome.values()[(int) probe.b() & 0xFF])
                .toList();
    }

    /** Player 20 is under way, and 21 strikes at it; whether the message comes once or twice. */
    private static TestPlayer strikeUnderWay(TwoZones zones, int ticksBefore, boolean isDoubled) {
        TestPlayer victim = zones.join(zones.west, 20, Arena.EAST, false);
        TestPlayer attacker = zones.join(zones.west, 21, Arena.WEST, false);
        zones.east.zone().residents().reserve(20);
        zones.ticks(30);
        assertTrue(victim.client.entity() != 0);
        attacker.client.aimAt(zones.west.zone().border().entityOf(20));
        attacker.client.strike(AttackKind.MELEE);
        zones.ticks(ticksBefore);
        zones.west.zone().residents().freeze(20);
        PlayerImage image = new PlayerImage();
        zones.west.zone().residents().capture(zones.west.world.now, 20, image);
        for (int i = 0; i < 12 && zones.west.strikes == 0; i++) {
            zones.ticks(1);
        }
        assertEquals(1, zones.west.strikes, "it is not decided where nobody acts for its target");
        if (isDoubled) {
            zones.east.inbox.addAll(List.copyOf(zones.east.inbox));
        }
        return attacker;
    }

    @Property(tries = 20)
    void aBlowAtWhoIsOnTheWayIsDecidedOnce(
            @ForAll @IntRange(max = 28) int ticksToCome, @ForAll boolean isDoubled, @ForAll boolean isDepartedFirst) {
        TwoZones zones = new TwoZones();
        TestPlayer attacker = strikeUnderWay(zones, 0, isDoubled);
        zones.ticks(ticksToCome);
        PlayerImage image = new PlayerImage();
        zones.west.zone().residents().capture(zones.west.world.now, 20, image);
        assertTrue(zones.east.zone().residents().install(zones.east.world.now, image, 2));
        zones.east.ghosts.ownedHere(20, 2);
        if (isDepartedFirst) {
            zones.west.zone().residents().depart(zones.west.world.now, 20);
        }
        zones.ticks(40);
        assertEquals(List.of(AttackOutcome.HIT), outcomes(zones.west));
        assertTrue(zones.east.world.count(ZoneCounter.DAMAGE) > 0);
        assertEquals(0, zones.west.world.count(ZoneCounter.DAMAGE));
        assertEquals(1, count(zones.east, BorderCounter.STRIKES_JUDGED));
        assertEquals(1, attacker.client.feedback().itemCount());
    }

    @Test
    void aBlowAtWhoDoesNotComeIsRefused() {
        TwoZones zones = new TwoZones();
        strikeUnderWay(zones, 0, true);
        zones.ticks(25);
        assertEquals(List.of(), outcomes(zones.west), "it waits");
        zones.ticks(20);
        assertEquals(List.of(AttackOutcome.NO_TARGET), outcomes(zones.west));
        assertEquals(0, zones.east.world.count(ZoneCounter.DAMAGE));
        assertEquals(0, count(zones.west, BorderCounter.STRIKES_UNANSWERED));
        zones.ticks(60);
        assertEquals(1, zones.west.world.mark(BoundedStructure.OPEN_STRIKES));
        assertEquals(2, zones.east.world.mark(BoundedStructure.EARLY_STRIKES), "it came twice");
        // What was refused is not decided later.
        zones.move(20, 1);
        zones.ticks(60);
        assertEquals(0, zones.east.world.count(ZoneCounter.DAMAGE));
    }
}
