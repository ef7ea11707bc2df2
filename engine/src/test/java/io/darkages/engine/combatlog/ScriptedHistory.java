package io.darkages.engine.combatlog;

import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Consistency;
import io.darkages.engine.port.RowBatch;
import io.darkages.engine.port.RowCursor;
import io.darkages.engine.port.StoreOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** A store that does as the test says: it takes writes and answers them when told to. */
final class ScriptedHistory implements CombatHistory {

    /** One attempt. */
    record Attempt(long nanos, long request, List<Byte> bytes) {

        RowCursor rows() {
            byte[] copy = new byte[bytes.size()];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = bytes.get(i);
            }
            return new RowCursor().wrap(copy, 0, copy.length);
        }

        /** Numbers of the events in it. */
        List<Long> events() {
            List<Long> numbers = new ArrayList<>();
            RowCursor row = rows();
            while (row.next()) {
                if (row.table() == HistoryTable.COMBAT_EVENTS.number()) {
                    numbers.add(CombatEventRow.number(row));
                }
            }
            return numbers;
        }
    }

    final List<Attempt> attempts = new ArrayList<>();
    final Queue<Attempt> underWay = new ArrayDeque<>();
    int writesMax = 8;
    private Answers lastAnswers = (nanos, request, outcome) -> {};

    @Override
    public boolean write(long monotonicNanos, long request, Consistency consistency, RowBatch rows, Answers answers) {
        if (underWay.size() >= writesMax) {
            return false;
        }
        List<Byte> copy = new ArrayList<>();
        for (byte each : Arrays.copyOf(rows.bytes(), rows.length())) {
            copy.add(each);
        }
        Attempt attempt = new Attempt(monotonicNanos, request, copy);
        attempts.add(attempt);
        underWay.add(attempt);
        lastAnswers = answers;
        return true;
    }

    /** Answers the attempt that waits longest. */
    void answer(long monotonicNanos, StoreOutcome outcome) {
        lastAnswers.answered(monotonicNanos, underWay.remove().request(), outcome);
    }

    void answerAll(long monotonicNanos, StoreOutcome outcome) {
        while (!underWay.isEmpty()) {
            answer(monotonicNanos, outcome);
        }
    }

    void answerUnasked(long request) {
        lastAnswers.answered(0, request, StoreOutcome.DONE);
    }

    @Override
    public int writesMax() {
        return writesMax;
    }

    @Override
    public long answerNanosMax() {
        return 1_000_000_000L;
    }
}
