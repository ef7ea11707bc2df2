package io.darkages.sim.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What clients asked of a register and what they were told, in true time. */
final class RegisterHistory {

    /** What became of an operation. */
    enum End {
        APPLIED,
        REFUSED,
        READ,
        /** May have taken effect at any time after it was begun, or never. */
        UNKNOWN
    }

    /**
     * An operation that took effect, or may have.
     *
     * @param key of the row
     * @param beginNanos when it was asked
     * @param endNanos when it was answered; {@link Long#MAX_VALUE} if the outcome is unknown
     * @param end its outcome
     * @param expectedVersion of a set
     * @param wanted the value that a set would leave; no two sets share one
     * @param version that the answer told
     * @param value that the answer told
     */
    record Operation(
            long key,
            long beginNanos,
            long endNanos,
            End end,
            boolean sets,
            long expectedVersion,
            long wanted,
            long version,
            long value) {}

    private final List<Operation> operations = new ArrayList<>();

    void add(Operation operation) {
        operations.add(operation);
    }

    List<Operation> operations() {
        return operations;
    }

    /** Keys, each with its operations in the order in which they were begun. */
    SortedMap<Long, List<Operation>> byKey() {
        SortedMap<Long, List<Operation>> byKey = new TreeMap<>();
        operations.stream()
                .sorted((a, b) -> Long.compare(a.beginNanos(), b.beginNanos()))
                .forEach(each -> byKey.computeIfAbsent(each.key(), key -> new ArrayList<>())
                        .add(each));
        return byKey;
    }

    long count(End end) {
        return operations.stream().filter(each -> each.end() == end).count();
    }
}
