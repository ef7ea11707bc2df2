package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invariant 12, {@code session-durable}: after a zone crash a player comes back with state at most 1 s old, plus the
 * time the hot store was away or forgot.
 *
 * <p>A player comes back when a process claims it that did not have it in its memory, and it had been in the world and
 * not left. It must go on from a session that some process captured, exactly as captured. How old that is counts in
 * time that the player had been played, from the capture to when it was acted for last: what happens while its world
 * stands still ages nothing. Without a session it begins anew, and that is as if it came back from its first moment.
 * A state that a player came back with ages anew from then on.
 */
public final class SessionDurableChecker implements Checker {

    /** How old a state may be. */
    public static final long AGE_NANOS = 1_000_000_000L;

    /** Who is acted for shows more often; longer gaps are stand-stills. */
    private static final long PLAYED_GAP_NANOS = 1_000_000_000L;

    private static final int CLAIMED = 0;
    private static final int NOBODY = -1;

    private final StoreOutages outages;
    private final HostCrashes crashes;
    private final Findings findings = new Findings();
    private final StateTable<Player> players = new StateTable<>(player -> new Player());
    private final StateTable<Host> hosts = new StateTable<>(host -> new Host());
    private long oldestNanos;

    /**
     * @param outages times of which the hot store may have kept nothing
     * @param crashes after which a host has none of its players in memory
     */
    public SessionDurableChecker(StoreOutages outages, HostCrashes crashes) {
        this.outages = outages;
        this.crashes = crashes;
    }

    @Override
    public int invariant() {
        return 12;
    }

    @Override
    public String name() {
        return "session-durable";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.LEASE_TAKEN,
                ProbeKind.LEASE_RENEWED,
                ProbeKind.LEASE_ENDED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.SESSION_SAVED,
                ProbeKind.SESSION_LOADED,
                ProbeKind.JOINED,
                ProbeKind.POSITION,
                ProbeKind.DAMAGED,
                ProbeKind.LEFT,
                ProbeKind.CLIENT_LEFT,
                ProbeKind.PUNISHED);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case LEASE_TAKEN, LEASE_RENEWED -> hosts.of(record.host()).holdsZone = true;
            case LEASE_ENDED -> hosts.of(record.host()).holdsZone = false;
            default -> ofPlayer(players.of(record.player()), record);
        }
    }

    private void ofPlayer(Player player, ProbeRecord record) {
        switch (record.kind()) {
            case PLAYER_OWNED -> owned(player, record);
            case SESSION_SAVED ->
                player.saved.add(
                        record.a(), record.b(), record.digest(), record.nanos(), player.playedBy(record.nanos()));
            case SESSION_LOADED -> loaded(player, record);
            case JOINED, POSITION, DAMAGED -> acted(player, record);
            case LEFT -> {
                // A zone that has lost its lease takes its players out: that is no leaving.
                if (player.host == record.host() && hosts.of(record.host()).holdsZone) {
                    player.present = false;
                }
            }
            case CLIENT_LEFT, PUNISHED -> player.present = false;
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void owned(Player player, ProbeRecord record) {
        boolean remembers =
                player.host == record.host() && !crashes.isBetween(record.host(), player.actedNanos, record.nanos());
        player.comesBack = player.present && record.digest() == CLAIMED && !remembers;
        player.restored = SavedStates.ABSENT;
        player.tooOld = false;
        if (player.present && record.digest() != CLAIMED) {
            // Its state came with the transfer, or stayed.
            player.host = record.host();
        }
    }

    private void loaded(Player player, ProbeRecord record) {
        findings.judged();
        int row = player.saved.find(record.a(), record.b());
        if (row != SavedStates.ABSENT) {
            if (player.saved.digest(row) != record.digest()) {
                long saved = player.saved.digest(row);
                findings.violated(
                        record,
                        () -> "goes on as " + Long.toHexString(record.digest()) + " from session " + record.b()
                                + " of epoch " + record.a() + ", which was saved as " + Long.toHexString(saved));
            }
            player.restored = row;
        } else if (player.saved.mayHaveForgotten(record.a(), record.b())) {
            // Older than the oldest that is kept: that one's age is the least that it can be.
            player.restored = player.saved.oldest();
            player.tooOld = true;
        } else {
            findings.violated(
                    record,
                    () -> "goes on from session " + record.b() + " of epoch " + record.a()
                            + ", which nobody has saved");
        }
    }

    private void acted(Player player, ProbeRecord record) {
        if (player.comesBack) {
            player.comesBack = false;
            comesBack(player, record);
            player.startNanos = player.restored == SavedStates.ABSENT ? record.nanos() : player.startNanos;
            player.actedNanos = record.nanos();
            if (player.restored != SavedStates.ABSENT && !player.tooOld) {
                player.saved.renew(player.restored, record.nanos(), player.playedNanos);
            }
        } else if (!player.present) {
            player.startNanos = record.nanos();
            player.startPlayedNanos = player.playedNanos;
            player.actedNanos = record.nanos();
        }
        player.present = true;
        player.playedNanos = player.playedBy(record.nanos());
        player.actedNanos = record.nanos();
        player.host = record.host();
    }

    private void comesBack(Player player, ProbeRecord record) {
        findings.judged();
        boolean stored = player.restored != SavedStates.ABSENT;
        long fromNanos = stored ? player.saved.nanos(player.restored) : player.startNanos;
        long fromPlayed = stored ? player.saved.playedNanos(player.restored) : player.startPlayedNanos;
        long ageNanos = Math.max(0, player.playedNanos - fromPlayed);
        long awayNanos = outages.awayNanos(fromNanos, player.actedNanos);
        oldestNanos = Math.max(oldestNanos, ageNanos);
        if (ageNanos > AGE_NANOS + awayNanos) {
            findings.violated(
                    record,
                    () -> "came back " + (stored ? "with state " : "without its session, ") + ageNanos / 1_000_000
                            + " ms old; the hot store was away for " + awayNanos / 1_000_000 + " ms of these");
        } else if (player.tooOld) {
            findings.leftUndecided();
        }
        if (!stored) {
            player.startPlayedNanos = player.playedNanos;
        }
    }

    @Override
    public void finish(long endNanos) {
        // Whoever came back was judged then.
    }

    @Override
    public Findings findings() {
        return findings;
    }

    /** The oldest state that anybody came back with, in time played. */
    public long oldestNanos() {
        return oldestNanos;
    }

    private static final class Host {
        private boolean holdsZone;
    }

    private static final class Player {
        private final SavedStates saved = new SavedStates();
        /** In the world, or torn out of it. */
        private boolean present;
        /** Was claimed anew, and nobody has acted for it since. */
        private boolean comesBack;

        private int host = NOBODY;
        private long actedNanos;
        private long playedNanos;
        /** When it began anew, without a session. */
        private long startNanos;

        private long startPlayedNanos;
        /** The saved state that it goes on from. */
        private int restored = SavedStates.ABSENT;
        /** What it goes on from is older than that. */
        private boolean tooOld;

        /** How long it has been played at a time at which it may have been acted for. */
        long playedBy(long nanos) {
            long gap = nanos - actedNanos;
            return present && gap <= PLAYED_GAP_NANOS ? playedNanos + Math.max(0, gap) : playedNanos;
        }
    }
}
