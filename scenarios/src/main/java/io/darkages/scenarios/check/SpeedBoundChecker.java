package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Invariant 8, {@code speed-bound}: no player moves farther than the rules allow, whatever it sends,
 * and no honest one is punished. Each position is compared with the positions of the second before it
 * and with the first that is older than a second, so short jumps and a steady excess both show. Of
 * what lies behind, at most one position for each {@value #KEEP_EVERY_NANOS} ns is kept. A placement
 * by the rules starts anew. A player that a zone takes over from the one before has been moved by nobody: the place
 * where it goes on is judged like any other, and that the zone before takes it out is no leaving.
 */
public final class SpeedBoundChecker implements Checker {

    /** Spacing of the positions that later ones are compared with. */
    public static final long KEEP_EVERY_NANOS = 100_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final int NOBODY = -1;
    /** Way of owning a player: it was accepted from a transfer. */
    private static final int ACCEPTED = 1;

    private final Findings findings = new Findings();
    private final StateTable<Track> players = new StateTable<>(player -> new Track());
    private final SpeedLimits limits;
    private final LongPredicate honest;

    /**
     * @param limits of every player
     * @param honest whether the player of that id keeps to the rules
     */
    public SpeedBoundChecker(SpeedLimits limits, LongPredicate honest) {
        this.limits = limits;
        this.honest = honest;
    }

    @Override
    public int invariant() {
        return 8;
    }

    @Override
    public String name() {
        return "speed-bound";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.POSITION, ProbeKind.PLACED, ProbeKind.LEFT, ProbeKind.PUNISHED, ProbeKind.PLAYER_OWNED);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case POSITION -> moved(players.of(record.player()), record);
            case PLACED -> placed(players.of(record.player()), record);
            case LEFT -> {
                if (players.contains(record.player()) && players.of(record.player()).host == record.host()) {
                    players.remove(record.player());
                }
            }
            case PLAYER_OWNED -> {
                Track track = players.of(record.player());
                track.takenOverBy = record.digest() == ACCEPTED ? record.host() : NOBODY;
            }
            case PUNISHED -> punished(record);
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    @Override
    public void finish(long endNanos) {
        // Each position was judged when it was read.
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private void punished(ProbeRecord record) {
        if (honest.test(record.player())) {
            findings.judged();
            long reason = record.a();
            findings.violated(record, () -> "an honest player was punished, reason " + reason);
        }
    }

    private void placed(Track track, ProbeRecord record) {
        if (track.takenOverBy == record.host()) {
            track.takenOverBy = NOBODY;
            moved(track, record);
        } else {
            track.host = record.host();
            track.clear();
            track.keep(record);
        }
    }

    private void moved(Track track, ProbeRecord record) {
        track.host = record.host();
        track.forgetBefore(record.nanos() - SECOND_NANOS);
        if (track.size > 0 && record.nanos() - track.nanos[track.first] > SpeedLimits.MAX_SPAN_NANOS) {
            // Nobody looked for so long that a bound would say nothing.
            track.dropOldest();
            findings.leftUndecided();
        }
        if (track.size > 0) {
            findings.judged();
            // Newest first: the shortest span that shows the excess says most.
            for (int position = track.size - 1; position >= 0; position--) {
                if (tooFar(track, position, record)) {
                    break;
                }
            }
        }
        track.keepIfDue(record);
    }

    private boolean tooFar(Track track, int position, ProbeRecord record) {
        int slot = track.slot(position);
        long span = Math.max(0, record.nanos() - track.nanos[slot]);
        long bound = limits.boundQ16(span);
        long dx = Math.abs(record.a() - track.x[slot]);
        long dz = Math.abs(record.b() - track.z[slot]);
        // Each leg alone first: the squares of legs below the bound cannot overflow.
        if (dx <= bound && dz <= bound && dx * dx + dz * dz <= bound * bound) {
            return false;
        }
        findings.violated(
                record,
                () -> "moved " + metres(dx) + " m along x and " + metres(dz) + " m along z in " + span / 1_000 + " us; "
                        + metres(bound) + " m are allowed");
        return true;
    }

    private static String metres(long q16) {
        long millimetres = (q16 >> 16) * 1_000 + ((q16 & 0xFFFF) * 1_000 >> 16);
        String fraction = Long.toString(1_000 + millimetres % 1_000).substring(1);
        return millimetres / 1_000 + "." + fraction;
    }

    /** Where one player was, over a second and a little more. */
    private static final class Track {

        /** A power of two with room for one second at the kept spacing, both ends, and the first older one. */
        private static final int CAPACITY = 16;

        private final long[] nanos = new long[CAPACITY];
        private final long[] x = new long[CAPACITY];
        private final long[] z = new long[CAPACITY];
        private int first;
        private int size;
        /** Who moved or placed it last. */
        private int host = NOBODY;
        /** Who was handed the player and has not placed it yet. */
        private int takenOverBy = NOBODY;

        void clear() {
            first = 0;
            size = 0;
        }

        int slot(int position) {
            return first + position & CAPACITY - 1;
        }

        /** Keeps the youngest of those at or before that time, and all after it. */
        void forgetBefore(long horizonNanos) {
            while (size > 1 && nanos[slot(1)] <= horizonNanos) {
                dropOldest();
            }
        }

        void keepIfDue(ProbeRecord record) {
            if (size == 0 || record.nanos() - nanos[slot(size - 1)] >= KEEP_EVERY_NANOS) {
                keep(record);
            }
        }

        void keep(ProbeRecord record) {
            if (size == CAPACITY) {
                dropOldest();
            }
            int slot = slot(size++);
            nanos[slot] = record.nanos();
            x[slot] = record.a();
            z[slot] = record.b();
        }

        void dropOldest() {
            first = first + 1 & CAPACITY - 1;
            size--;
        }
    }
}
