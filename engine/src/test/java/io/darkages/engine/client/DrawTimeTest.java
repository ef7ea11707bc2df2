package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.client.PlayedSession.Batch;
import io.darkages.engine.client.PlayedSession.Conditions;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.DrawTimeGate;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** {@link DrawTimeGate} against the times that real clients' clocks lead to, told honestly or not. */
class DrawTimeTest {

    private static final int TICK_Q8 = 256;
    private static final int FIFTY_MILLIS_Q8 = 3 * TICK_Q8;

    private int judged;
    private int refused;
    private int lastRefused;

    private static List<Batch> play(RandomStream draws, Conditions conditions) {
        return new PlayedSession(draws, conditions).batches();
    }

    /** Everything as it is told. */
    private void judge(List<Batch> batches) {
        DrawTimeGate gate = new DrawTimeGate();
        int last = 0;
        for (Batch batch : batches) {
            gate.acknowledged(batch.sequence(), batch.acknowledgedTick());
            for (AttackClaim claim : batch.claims()) {
                if (claim.sequence > last) {
                    last = claim.sequence;
                    judged++;
                    if (!gate.admits(claim.sequence, claim.timeQ8, batch.acknowledgedTick())) {
                        refused++;
                        lastRefused = claim.sequence;
                    }
                }
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void nobodyHonestIsEverRefused(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("honest");
        int gap = new int[] {30, 60, 300, 1_200}[draws.nextInt(4)];
        judge(play(draws, new Conditions(draws.nextInt(251), draws.nextInt(41), draws.nextInt(80_001), gap)));
        assertTrue(refused == 0, () -> refused + " of " + judged + " refused");
    }

    /** Among honest claims now and then one of another time. */
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void aLieOfMoreThanFiftyMillisecondsIsRefused(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("liar");
        List<Batch> batches =
                play(draws, new Conditions(draws.nextInt(251), draws.nextInt(26), draws.nextInt(50_001), 45));
        DrawTimeGate gate = new DrawTimeGate();
        int last = 0;
        int lies = 0;
        for (Batch batch : batches) {
            gate.acknowledged(batch.sequence(), batch.acknowledgedTick());
            for (AttackClaim claim : batch.claims()) {
                if (claim.sequence <= last) {
                    continue;
                }
                last = claim.sequence;
                assertTrue(gate.admits(claim.sequence, claim.timeQ8, batch.acknowledgedTick()));
                if (claim.sequence > 300) {
                    int lie = FIFTY_MILLIS_Q8 + 1 + draws.nextInt(draws.nextInt(2) == 0 ? 100 : 3_000);
                    long timeQ8 = claim.timeQ8 + (draws.nextInt(2) == 0 ? lie : -lie);
                    assertFalse(
                            gate.admits(claim.sequence, timeQ8, batch.acknowledgedTick()),
                            () -> "a lie of " + (timeQ8 - claim.timeQ8) + "/256 ticks");
                    lies++;
                }
            }
        }
        assertTrue(lies > 15);
    }

    /** One who moves its time a little farther with each strike gets nowhere: what it acknowledges holds it. */
    @Test
    void creepingAwayEndsSoon() {
        for (int direction = -1; direction <= 1; direction += 2) {
            for (int seed = 0; seed < 20; seed++) {
                RandomStream draws = new Randomness(seed).stream("creeper");
                List<Batch> batches = play(draws, new Conditions(100, 10, 10_000, 500, 30, 200, 0, 0, 0));
                DrawTimeGate gate = new DrawTimeGate();
                int last = 0;
                int lie = 0;
                for (Batch batch : batches) {
                    gate.acknowledged(batch.sequence(), batch.acknowledgedTick());
                    for (AttackClaim claim : batch.claims()) {
                        if (claim.sequence > last) {
                            last = claim.sequence;
                            long timeQ8 = claim.timeQ8 + (long) direction * (lie + TICK_Q8 / 4);
                            lie += gate.admits(claim.sequence, timeQ8, batch.acknowledgedTick()) ? TICK_Q8 / 4 : 0;
                        }
                    }
                }
                int reached = lie;
                assertTrue(lie < 6 * TICK_Q8, () -> "reached " + reached + "/256 ticks");
            }
        }
    }

    /** A path that changes and a machine that stands still cost a few claims, not the session. */
    @Test
    void afterAChangeHonestClaimsAreSoonAdmittedAgain() {
        for (int seed = 0; seed < 300; seed++) {
            RandomStream draws = new Randomness(seed).stream("change");
            int worse = draws.nextInt(2) * draws.nextInt(150);
            int pause = worse > 0 ? 0 : 100 + draws.nextInt(3_000);
            judged = 0;
            refused = 0;
            lastRefused = 0;
            judge(play(draws, new Conditions(60, 10, 10_000, 500, 60, 60, worse, 20, pause)));
            // It gets better again at 30 s.
            assertTrue(lastRefused == 0 || lastRefused > 15 * 60, "before anything happened");
            assertTrue(
                    lastRefused < (worse > 0 ? 35 : 26) * 60,
                    () -> worse + " ms worse or " + pause + " ms of pause: refused at " + lastRefused);
            assertTrue(refused < 6, () -> refused + " of " + judged + " refused");
        }
    }

    @Test
    void theTimeMustFitWhatIsAcknowledged() {
        DrawTimeGate gate = new DrawTimeGate();
        assertFalse(gate.admits(3, DrawnPlace.startQ8(95), 100), "nothing is known of this client");
        gate.acknowledged(3, 100);
        assertFalse(gate.admits(3, DrawnPlace.startQ8(109) + 1, 100));
        assertFalse(gate.admits(3, DrawnPlace.startQ8(82) - 1, 100));
        assertTrue(gate.admits(3, DrawnPlace.startQ8(95), 100));
        gate.reset();
        assertFalse(gate.admits(3, DrawnPlace.startQ8(95), 100));
    }

    /** Its clock runs on, and its time fits those before: that the picture stands still by then is not the gate's to mind. */
    @Test
    void whoIsToldNothingForAWhileIsStillBelieved() {
        DrawTimeGate gate = new DrawTimeGate();
        gate.acknowledged(3, 100);
        assertTrue(gate.admits(3, DrawnPlace.startQ8(95), 100));
        gate.acknowledged(27, 100);
        assertTrue(gate.admits(27, DrawnPlace.startQ8(119), 100));
        assertFalse(gate.admits(57, DrawnPlace.startQ8(154), 100));
    }

    @Test
    void theFirstClaimSetsThePlaceWithinBounds() {
        DrawTimeGate gate = new DrawTimeGate();
        gate.acknowledged(3, 100);
        // The batch alone lets one expect a time of 95.5 for its input.
        assertFalse(gate.admits(3, DrawnPlace.startQ8(104), 100));
        assertTrue(gate.admits(3, DrawnPlace.startQ8(99), 100));
        assertTrue(gate.admits(4, DrawnPlace.startQ8(102) + 63, 100));
        assertFalse(gate.admits(5, DrawnPlace.startQ8(104), 100));
        assertTrue(gate.admits(6, DrawnPlace.startQ8(102), 100));
    }

    /** As after a migration that took a second: steps made long ago go with acknowledgements of now. */
    @Test
    void whoCaughtUpBeforeItsFirstBlowIsBelieved() {
        DrawTimeGate gate = new DrawTimeGate();
        int[] sequences = {689, 694, 710, 718, 726, 742, 746, 749, 752};
        int[] ticks = {852, 867, 870, 873, 879, 882, 885, 888, 891};
        for (int i = 0; i < ticks.length; i++) {
            gate.acknowledged(sequences[i], ticks[i]);
        }
        assertTrue(gate.admits(752, DrawnPlace.startQ8(887), 891));
    }
}
