package io.darkages.engine.authority;

import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A register whose every answer the test writes: rows in a map, operations in the order in which they came. */
final class ScriptedRegister implements Register {

    private record Row(long version, long[] value) {}

    /** One operation; {@code expected} is {@link Register#NO_VERSION} for a read. */
    record Operation(long nanos, long request, long key, long expected, long[] value, Answers answers) {

        boolean isRead() {
            return expected == NO_VERSION;
        }

        @Override
        public String toString() {
            return isRead() ? "read" : "set " + expected + " " + Arrays.toString(value);
        }
    }

    /** Not answered, oldest first. */
    final List<Operation> waiting = new ArrayList<>();

    int operationsMax = 64;

    private final SortedMap<Long, Row> rows = new TreeMap<>();

    @Override
    public boolean read(long nanos, long request, long key, Answers answers) {
        return begin(new Operation(nanos, request, key, NO_VERSION, new long[WORDS], answers));
    }

    @Override
    public boolean compareAndSet(long nanos, long request, long key, long expected, long[] value, Answers answers) {
        return begin(new Operation(nanos, request, key, expected, value.clone(), answers));
    }

    private boolean begin(Operation operation) {
        for (Operation other : waiting) {
            if (other.request() == operation.request()) {
                throw new IllegalStateException("request " + operation.request() + " is under way");
            }
        }
        return waiting.size() < operationsMax && waiting.add(operation);
    }

    long[] value(long key) {
        return row(key).value().clone();
    }

    long version(long key) {
        return row(key).version();
    }

    private Row row(long key) {
        return rows.getOrDefault(key, new Row(0, new long[WORDS]));
    }

    /** Somebody else sets a row. */
    void put(long key, long... value) {
        rows.put(key, new Row(version(key) + 1, value));
    }

    /** Carries an operation out, without a word. */
    RegisterOutcome carryOut(Operation operation) {
        if (operation.isRead()) {
            return RegisterOutcome.READ;
        }
        if (operation.expected() != version(operation.key())) {
            return RegisterOutcome.REFUSED;
        }
        put(operation.key(), operation.value());
        return RegisterOutcome.APPLIED;
    }

    /** Carries the oldest operation out and answers it. */
    Operation answer(long nanos) {
        Operation operation = waiting.remove(0);
        RegisterOutcome outcome = carryOut(operation);
        operation
                .answers()
                .answered(nanos, operation.request(), outcome, version(operation.key()), value(operation.key()));
        return operation;
    }

    /** Everything that waits or comes of it, until nothing does. */
    void answerAll(long nanos) {
        while (!waiting.isEmpty()) {
            answer(nanos);
        }
    }

    /** Answers the oldest operation FAILED or UNKNOWN; it was not carried out, and {@link #carryOut} may come later. */
    Operation answer(long nanos, RegisterOutcome outcome) {
        Operation operation = waiting.remove(0);
        operation.answers().answered(nanos, operation.request(), outcome, NO_VERSION, new long[WORDS]);
        return operation;
    }

    @Override
    public int operationsMax() {
        return operationsMax;
    }

    @Override
    public long answerNanosMax() {
        return 1_000_000_000L;
    }
}
