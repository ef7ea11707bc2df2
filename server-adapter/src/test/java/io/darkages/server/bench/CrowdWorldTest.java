package io.darkages.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.scenarios.bots.BotView;
import io.darkages.scenarios.bots.IdleBrain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CrowdWorldTest {

    private static final int PLAYERS = 24;
    /** Of its own client and bot, and of the zone's tables. */
    private static final int MOST_BYTES = 21_400;

    @Test
    void everybodyPlaysAndNobodyIsCorrected() {
        CrowdWorld world = new CrowdWorld(Crowd.plaza(PLAYERS), Probes.NONE, Probes.NONE, (player, what) -> {});
        world.warmUp(3);
        assertTrue(world.everybodyPlays());
        assertEquals(PLAYERS, world.zone().playerCount());
        assertEquals(0, world.zone().counters().count(ZoneCounter.CORRECTIONS));
        assertEquals(0, world.zone().counters().count(ZoneCounter.PUNISHED));
        assertTrue(world.zone().counters().count(ZoneCounter.INPUTS_APPLIED) > PLAYERS * 2 * 60);
    }

    /** What a session or a client keeps should be made when it is needed: a buffer for one datagram shows here. */
    @Test
    void aPlayerTakesLittleBeforeItPlays() {
        long each = (bytesOfWorld(80) - bytesOfWorld(16)) / 64;
        assertTrue(each < MOST_BYTES, each + " bytes for each player");
    }

    private static long bytesOfWorld(int players) {
        AllocatedBytes allocated = new AllocatedBytes();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = allocated.now();
            CrowdWorld world = new CrowdWorld(Crowd.plaza(players), Probes.NONE, Probes.NONE, (player, what) -> {});
            least = Math.min(least, allocated.now() - before);
            assertEquals(0, world.zone().playerCount());
        }
        return least;
    }

    @Test
    void neighboursMoveAndStayNearEachOther() {
        List<CrowdPlayer> players = new ArrayList<>();
        CrowdWorld world = new CrowdWorld(Crowd.neighbours(PLAYERS, true), Probes.NONE, Probes.NONE, (player, what) -> {
            if (!players.contains(what)) {
                players.add(what);
            }
        });
        world.warmUp(5);
        assertEquals(PLAYERS, players.size());
        int moving = 0;
        for (int i = 0; i < 200; i++) {
            for (int tick = 0; tick < 6; tick++) {
                world.tick();
            }
            for (CrowdPlayer player : players) {
                double centre = Math.hypot(metres(player.x()), metres(player.z()));
                assertTrue(centre <= 25.5, "a player is " + centre + " m from the centre");
                moving += player.client().predicted().vx != 0 || player.client().predicted().vz != 0 ? 1 : 0;
            }
        }
        assertTrue(moving > 200 * PLAYERS * 85 / 100, moving + " of " + 200 * PLAYERS + " sightings were moving");
        long updates = world.zone().counters().count(ZoneCounter.ENTITY_UPDATES);
        long snapshots = world.zone().counters().count(ZoneCounter.SNAPSHOTS);
        assertTrue(updates > snapshots * (PLAYERS - 2), updates + " updates in " + snapshots + " snapshots");
    }

    @Test
    void anUnsteadyHandSwingsAboutWhatWasMeant() {
        UnsteadyBrain brain = new UnsteadyBrain(new IdleBrain(), new Randomness(4).stream("hand"));
        Head head = new Head();
        double sum = 0;
        double squares = 0;
        int last = 0;
        int still = 0;
        int ticks = 60_000;
        for (int tick = 0; tick < ticks; tick++) {
            long word = brain.decide(tick, head);
            assertTrue(InputWord.isPossible(word));
            double degrees = (short) InputWord.yaw(word) * 360.0 / 65_536;
            sum += degrees;
            squares += degrees * degrees;
            still += InputWord.yaw(word) == last ? 1 : 0;
            last = InputWord.yaw(word);
            head.yaw = last;
        }
        assertEquals(0, sum / ticks, 1);
        assertEquals(5, Math.sqrt(squares / ticks), 1.5);
        assertTrue(still < ticks / 50, still + " of " + ticks + " ticks without a turn");
    }

    @Test
    void delayLinesKeepOrderWhileTheyGrow() {
        DelayLine line = new DelayLine(100);
        List<Integer> came = new ArrayList<>();
        byte[] payload = new byte[1];
        for (int i = 0; i < 300; i++) {
            payload[0] = (byte) i;
            line.send(i, 1, 2, payload, 0, 1);
            line.deliver(i / 2, (due, from, to, buffer, length) -> came.add(buffer[0] & 255));
        }
        line.deliver(1_000, (due, from, to, buffer, length) -> came.add(buffer[0] & 255));
        assertEquals(300, came.size());
        for (int i = 0; i < 300; i++) {
            assertEquals(i & 255, came.get(i));
        }
    }

    private static double metres(int q16) {
        return q16 / (double) FixedPoint.ONE;
    }

    /** Looks where the last input said, and stands. */
    private static final class Head implements BotView {
        private int yaw;

        @Override
        public int x() {
            return 0;
        }

        @Override
        public int z() {
            return 0;
        }

        @Override
        public int yaw() {
            return yaw;
        }

        @Override
        public long nanos() {
            return 0;
        }
    }
}
