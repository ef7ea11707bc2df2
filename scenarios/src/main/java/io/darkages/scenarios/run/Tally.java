package io.darkages.scenarios.run;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.transport.CloseReason;
import io.darkages.reports.result.TimelineEvent;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts for each player, from probes and from the clients; readable for any phase and any group. */
final class Tally implements ProbeConsumer {

    /** What is counted for each player. */
    enum Count {
        JOINED,
        KICKED,
        DISCONNECTED,
        CORRECTIONS,
        INPUTS_DROPPED,
        ENTITY_UPDATES,
        /** Client frames while in the world: 60 a second. */
        FRAMES
    }

    private final Roll roll;
    private final long[][] counts;
    private final Map<RunPhase, long[][]> atStart = new EnumMap<>(RunPhase.class);
    private final List<TimelineEvent> timeline = new ArrayList<>();

    Tally(Roll roll) {
        this.roll = roll;
        counts = new long[Count.values().length][roll.players().size() + 1];
    }

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(
                ProbeKind.JOINED,
                ProbeKind.LEFT,
                ProbeKind.PUNISHED,
                ProbeKind.SESSION_CLOSED,
                ProbeKind.CORRECTED,
                ProbeKind.INPUT_GAP);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (!roll.knows(record.player())) {
            return;
        }
        int player = (int) record.player();
        switch (record.kind()) {
            case JOINED -> {
                // Epoch 1 is the first welcome; later ones are the same player coming back.
                add(Count.JOINED, player, record.b() == 1 ? 1 : 0);
                event(record, TimelineEvent.JOIN, record.b() == 1 ? "joined" : "resumed");
            }
            case LEFT -> event(record, TimelineEvent.LEAVE, "left");
            case PUNISHED -> {
                add(Count.KICKED, player, 1);
                event(record, TimelineEvent.LEAVE, "kicked for cheating");
            }
            case SESSION_CLOSED -> {
                if (unwanted(record)) {
                    String side = record.b() == 1 ? "server" : "client";
                    add(Count.DISCONNECTED, player, record.b() == 1 ? 1 : 0);
                    event(
                            record,
                            TimelineEvent.DISCONNECT,
                            "session ended on the " + side + ", reason " + SessionColumn.number(record.a()));
                }
            }
            case CORRECTED -> add(Count.CORRECTIONS, player, 1);
            case INPUT_GAP -> add(Count.INPUTS_DROPPED, player, record.digest() == 1 ? record.b() : 0);
            default -> throw new IllegalStateException("not asked for: " + record.kind());
        }
    }

    private void event(ProbeRecord record, String kind, String text) {
        timeline.add(new TimelineEvent(
                record.nanos(), kind, "player " + roll.player(record.player()).name(), text));
    }

    private static boolean unwanted(ProbeRecord record) {
        long reason = SessionColumn.number(record.a());
        return reason != CloseReason.NORMAL
                && reason != GameCloseReason.LEFT
                && reason != GameCloseReason.TAKEN_OVER
                && reason != GameCloseReason.RESUMING;
    }

    private void add(Count count, int player, long amount) {
        counts[count.ordinal()][player] += amount;
    }

    /** Replaces a count that the client keeps itself. */
    void set(Count count, long player, long value) {
        counts[count.ordinal()][(int) player] = value;
    }

    long get(Count count, long player) {
        return counts[count.ordinal()][(int) player];
    }

    /** A phase begins: what was counted before is not its own. */
    void phaseBegins(RunPhase phase) {
        atStart.put(phase, Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new));
    }

    /** A player's count within a phase. */
    long get(Count count, long player, RunPhase phase) {
        long[][] start = atStart.get(phase);
        if (start == null) {
            return 0;
        }
        // A phase of no length never begins.
        long[][] end = atStart.keySet().stream()
                .filter(later -> later.compareTo(phase) > 0)
                .findFirst()
                .map(atStart::get)
                .orElse(counts);
        return end[count.ordinal()][(int) player] - start[count.ordinal()][(int) player];
    }

    List<TimelineEvent> timeline() {
        return timeline;
    }
}
