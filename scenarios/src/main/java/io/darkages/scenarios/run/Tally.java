package io.darkages.scenarios.run;

import io.darkages.engine.port.LeaseColumn;
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
import java.util.function.LongPredicate;

/** Counts for each player, from probes and from the clients; readable for any phase and any group. */
final class Tally implements ProbeConsumer {

    /** What is counted for each player. */
    enum Count {
        JOINED,
        KICKED,
        DISCONNECTED,
        CORRECTIONS,
        INPUTS_DROPPED,
        /** From one zone to the next. */
        MIGRATIONS,
        MIGRATIONS_FAILED,
        ENTITY_UPDATES,
        /** Client frames while in the world: 60 a second. */
        FRAMES
    }

    private final Roll roll;
    private final long[][] counts;
    private final Map<RunPhase, long[][]> atStart = new EnumMap<>(RunPhase.class);
    private final List<TimelineEvent> timeline = new ArrayList<>();
    private final LongPredicate followed;
    /** By player, where hosts own players. */
    private final Owned[] owned;

    /** @param followed players whose ways from zone to zone are told in the timeline */
    Tally(Roll roll, LongPredicate followed) {
        this.roll = roll;
        this.followed = followed;
        owned = new Owned[roll.players().size() + 1];
        Arrays.setAll(owned, player -> new Owned());
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
                ProbeKind.INPUT_GAP,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.CLIENT_LEFT);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (!roll.knows(record.player())) {
            return;
        }
        int player = (int) record.player();
        switch (record.kind()) {
            case PLAYER_OWNED -> owned[player].by(record);
            case JOINED -> joined(player, record);
            case LEFT -> {
                // Who was handed on has not left, nor who is taken out where it plays no longer.
                if (owned[player].isIn(record.host())) {
                    event(record, TimelineEvent.LEAVE, "left");
                }
            }
            case CLIENT_LEFT -> owned[player].entered = false;
            case PUNISHED -> {
                add(Count.KICKED, player, 1);
                owned[player].entered = false;
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

    private void joined(int player, ProbeRecord record) {
        Owned its = owned[player];
        if (its.isTakenOverBy(record.host())) {
            if (followed.test(player)) {
                event(record, TimelineEvent.MIGRATION, "goes on in zone " + its.zone);
            }
        } else {
            // Epoch 1 is the first welcome; later ones are the same player coming back. Owners number on.
            boolean isNew = its.isOwned ? !its.entered : record.b() == 1;
            add(Count.JOINED, player, isNew ? 1 : 0);
            event(record, TimelineEvent.JOIN, isNew ? "joined" : "resumed");
        }
        its.joinedBy(record.host());
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
                && reason != GameCloseReason.RESUMING
                && reason != GameCloseReason.STAYED
                && reason != GameCloseReason.HANDED_OVER
                && reason != GameCloseReason.NOT_COMING;
    }

    /** One more of a player's. */
    void add(Count count, long player) {
        add(count, (int) player, 1);
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

    /** Who has a player, where hosts own players. */
    private static final class Owned {
        private static final int NOBODY = -1;
        /** Way of owning a player: it was accepted from a transfer. */
        private static final int ACCEPTED = 1;

        private boolean isOwned;
        private int takenOverBy = NOBODY;
        private int host = NOBODY;
        private int zone;
        /** Has joined, and not left by its own wish. */
        private boolean entered;

        void by(ProbeRecord record) {
            isOwned = true;
            takenOverBy = record.digest() == ACCEPTED ? record.host() : NOBODY;
            zone = LeaseColumn.zone(record.b());
        }

        boolean isTakenOverBy(int candidate) {
            return takenOverBy == candidate;
        }

        void joinedBy(int itsHost) {
            takenOverBy = NOBODY;
            host = itsHost;
            entered = true;
        }

        boolean isIn(int candidate) {
            return host == candidate;
        }
    }
}
