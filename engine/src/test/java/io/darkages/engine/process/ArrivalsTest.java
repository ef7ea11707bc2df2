package io.darkages.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.authority.LeaseOptions;
import io.darkages.engine.authority.LocalRegister;
import io.darkages.engine.authority.OwnershipListener;
import io.darkages.engine.authority.OwnershipOptions;
import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MigrationAnswer;
import io.darkages.engine.backplane.MigrationRequest;
import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is brought enters as it was brought, and only by the move that brought it. */
class ArrivalsTest {

    private static final long NOW = 1_000_000_000L;
    private static final long ANN = 7;
    private static final int EPOCH = 3;
    private static final long SOURCE = 2;

    private final List<String> deeds = new ArrayList<>();
    private final LocalRegister register = new LocalRegister(64, 64, 20_000_000L);
    private final RequestNumbers requests = new RequestNumbers();
    private final ZoneLease lease = new ZoneLease(LeaseOptions.STANDARD, 0, 1, 1, register, requests, Probes.NONE);
    private final Listener listener = new Listener();
    private final PlayerOwnership ownership =
            new PlayerOwnership(OwnershipOptions.STANDARD, lease, register, requests, listener, Probes.NONE);
    private final Arrivals arrivals = arrivals();

    /** What the register says comes by hand here. */
    private static final class Listener implements OwnershipListener {
        @Override
        public void owned(long nanos, long player, long epoch, Way way) {}

        @Override
        public void elsewhere(long nanos, long player, int zone) {}

        @Override
        public void inTransit(long nanos, long player, long epoch, int target) {}

        @Override
        public void transferred(long nanos, long player, long epoch, int target) {}

        @Override
        public void released(long nanos, long player) {}
    }

    private final class Source implements MigrationCarrier {
        @Override
        public long processOf(int zone) {
            return SOURCE;
        }

        @Override
        public boolean sendToZone(int zone, Message message) {
            return true;
        }

        @Override
        public boolean sendToProcess(long process, Message message) {
            MigrationAnswer answer = (MigrationAnswer) message;
            deeds.add(answer.outcome + " " + answer.reason);
            return true;
        }
    }

    private final class Town implements MigrationHost {
        @Override
        public boolean reserve(long player) {
            return true;
        }

        @Override
        public void dismiss(long nanos, long player) {
            deeds.add("dismissed");
        }

        @Override
        public boolean isObserved(long player) {
            return true;
        }

        @Override
        public boolean isWarm(long player) {
            return true;
        }

        @Override
        public boolean install(long nanos, MigrationState state, long epoch) {
            deeds.add("installed under " + epoch);
            return true;
        }

        @Override
        public boolean invite(long nanos, long player, int zone, long process, byte[] token) {
            return true;
        }

        @Override
        public void uninvite(long nanos, long player) {}

        @Override
        public void freeze(long player) {}

        @Override
        public void thaw(long player, long epoch) {}

        @Override
        public boolean capture(long nanos, long player, MigrationState state) {
            return true;
        }

        @Override
        public void remove(long nanos, long player, int zone, long epoch) {}
    }

    private Arrivals arrivals() {
        Migrations.Surroundings around = new Migrations.Surroundings(
                lease,
                ownership,
                new Town(),
                new Source(),
                1,
                new HandoffTokens(new byte[16]),
                new Randomness(1).stream("tokens"),
                new MigrationNumbers());
        MigrationCounters counters = new MigrationCounters();
        HandoffCourse course = new HandoffCourse(new ZoneGrid(2, 1, 300), HandoffRules.standard(), 0);
        Departures departures = new Departures(MigrationOptions.STANDARD, course, around, counters);
        return new Arrivals(MigrationOptions.STANDARD, around, HandoffCheck.STRICT, departures, counters);
    }

    @BeforeEach
    void annWasBrought() {
        lease.acquire();
        for (int i = 0; i < 4; i++) {
            lease.advance(NOW);
            register.advance(NOW);
        }
        assertTrue(lease.isHeld(NOW));
        MessageHeader header = new MessageHeader();
        header.sourceProcess = SOURCE;
        header.sourceZone = 1;
        MigrationRequest request = new MigrationRequest();
        request.migration = 5;
        request.player = ANN;
        request.epoch = EPOCH;
        arrivals.asked(NOW, header, request, MigrationAnswer.Reason.NONE);
        MigrationState state = new MigrationState();
        state.migration = 5;
        state.image.player = ANN;
        state.image.epoch = EPOCH;
        arrivals.brought(NOW, SOURCE, state, MigrationAnswer.Reason.NONE);
        assertEquals(List.of("ACCEPTED NONE"), deeds);
        deeds.clear();
    }

    @Test
    void whoIsBroughtEntersUnderTheNextEpoch() {
        assertTrue(arrivals.owned(NOW, ANN, EPOCH + 1));
        assertEquals(List.of("installed under 4", "COMPLETED NONE"), deeds);
    }

    /** It was taken back meanwhile, lived on, and came by a login: what was brought is old. */
    @Test
    void whoIsOwnedUnderAnotherEpochDoesNotEnterAsItWasBrought() {
        assertFalse(arrivals.owned(NOW, ANN, EPOCH + 3));
        assertEquals(List.of("FAILED WRONG_EPOCH", "dismissed"), deeds);
        assertFalse(arrivals.isExpected(ANN));
    }
}
