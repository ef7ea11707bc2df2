package io.darkages.scenarios.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Checkers at once over the load of 400 players who fight: over 70,000 records for each virtual second. That of the
 * combat log is not among them: it keeps every event, and so grows.
 */
class CheckersCostTest {

    static final int PLAYERS = 400;
    private static final int SERVER = 0;
    private static final int STRUCTURES = BoundedStructure.values().length;

    private final long[] clock = new long[1];
    private final List<ProbeLog> logs = new ArrayList<>();
    private final List<Checker> checkers = List.of(
            new SnapshotExactChecker(),
            new PredictionConvergesChecker(player -> true),
            new SpeedBoundChecker(new SpeedLimits(9 << 16, 250_000_000L, 256), player -> true),
            new BandwidthChecker(host -> host == SERVER, player -> true),
            new ReliableChannelChecker(),
            new BoundedChecker(),
            new NoDuplicateChecker(HostCrashes.NONE),
            new SingleOwnerChecker(0, HostCrashes.NONE),
            new EpochMonotoneChecker(),
            new MigrationTerminatesChecker(),
            new NoPlayerLostChecker(PlayerReach.WHOLE, 0),
            new SessionDurableChecker(StoreOutages.NONE, HostCrashes.NONE),
            new RecoversChecker(new RecoversChecker.Terms(1_000_000_000L, 1_000_000_000L, false), PlayerReach.WHOLE),
            new FairHitsChecker(new FairHitsChecker.Terms(
                    CombatRules.standard(),
                    FixedPoint.fromMillimetres(1_800),
                    Obstacles.builder()
                            .boxMillimetres(5_000, 5_000, 6_000, 6_000, 0, 2_000)
                            .build(),
                    player -> 0,
                    player -> new FairnessClass(0, 0, true))));
    private long damages;
    private final ProbeReader reader = new ProbeReader(checkers);

    CheckersCostTest() {
        for (int host = 0; host <= PLAYERS; host++) {
            logs.add(new ProbeLog(host, () -> clock[0]));
        }
    }

    @Test
    void aWarmSecondAllocatesNothingAndEverythingIsJudged() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // In the last one it is judged whether all came back 10 s after healing.
        for (int second = 0; second < 11; second++) {
            playSecond(second);
        }
        long eventsBefore = reader.events();
        long before = threads.getThreadAllocatedBytes(thread);
        playSecond(11);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        long events = reader.events() - eventsBefore;
        assertTrue(events > 70_000 && events < 90_000, "events " + events);
        // One byte a record would be a leak; the measuring itself costs a few.
        assertTrue(allocated < 1_024, "allocated " + allocated + " bytes for " + events + " records");
        for (Checker checker : checkers) {
            checker.finish(clock[0]);
            assertEquals(0, checker.violations(), () -> checker.name() + checker.firstViolations());
            assertTrue(checker.checks() > 0, checker.name());
        }
    }

    /** 60 ticks of a full zone; every tick is one window. */
    void playSecond(int second) {
        for (int tick = second * 60; tick < second * 60 + 60; tick++) {
            clock[0] = tick * 1_000_000_000L / 60;
            if (tick % 30 == 0) {
                logs.get(SERVER)
                        .record(
                                tick == 0 ? ProbeKind.LEASE_TAKEN : ProbeKind.LEASE_RENEWED,
                                0,
                                LeaseColumn.of(1, 1),
                                clock[0],
                                clock[0] + 2_000_000_000L);
            }
            for (int player = 1; player <= PLAYERS; player++) {
                if (tick == 0) {
                    logs.get(SERVER).record(ProbeKind.PLAYER_OWNED, player, 1, LeaseColumn.of(1, 1), 0);
                    logs.get(SERVER).record(ProbeKind.JOINED, player, player, 1, 0);
                }
                play(tick, player);
                if (tick > 0 && (tick + player) % 36 == 0) {
                    fight(tick, player);
                }
            }
            if (tick % 60 == 30) {
                turnBack(second + 1);
            }
            if (tick % 60 == 0) {
                for (int structure = 0; structure < STRUCTURES; structure++) {
                    logs.get(SERVER).record(ProbeKind.BOUNDED, 0, structure, 5, 10);
                }
            }
            reader.drain(logs);
        }
    }

    /** The first player begins to go to another zone and stays. */
    private void turnBack(long epoch) {
        long column = LeaseColumn.of(1, 1);
        logs.get(SERVER).record(ProbeKind.TRANSFER_BEGUN, 1, epoch, column, 2);
        logs.get(SERVER).record(ProbeKind.TRANSFER_ROLLED_BACK, 1, epoch + 1, column, 2);
        logs.get(SERVER).record(ProbeKind.PLAYER_OWNED, 1, epoch + 1, column, 2);
    }

    /** A shot at the next player, who loses a little. */
    private void fight(int tick, int player) {
        long target = player % PLAYERS + 1;
        long column = SessionColumn.of(player, tick);
        long drawn = PackedPlace.of(0, FixedPoint.fromMillimetres(700), 10 * FixedPoint.ONE);
        logs.get(player).record(ProbeKind.ATTACK_MADE, player, column, 1L << 32 | target, 0);
        logs.get(player).record(ProbeKind.ATTACK_SEEN, player, column, 1L << 32, drawn);
        logs.get(SERVER).record(ProbeKind.DAMAGED, target, ++damages, player, 9_000L << 32 | 100);
        // The server's records are read first: it judges the shot before this one.
        if (tick > 36) {
            long before = SessionColumn.of(player, tick - 36);
            logs.get(SERVER).record(ProbeKind.ATTACK_JUDGED, player, before, target << 32 | 12 << 8, drawn);
        }
    }

    private void play(int tick, int player) {
        ProbeLog server = logs.get(SERVER);
        ProbeLog client = logs.get(player);
        server.record(ProbeKind.POSITION, player, tick * 6_000L, player, 0);
        if ((tick + player) % 3 != 0) {
            return;
        }
        long column = SessionColumn.of(player, tick);
        server.record(ProbeKind.SNAPSHOT_ENCODED, player, column, tick, tick * 7L);
        server.record(ProbeKind.SELF_ENCODED, player, column, tick, tick * 5L);
        server.record(ProbeKind.DATAGRAM_SENT, player, SessionColumn.of(player, 900), 0, 0);
        client.record(ProbeKind.SNAPSHOT_DECODED, player, column, tick, tick * 7L);
        client.record(ProbeKind.SELF_PREDICTED, player, column, 0, tick * 5L);
        client.record(ProbeKind.DATAGRAM_SENT, player, SessionColumn.of(player, 100), 0, 0);
        if (tick % 60 == 0) {
            client.record(ProbeKind.EPOCH_ACCEPTED, player, 1, 0, 0);
            client.record(ProbeKind.LOGIN_TRIED, player, 1, 0, 0);
        }
        if (tick % 15 < 3) {
            client.record(ProbeKind.INPUT_ACKED, player, column, 80_000_000L, 0);
        }
        if (tick % 30 < 3) {
            server.record(ProbeKind.SESSION_SAVED, player, 1, tick, tick * 3L);
            server.record(ProbeKind.SESSION_LOADED, player, 1, tick, tick * 3L);
        }
        if (tick % 60 < 3) {
            long number = SessionColumn.of(player, tick / 60 + 1);
            server.record(ProbeKind.RELIABLE_SENT, player, number, 1, tick);
            client.record(ProbeKind.RELIABLE_DELIVERED, player, number, 1, tick);
        }
    }
}
