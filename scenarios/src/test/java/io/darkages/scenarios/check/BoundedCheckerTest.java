package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.BOUNDED;
import static io.darkages.engine.port.ProbeKind.SELF_PREDICTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.engine.port.BoundedStructure;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedCheckerTest {

    private final TestHistory history = new TestHistory();

    @Test
    void acceptsEverythingAtItsCap() {
        everythingReported();
        history.client(SELF_PREDICTED, 1, 5, 0, 0);
        BoundedChecker checker = expect(0);
        assertEquals(2L * BoundedStructure.values().length, checker.checks());
        assertEquals(10, checker.highWaterMark(BoundedStructure.ENTITIES));
        assertEquals(10, checker.cap(BoundedStructure.ENTITIES));
    }

    @Test
    void rejectsOneBeyondTheCap() {
        everythingReported();
        report(BoundedStructure.INPUT_QUEUE, 121, 120);
        assertEquals(
                "INPUT_QUEUE of host 0 reached 121, its cap is 120",
                expect(1).firstViolations().get(0).text());
    }

    @ParameterizedTest
    @EnumSource
    void rejectsWhateverOutgrewItsCapForAWhile(BoundedStructure structure) {
        everythingReported();
        report(structure, 11, 10);
        report(structure, 10, 10);
        BoundedChecker checker = expect(1);
        assertEquals(
                structure + " of host 0 reached 11, its cap is 10",
                checker.firstViolations().get(0).text());
        assertEquals(11, checker.highWaterMark(structure));
    }

    @Test
    void rejectsAStructureThatNobodyLookedAt() {
        for (BoundedStructure structure : BoundedStructure.values()) {
            if (structure != BoundedStructure.SESSIONS) {
                report(structure, 1, 10);
            }
        }
        assertEquals(
                "SESSIONS was never reported",
                expect(1).firstViolations().get(0).text());
    }

    @Test
    void rejectsAnEmptyRun() {
        // What every zone reports, and the hosts under it.
        expect(16);
    }

    @Test
    void requiresTheStructuresOfClientsOnlyWhereSomebodyPlayed() {
        for (BoundedStructure structure : BoundedStructure.values()) {
            if (structure != BoundedStructure.CLIENT_REPLICAS && structure != BoundedStructure.CLIENT_INPUTS) {
                report(structure, 10, 10);
            }
        }
        expect(0);
        history.client(SELF_PREDICTED, 1, 5, 0, 0);
        expect(2);
    }

    @Test
    void requiresTheStructuresOfCombatLogsOnlyWhereOneIsKept() {
        for (BoundedStructure structure : BoundedStructure.values()) {
            if (structure != BoundedStructure.COMBAT_LOG_EVENTS && structure != BoundedStructure.COMBAT_LOG_BATCHES) {
                report(structure, 10, 10);
            }
        }
        expect(0);
        report(BoundedStructure.COMBAT_LOG_EVENTS, 10, 10);
        assertEquals(
                "COMBAT_LOG_BATCHES was never reported",
                expect(1).firstViolations().get(0).text());
    }

    @Test
    void requiresTheStructuresOfFightsOnlyWhereThereAreSome() {
        everythingReportedBut(EnumSet.of(BoundedStructure.OPEN_STRIKES, BoundedStructure.EARLY_STRIKES));
        expect(0);
        report(BoundedStructure.OPEN_STRIKES, 10, 10);
        assertEquals(
                "EARLY_STRIKES was never reported",
                expect(1).firstViolations().get(0).text());
    }

    @Test
    void requiresTheStructuresOfServiceOnlyWhereAProcessServes() {
        everythingReportedBut(EnumSet.range(BoundedStructure.LOGINS, BoundedStructure.SAVED_SESSIONS));
        expect(0);
        report(BoundedStructure.LOGINS, 10, 10);
        expect(0);
        report(BoundedStructure.ARRIVALS, 10, 10);
        expect(2);
    }

    @Test
    void requiresTheStructuresOfNeighboursOnlyWhereThereAreSome() {
        for (BoundedStructure structure : BoundedStructure.values()) {
            if (structure.ordinal() < BoundedStructure.BACKPLANE_PEERS.ordinal()
                    || structure.ordinal() > BoundedStructure.GHOST_EPOCHS.ordinal()) {
                report(structure, 10, 10);
            }
        }
        expect(0);
        report(BoundedStructure.GHOSTS, 10, 10);
        expect(4);
    }

    @Test
    void requiresTheStructuresOfStoresOnlyWhereSomebodyUsesThem() {
        for (BoundedStructure structure : BoundedStructure.values()) {
            if (structure.ordinal() < BoundedStructure.HOT_STATE_OPERATIONS.ordinal()) {
                report(structure, 10, 10);
            }
        }
        expect(0);
        report(BoundedStructure.REDIS_CLIENTS, 10, 10);
        expect(3);
        report(BoundedStructure.STREAMS, 10, 10);
        report(BoundedStructure.REGISTER_OPERATIONS, 10, 10);
        expect(5);
    }

    @Test
    void rejectsAMissingCap() {
        everythingReported();
        report(BoundedStructure.SESSIONS, 0, 0);
        expect(1);
    }

    @Test
    void rejectsANegativeMarkAndAnUnknownStructure() {
        everythingReported();
        report(BoundedStructure.SESSIONS, -1, 10);
        history.server(BOUNDED, 0, BoundedStructure.values().length, 1, 10);
        history.server(BOUNDED, 0, -1, 1, 10);
        expect(3);
    }

    @Test
    void requiresOnlyWhatItIsToldTo() {
        report(BoundedStructure.SESSIONS, 1, 10);
        BoundedChecker checker = history.judgedBy(new BoundedChecker(EnumSet.of(BoundedStructure.SESSIONS)));
        assertEquals(0, checker.violations());
    }

    private void everythingReported() {
        for (BoundedStructure structure : BoundedStructure.values()) {
            report(structure, 10, 10);
        }
    }

    private void everythingReportedBut(Set<BoundedStructure> absent) {
        for (BoundedStructure structure : BoundedStructure.values()) {
            if (!absent.contains(structure)) {
                report(structure, 10, 10);
            }
        }
    }

    private void report(BoundedStructure structure, long mark, long cap) {
        history.server(BOUNDED, 0, structure.ordinal(), mark, cap);
    }

    private BoundedChecker expect(long violations) {
        BoundedChecker checker = history.judgedBy(new BoundedChecker());
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }
}
