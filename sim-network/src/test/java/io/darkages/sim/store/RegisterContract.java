package io.darkages.sim.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link Register} promises. Written against the port alone; a subclass brings the
 * implementation, the owner's loop and the faults.
 */
abstract class RegisterContract {

    /** What is done on the owner's loop. */
    @FunctionalInterface
    interface Action {
        void run(Register register, long nowNanos);
    }

    private record Answer(long request, RegisterOutcome outcome, long version, List<Long> value, long nanos) {}

    private static final long MILLI = 1_000_000L;
    private static final List<Long> ZEROS = List.of(0L, 0L, 0L, 0L);

    private final List<Answer> answers = new ArrayList<>();
    private final Register.Answers listener = (nanos, request, outcome, version, value) -> answers.add(
            new Answer(request, outcome, version, Arrays.stream(value).boxed().toList(), nanos));

    /** Runs an action on the owner's loop, soon, and returns after it. */
    abstract void onLoop(Action action);

    /** Lets the owner's loop run for that long. */
    abstract void pass(long nanos);

    /** Whether the register lies outside the owner's process, so that it can be away. */
    abstract boolean canBeAway();

    /** Takes the register away without a word, and brings it back. */
    abstract void away(boolean away);

    private static long[] value(long first) {
        return new long[] {first, -first, Long.MIN_VALUE + first, Long.MAX_VALUE};
    }

    private static List<Long> listed(long first) {
        return Arrays.stream(value(first)).boxed().toList();
    }

    private void read(long request, long key) {
        onLoop((register, now) -> assertTrue(register.read(now, request, key, listener)));
    }

    private void set(long request, long key, long expected, long first) {
        onLoop((register, now) ->
                assertTrue(register.compareAndSet(now, request, key, expected, value(first), listener)));
    }

    private void settle() {
        long[] longest = new long[1];
        onLoop((register, now) -> longest[0] = register.answerNanosMax());
        pass(longest[0] + 100 * MILLI);
    }

    private Answer only(long request) {
        List<Answer> its =
                answers.stream().filter(answer -> answer.request() == request).toList();
        assertEquals(1, its.size(), () -> "answers to " + request + ": " + its);
        return its.get(0);
    }

    private void assertAnswered(long request, RegisterOutcome outcome, long version, List<Long> value) {
        Answer answer = only(request);
        assertEquals(outcome, answer.outcome());
        assertEquals(version, answer.version());
        assertEquals(value, answer.value());
    }

    @Test
    void aRowThatWasNeverSetIsZero() {
        read(1, 77);
        settle();
        assertAnswered(1, RegisterOutcome.READ, 0, ZEROS);
    }

    @Test
    void aRowIsSetByWhoKnowsItsVersion() {
        set(1, 77, 0, 5);
        settle();
        assertAnswered(1, RegisterOutcome.APPLIED, 1, listed(5));
        set(2, 77, 1, 6);
        settle();
        assertAnswered(2, RegisterOutcome.APPLIED, 2, listed(6));
        read(3, 77);
        settle();
        assertAnswered(3, RegisterOutcome.READ, 2, listed(6));
    }

    @Test
    void whoKnowsAnotherVersionIsRefusedAndToldTheRow() {
        set(1, 77, 1, 5);
        settle();
        assertAnswered(1, RegisterOutcome.REFUSED, 0, ZEROS);
        set(2, 77, 0, 6);
        settle();
        set(3, 77, 0, 7);
        settle();
        assertAnswered(3, RegisterOutcome.REFUSED, 1, listed(6));
        set(4, 77, 2, 8);
        settle();
        assertAnswered(4, RegisterOutcome.REFUSED, 1, listed(6));
    }

    @Test
    void keysAreApart() {
        long[] keys = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32};
        for (int i = 0; i < keys.length; i++) {
            set(i, keys[i], 0, 10 + i);
        }
        settle();
        for (int i = 0; i < keys.length; i++) {
            read(100 + i, keys[i]);
        }
        settle();
        for (int i = 0; i < keys.length; i++) {
            assertAnswered(i, RegisterOutcome.APPLIED, 1, listed(10 + i));
            assertAnswered(100 + i, RegisterOutcome.READ, 1, listed(10 + i));
        }
    }

    @Test
    void ofManyWhoKnowOneVersionOneIsApplied() {
        int[] begun = new int[1];
        onLoop((register, now) -> {
            begun[0] = Math.min(6, register.operationsMax());
            for (int i = 0; i < begun[0]; i++) {
                assertTrue(register.compareAndSet(now, i, 77, 0, value(i), listener));
            }
        });
        settle();
        assertEquals(begun[0], answers.size());
        List<Answer> applied = answers.stream()
                .filter(answer -> answer.outcome() == RegisterOutcome.APPLIED)
                .toList();
        assertTrue(applied.size() <= 1, () -> "applied: " + applied);
        read(100, 77);
        settle();
        Answer row = only(100);
        assertEquals(1, row.version());
        assertTrue(applied.isEmpty() || applied.get(0).value().equals(row.value()));
        for (Answer answer : answers) {
            if (answer.outcome() == RegisterOutcome.REFUSED) {
                assertEquals(row.value(), answer.value());
            }
        }
    }

    @Test
    void noAnswerComesFromInsideACall() {
        onLoop((register, now) -> {
            register.read(now, 1, 77, listener);
            register.compareAndSet(now, 2, 78, 0, value(1), listener);
            assertEquals(List.of(), answers);
        });
        settle();
        assertEquals(RegisterOutcome.READ, only(1).outcome());
        assertEquals(RegisterOutcome.APPLIED, only(2).outcome());
    }

    @Test
    void theCallersValueIsItsOwnAgainAtOnce() {
        onLoop((register, now) -> {
            long[] value = value(5);
            register.compareAndSet(now, 1, 77, 0, value, listener);
            Arrays.fill(value, 99);
        });
        settle();
        read(2, 77);
        settle();
        assertAnswered(2, RegisterOutcome.READ, 1, listed(5));
    }

    @Test
    void whatCanNotBeMeantIsRefusedWithTheReason() {
        onLoop((register, now) -> {
            assertThrows(
                    IllegalArgumentException.class, () -> register.compareAndSet(now, 1, 77, -1, value(1), listener));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> register.compareAndSet(now, 1, 77, 0, new long[Register.WORDS - 1], listener));
        });
        settle();
        assertEquals(List.of(), answers);
    }

    @Test
    void aRequestIsUnderWayOnce() {
        onLoop((register, now) -> {
            register.read(now, 1, 77, listener);
            assertThrows(IllegalStateException.class, () -> register.read(now, 1, 78, listener));
            assertThrows(IllegalStateException.class, () -> register.compareAndSet(now, 1, 78, 0, value(1), listener));
        });
        settle();
        read(1, 77);
        settle();
        assertEquals(2, answers.size());
    }

    @Test
    void asManyOperationsAreUnderWayAsItSays() {
        int[] most = new int[1];
        onLoop((register, now) -> {
            most[0] = register.operationsMax();
            for (int i = 0; i < most[0]; i++) {
                assertTrue(register.read(now, i, i, listener));
            }
            assertFalse(register.read(now, 100_000, 1, listener));
            assertFalse(register.compareAndSet(now, 100_000, 1, 0, value(1), listener));
        });
        settle();
        assertEquals(most[0], answers.size());
        set(100_000, 1, 0, 1);
        settle();
        assertAnswered(100_000, RegisterOutcome.APPLIED, 1, listed(1));
    }

    @Test
    void anAnswerMayBeginTheNextOperation() {
        onLoop((register, now) -> register.read(
                now,
                1,
                77,
                (nanos, request, outcome, version, value) ->
                        assertTrue(register.compareAndSet(nanos, 1, 77, version, value(3), listener))));
        settle();
        settle();
        assertAnswered(1, RegisterOutcome.APPLIED, 1, listed(3));
    }

    @Test
    void whenItIsAwayNothingIsToldButInTime() {
        assumeTrue(canBeAway());
        set(1, 77, 0, 5);
        settle();
        away(true);
        long[] began = new long[2];
        onLoop((register, now) -> {
            began[0] = now;
            began[1] = register.answerNanosMax();
        });
        set(2, 77, 1, 6);
        read(3, 77);
        settle();
        for (long request : new long[] {2, 3}) {
            Answer answer = only(request);
            assertTrue(answer.outcome() == RegisterOutcome.UNKNOWN || answer.outcome() == RegisterOutcome.FAILED);
            assertEquals(Register.NO_VERSION, answer.version());
            assertEquals(ZEROS, answer.value());
            assertTrue(answer.nanos() - began[0] <= began[1] + 100 * MILLI);
        }
        away(false);
        settle();
        assertEquals(3, answers.size());
        read(4, 77);
        settle();
        Answer row = only(4);
        assertEquals(RegisterOutcome.READ, row.outcome());
        boolean was = only(2).outcome() == RegisterOutcome.UNKNOWN && row.version() == 2;
        assertEquals(was ? 2 : 1, row.version());
        assertEquals(listed(was ? 6 : 5), row.value());
    }
}
