package io.darkages.sim.store;

import io.darkages.sim.store.RegisterHistory.End;
import io.darkages.sim.store.RegisterHistory.Operation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of a register's operations that a single row could have seen: each takes effect between its begin
 * and its end, and what it was told is what stood there. A search over orders that remembers the dead ends (Wing and
 * Gong, Testing and Verifying Concurrent Objects, 1993; the memory is Lowe's, 2017). Keys are independent of each other.
 *
 * <p>A set of unknown outcome may take effect at any time after its begin, once, or never.
 */
final class LinearizabilityChecker {

    /** What the search has come to: which operations took effect, and the row that they left. */
    private record Seen(BitSet done, long version, long value) {}

    /** A step of the search. */
    private static final class Step {
        private final long version;
        private final long value;
        /** Operation that was taken to come here. */
        private final int taken;
        /** Next operation to try from here. */
        private int next;

        Step(long version, long value, int taken) {
            this.version = version;
            this.value = value;
            this.taken = taken;
        }
    }

    private LinearizabilityChecker() {}

    /** Keys whose operations fit no order. */
    static List<Long> violations(RegisterHistory history) {
        List<Long> wrong = new ArrayList<>();
        history.byKey().forEach((key, operations) -> {
            if (!isLinearizable(operations)) {
                wrong.add(key);
            }
        });
        return wrong;
    }

    /** @param operations of one key, in the order in which they were begun */
    static boolean isLinearizable(List<Operation> operations) {
        int required = 0;
        for (Operation each : operations) {
            required += isRequired(each) ? 1 : 0;
        }
        BitSet done = new BitSet(operations.size());
        Set<Seen> seen = new HashSet<>();
        List<Step> path = new ArrayList<>();
        path.add(new Step(0, 0, -1));
        int requiredDone = 0;
        while (!path.isEmpty()) {
            if (requiredDone == required) {
                return true;
            }
            Step at = path.get(path.size() - 1);
            int taken = nextPossible(operations, done, at);
            if (taken == operations.size()) {
                path.remove(path.size() - 1);
                if (at.taken >= 0) {
                    done.clear(at.taken);
                    requiredDone -= isRequired(operations.get(at.taken)) ? 1 : 0;
                }
                continue;
            }
            at.next = taken + 1;
            Operation operation = operations.get(taken);
            boolean changes = operation.end() == End.APPLIED || operation.end() == End.UNKNOWN;
            Step next = new Step(changes ? at.version + 1 : at.version, changes ? operation.wanted() : at.value, taken);
            done.set(taken);
            if (seen.add(new Seen((BitSet) done.clone(), next.version, next.value))) {
                requiredDone += isRequired(operation) ? 1 : 0;
                path.add(next);
            } else {
                done.clear(taken);
            }
        }
        return false;
    }

    private static boolean isRequired(Operation operation) {
        return operation.end() != End.UNKNOWN;
    }

    /** The next operation that may come now: none that is open ended before it began, and the row fits it. */
    private static int nextPossible(List<Operation> operations, BitSet done, Step at) {
        long earliestEnd = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (operations.get(i).beginNanos() > earliestEnd) {
                break;
            }
            earliestEnd = Math.min(earliestEnd, operations.get(i).endNanos());
        }
        for (int i = done.nextClearBit(at.next); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (operations.get(i).beginNanos() > earliestEnd) {
                break;
            }
            if (fits(operations.get(i), at)) {
                return i;
            }
        }
        return operations.size();
    }

    private static boolean fits(Operation operation, Step at) {
        return switch (operation.end()) {
            case READ -> operation.version() == at.version && operation.value() == at.value;
            case REFUSED ->
                operation.version() == at.version
                        && operation.value() == at.value
                        && operation.expectedVersion() != at.version;
            case APPLIED ->
                operation.expectedVersion() == at.version
                        && operation.version() == at.version + 1
                        && operation.value() == operation.wanted();
            case UNKNOWN -> operation.sets() && operation.expectedVersion() == at.version;
        };
    }
}
