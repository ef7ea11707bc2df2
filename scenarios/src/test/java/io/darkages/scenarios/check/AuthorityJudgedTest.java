package io.darkages.scenarios.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.authority.AuthorityKeys;
import io.darkages.engine.authority.LeaseOptions;
import io.darkages.engine.authority.LeaseTerm;
import io.darkages.engine.authority.LocalRegister;
import io.darkages.engine.authority.OwnershipListener;
import io.darkages.engine.authority.OwnershipOptions;
import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.PlayerRow;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Register;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The engine's leases and owners, judged by what they write down. Two zones of 20 players; half of them cross; then the
 * first zone stands still for 4 s, a spare takes it over, and it wakes. With a mistake planted, a judge must see it.
 */
class AuthorityJudgedTest {

    private static final long TICK = 1_000_000_000L / 60;
    private static final int PLAYERS = 20;
    private static final int WEST_ZONE = 0;
    private static final int EAST_ZONE = 1;

    private static final LeaseTerm UNCHECKED_AFTER_WAKING = new LeaseTerm() {
        @Override
        public long countedFrom(long sentNanos, long answeredNanos) {
            return sentNanos;
        }

        @Override
        public boolean isOver(long nowNanos, long untilNanos) {
            return false;
        }
    };

    private final LocalRegister rows = new LocalRegister(64, 256, TICK);
    private final RequestNumbers requests = new RequestNumbers();
    private final SingleOwnerChecker singleOwner = new SingleOwnerChecker(12L * 60 * TICK, HostCrashes.NONE);
    private final EpochMonotoneChecker epochs = new EpochMonotoneChecker();
    private final MigrationTerminatesChecker migrations = new MigrationTerminatesChecker();
    private final ProbeReader reader = new ProbeReader(List.of(singleOwner, epochs, migrations));
    private final List<ProbeLog> logs = new ArrayList<>();
    private LeaseTerm term = LeaseTerm.STRICT;
    private boolean blindRollBack;
    private long tick;

    private final class Zone implements OwnershipListener, Register {
        private final ProbeLog log;
        private final ZoneLease lease;
        private final PlayerOwnership players;
        private final List<Runnable> answers = new ArrayList<>();
        private final long driftPpm;

        Zone(int host, int number, long itsDriftPpm) {
            log = new ProbeLog(host, () -> tick * TICK);
            logs.add(log);
            driftPpm = itsDriftPpm;
            lease = new ZoneLease(LeaseOptions.STANDARD, term, number, host + 1, 0, this, requests, log);
            players = new PlayerOwnership(OwnershipOptions.STANDARD, lease, this, requests, this, log);
            lease.acquire();
        }

        private long now() {
            return tick * TICK + tick * TICK * driftPpm / 1_000_000;
        }

        void step() {
            for (long player = 1; player <= PLAYERS; player++) {
                if (players.mayAct(now(), player)) {
                    log.record(ProbeKind.POSITION, player, 0, 0, 0);
                }
            }
            List<Runnable> due = List.copyOf(answers);
            answers.clear();
            due.forEach(Runnable::run);
            lease.advance(now());
            players.advance(now());
        }

        @Override
        public void owned(long nanos, long player, long epoch, Way way) {}

        @Override
        public void elsewhere(long nanos, long player, int zone) {}

        @Override
        public void inTransit(long nanos, long player, long epoch, int target) {
            players.freeze(nanos, player);
        }

        @Override
        public void transferred(long nanos, long player, long epoch, int target) {}

        @Override
        public void released(long nanos, long player) {}

        /** Answers wait until the zone's loop runs. */
        private Answers whenAwake(Answers mine) {
            return (nanos, request, outcome, version, value) -> {
                long[] copy = value.clone();
                answers.add(() -> mine.answered(now(), request, outcome, version, copy));
            };
        }

        @Override
        public boolean read(long nanos, long request, long key, Answers mine) {
            return rows.read(nanos, request, key, whenAwake(mine));
        }

        @Override
        public boolean compareAndSet(long nanos, long request, long key, long version, long[] value, Answers mine) {
            boolean rollsBack = lease.zone() == WEST_ZONE
                    && key <= AuthorityKeys.PLAYER_MAX
                    && version > 1
                    && value[PlayerRow.ZONE] == WEST_ZONE;
            // Begun and accepted: the row is at version 3.
            long expected = blindRollBack && rollsBack ? 3 : version;
            return rows.compareAndSet(nanos, request, key, expected, value, whenAwake(mine));
        }

        @Override
        public int operationsMax() {
            return rows.operationsMax();
        }

        @Override
        public long answerNanosMax() {
            return rows.answerNanosMax();
        }
    }

    private boolean isAt(double seconds) {
        return tick == Math.round(seconds * 60);
    }

    private void play() {
        Zone west = new Zone(0, WEST_ZONE, 500);
        Zone east = new Zone(1, EAST_ZONE, -500);
        Zone spare = new Zone(2, WEST_ZONE, -500);
        for (tick = 1; tick < 14 * 60; tick++) {
            boolean westSleeps = tick > 4 * 60 && tick < 8 * 60;
            if (!westSleeps) {
                west.step();
            }
            east.step();
            // The spare comes later than the first, and watches.
            if (tick > 60) {
                spare.step();
            }
            rows.advance(tick * TICK);
            for (long player = 1; player <= PLAYERS; player++) {
                act(player, west, east, spare);
            }
            reader.drain(logs);
        }
        singleOwner.finish(tick * TICK);
        epochs.finish(tick * TICK);
        migrations.finish(tick * TICK);
    }

    private void act(long player, Zone west, Zone east, Zone spare) {
        boolean crosses = player <= PLAYERS / 2;
        if (isAt(1)) {
            west.players.claim(west.now(), player);
        } else if (crosses && isAt(2)) {
            west.players.beginTransfer(west.now(), player, EAST_ZONE);
        } else if (crosses && isAt(2.2)) {
            east.players.accept(east.now(), player, west.players.epoch(player));
        } else if (crosses && isAt(2.5)) {
            if (blindRollBack) {
                west.players.rollBack(west.now(), player);
            } else {
                west.players.confirmTransfer(west.now(), player);
            }
        } else if (!crosses && isAt(6.8)) {
            spare.players.claim(spare.now(), player);
        }
    }

    @Test
    void nothingIsWrongWithoutAMistake() {
        play();
        assertEquals(List.of(), singleOwner.firstViolations());
        assertEquals(List.of(), epochs.firstViolations());
        assertEquals(List.of(), migrations.firstViolations());
        assertTrue(singleOwner.checks() > 10_000, "checks " + singleOwner.checks());
        assertEquals(PLAYERS + PLAYERS / 2 + PLAYERS / 2, epochs.checks());
        assertEquals(PLAYERS / 2, migrations.completed());
        assertEquals(0, singleOwner.findings().undecided());
    }

    @Test
    void aZoneThatGoesOnAfterWakingIsSeen() {
        term = UNCHECKED_AFTER_WAKING;
        play();
        assertTrue(
                singleOwner.violations() >= PLAYERS / 2,
                () -> singleOwner.firstViolations().toString());
        assertTrue(singleOwner.firstViolations().get(0).text().startsWith("POSITION by host 0, "));
    }

    @Test
    void aRollBackWithoutFencingIsSeen() {
        blindRollBack = true;
        play();
        assertTrue(epochs.violations() > 0, "epochs");
        assertTrue(singleOwner.violations() > 0, "owners");
        assertTrue(migrations.violations() > 0, "migrations");
    }
}
