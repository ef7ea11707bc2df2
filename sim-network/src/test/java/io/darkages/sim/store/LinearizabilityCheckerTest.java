package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.sim.store.RegisterHistory.End;
import io.darkages.sim.store.RegisterHistory.Operation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong, and only that. */
class LinearizabilityCheckerTest {

    private final RegisterHistory history = new RegisterHistory();

    private void read(long begin, long end, long version, long value) {
        history.add(new Operation(1, begin, end, End.READ, false, 0, 0, version, value));
    }

    private void applied(long begin, long end, long expected, long wanted) {
        history.add(new Operation(1, begin, end, End.APPLIED, true, expected, wanted, expected + 1, wanted));
    }

    private void refused(long begin, long end, long expected, long version, long value) {
        history.add(new Operation(1, begin, end, End.REFUSED, true, expected, 999, version, value));
    }

    private void unknown(long begin, long expected, long wanted) {
        history.add(new Operation(1, begin, Long.MAX_VALUE, End.UNKNOWN, true, expected, wanted, 0, 0));
    }

    private void assertLinearizable(boolean expected) {
        assertEquals(expected ? List.of() : List.of(1L), LinearizabilityChecker.violations(history));
    }

    @Test
    void operationsInARowFit() {
        read(0, 1, 0, 0);
        applied(2, 3, 0, 7);
        refused(4, 5, 0, 1, 7);
        applied(6, 7, 1, 8);
        read(8, 9, 2, 8);
        assertLinearizable(true);
    }

    @Test
    void concurrentOperationsMayFallEitherWay() {
        applied(0, 10, 0, 7);
        read(1, 9, 0, 0);
        read(2, 8, 1, 7);
        assertLinearizable(true);
    }

    @Test
    void twoAppliedOnOneVersionAreCaught() {
        applied(0, 10, 0, 7);
        applied(0, 10, 0, 8);
        assertLinearizable(false);
    }

    @Test
    void aStaleReadIsCaught() {
        applied(0, 1, 0, 7);
        read(2, 3, 0, 0);
        assertLinearizable(false);
    }

    @Test
    void aReadThatIsTakenBackIsCaught() {
        unknown(0, 0, 7);
        read(1, 2, 1, 7);
        read(3, 4, 0, 0);
        assertLinearizable(false);
    }

    @Test
    void aLostUpdateIsCaught() {
        applied(0, 1, 0, 7);
        applied(2, 3, 1, 8);
        read(4, 5, 1, 7);
        assertLinearizable(false);
    }

    @Test
    void aWrongRefusalIsCaught() {
        applied(0, 1, 0, 7);
        refused(2, 3, 1, 1, 7);
        assertLinearizable(false);
    }

    @Test
    void aValueThatNobodyWroteIsCaught() {
        applied(0, 1, 0, 7);
        read(2, 3, 1, 8);
        assertLinearizable(false);
    }

    @Test
    void theUnknownMayHappenLateOrNever() {
        unknown(0, 0, 7);
        read(1, 2, 0, 0);
        assertLinearizable(true);
        read(3, 4, 1, 7);
        assertLinearizable(true);
        applied(5, 6, 1, 8);
        assertLinearizable(true);
    }

    @Test
    void theUnknownDoesNotHappenTwiceOrBeforeItsTime() {
        unknown(0, 1, 7);
        applied(1, 2, 0, 6);
        applied(3, 4, 1, 8);
        assertLinearizable(true);
        read(5, 6, 3, 7);
        assertLinearizable(false);
    }

    @Test
    void theUnknownDoesNotHappenBeforeItWasAsked() {
        read(0, 1, 1, 7);
        unknown(2, 0, 7);
        assertLinearizable(false);
    }

    /** Histories of a true register with random overlaps pass; with one answer changed they do not. */
    @Property(tries = 200)
    void trueHistoriesPassAndSpoiledOnesDoNot(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("history");
        List<Operation> operations = new ArrayList<>();
        long version = 0;
        long value = 0;
        for (int i = 1; i <= 60; i++) {
            long moment = 10L * i;
            long begin = moment - random.nextInt(25);
            long end = moment + random.nextInt(25);
            switch (random.nextInt(4)) {
                case 0 -> {
                    boolean isUnknown = random.nextInt(4) == 0;
                    operations.add(new Operation(
                            1,
                            begin,
                            isUnknown ? Long.MAX_VALUE : end,
                            isUnknown ? End.UNKNOWN : End.APPLIED,
                            true,
                            version,
                            i,
                            version + 1,
                            i));
                    version++;
                    value = i;
                }
                case 1 ->
                    operations.add(new Operation(
                            1, begin, end, End.REFUSED, true, version + 1 + random.nextInt(3), i, version, value));
                case 2 ->
                    operations.add(new Operation(1, begin, Long.MAX_VALUE, End.UNKNOWN, true, version + 5, i, 0, 0));
                default -> operations.add(new Operation(1, begin, end, End.READ, false, 0, 0, version, value));
            }
        }
        operations.sort((a, b) -> Long.compare(a.beginNanos(), b.beginNanos()));
        assertTrue(LinearizabilityChecker.isLinearizable(operations));
        int spoiled = random.nextInt(operations.size());
        while (operations.get(spoiled).end() != End.READ) {
            spoiled = (spoiled + 1) % operations.size();
        }
        Operation was = operations.get(spoiled);
        operations.set(
                spoiled,
                new Operation(
                        1, was.beginNanos(), was.endNanos(), End.READ, false, 0, 0, was.version() + 7, was.value()));
        assertFalse(LinearizabilityChecker.isLinearizable(operations));
    }
}
