package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.EPOCH_ACCEPTED;
import static io.darkages.scenarios.check.GridHistory.EAST;
import static io.darkages.scenarios.check.GridHistory.EAST_ZONE;
import static io.darkages.scenarios.check.GridHistory.WEST;
import static io.darkages.scenarios.check.GridHistory.WEST_ZONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EpochMonotoneCheckerTest {

    private static final int BY_CLIENT = 0;
    private static final int BY_ZONE = 1;
    private static final int BY_STORE = 2;

    private final GridHistory history = new GridHistory().crossing();

    private void accepted(long millis, int host, long epoch, int role) {
        history.at(millis).record(host, EPOCH_ACCEPTED, epoch, role, 0);
    }

    private void stored(long millis, int host, long epoch, long heldBefore) {
        history.at(millis).record(host, EPOCH_ACCEPTED, epoch, BY_STORE, heldBefore);
    }

    private EpochMonotoneChecker expect(long violations) {
        EpochMonotoneChecker checker = history.records.judgedBy(new EpochMonotoneChecker());
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        return checker;
    }

    private void expect(String violation) {
        assertEquals(violation, expect(1).firstViolations().get(0).text());
    }

    @Test
    void acceptsWhatGrows() {
        accepted(1_100, TestHistory.CLIENT, 1, BY_CLIENT);
        accepted(1_200, TestHistory.CLIENT, 2, BY_CLIENT);
        accepted(1_300, TestHistory.CLIENT, 2, BY_CLIENT);
        // Each by itself: the target knew before the client did.
        accepted(1_300, EAST, 2, BY_ZONE);
        accepted(1_400, WEST, 1, BY_ZONE);
        stored(1_500, WEST, 1, 0);
        stored(1_600, EAST, 2, 1);
        stored(1_700, EAST, 2, 2);
        // It was stored before the others, and its zone heard of that late.
        stored(1_800, WEST, 1, 1);
        assertEquals(11, expect(0).checks());
    }

    @Test
    void rejectsAnOwnerUnderAnOldEpoch() {
        history.at(2_000).owned(WEST, WEST_ZONE, 1, 2);
        expect("host 0 owns it under epoch 2, it was owned under 2");
        history.at(2_100).owned(EAST, EAST_ZONE, 1, 3);
        expect(1);
    }

    @Test
    void rejectsAClientThatGoesBack() {
        accepted(1_100, TestHistory.CLIENT, 2, BY_CLIENT);
        accepted(1_200, TestHistory.CLIENT, 1, BY_CLIENT);
        expect("a client accepted epoch 1 after epoch 2");
    }

    @Test
    void rejectsAZoneThatGoesBack() {
        accepted(1_100, EAST, 2, BY_ZONE);
        accepted(1_200, EAST, 1, BY_ZONE);
        expect("a zone accepted epoch 1 after epoch 2");
    }

    @Test
    void rejectsAStoreThatGoesBackWhoeverWrites() {
        stored(1_100, EAST, 2, 1);
        stored(1_200, WEST, 1, 2);
        expect("the store accepted epoch 1 after epoch 2");
    }

    @Test
    void rejectsAnEpochThatNobodyHas() {
        accepted(1_100, TestHistory.CLIENT, 3, BY_CLIENT);
        expect("a client accepted epoch 3, the highest it was owned under is 2");
        accepted(1_100, TestHistory.CLIENT, 3, 9);
        expect(2);
    }
}
