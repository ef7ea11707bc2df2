package io.darkages.scenarios.check;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Invariant 5, {@code migration-terminates}: each migration completes or rolls back within 5 s in which both zones run
 * and the register answers, and rolls back only if the target does not own.
 *
 * <p>That a zone runs and is answered shows in its lease: it is renewed each 0.5 s. Time counts while both zones'
 * leases were renewed within the last 0.75 s. A migration has ended when somebody owns the player under a higher epoch,
 * when the source says that the target has it or that it took it back, or when the player left. One whose source lost
 * its zone is exempt: whoever takes that zone owns the player when it comes back. Until it ends nobody acts for the
 * player but a source that has not frozen it; {@link SingleOwnerChecker} judges that.
 */
public final class MigrationTerminatesChecker implements Checker {

    /** The original design's timeout of a migration. */
    public static final long BOUND_NANOS = 5_000_000_000L;

    /** A renewal each 0.5 s, and half of that for the answer. */
    private static final long ANSWERED_NANOS = 750_000_000L;

    private static final int NOBODY = -1;

    private final Findings findings = new Findings();
    private final StateTable<Zone> zones = new StateTable<>(zone -> new Zone());
    private final StateTable<Player> players = new StateTable<>(Player::new);
    private final List<Player> open = new ArrayList<>();
    private long completed;
    private long rolledBack;

    @Override
    public int invariant() {
        return 5;
    }

    @Override
    public String name() {
        return "migration-terminates";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.LEASE_TAKEN,
                ProbeKind.LEASE_RENEWED,
                ProbeKind.LEASE_ENDED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.PLAYER_RELEASED,
                ProbeKind.TRANSFER_BEGUN,
                ProbeKind.TRANSFER_COMMITTED,
                ProbeKind.TRANSFER_ROLLED_BACK);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case LEASE_TAKEN, LEASE_RENEWED, LEASE_ENDED -> leaseOf(record);
            case TRANSFER_BEGUN -> begun(record);
            case TRANSFER_COMMITTED -> committed(record);
            case TRANSFER_ROLLED_BACK -> rolledBack(record);
            case PLAYER_OWNED -> {
                Player player = players.of(record.player());
                if (player.open && record.a() > player.epoch) {
                    completed += record.host() == player.source ? 0 : 1;
                    ended(player, record);
                }
                player.ownerHost = record.host();
                player.ownerEpoch = Math.max(player.ownerEpoch, record.a());
            }
            case PLAYER_RELEASED -> {
                Player player = players.of(record.player());
                if (player.open && record.host() == player.source) {
                    ended(player, record);
                }
            }
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void leaseOf(ProbeRecord record) {
        int number = LeaseColumn.zone(record.a());
        long lease = LeaseColumn.lease(record.a());
        Zone zone = zones.of(number);
        if (lease < zone.lease) {
            return;
        }
        for (int i = open.size() - 1; i >= 0; i--) {
            Player player = open.get(i);
            if (player.sourceZone == number || player.targetZone == number) {
                count(player, record.nanos(), record.eventNumber());
                if (player.sourceZone == number && lease > player.sourceLease) {
                    findings.exempted();
                    close(player);
                }
            }
        }
        zone.lease = lease;
        zone.answeredUntilNanos = record.nanos() + (record.kind() == ProbeKind.LEASE_ENDED ? 0 : ANSWERED_NANOS);
    }

    private void begun(ProbeRecord record) {
        Player player = players.of(record.player());
        if (player.open) {
            findings.judged();
            findings.violated(record, () -> "a transfer began before the one under epoch " + player.epoch + " ended");
            close(player);
        }
        player.open = true;
        player.overdue = false;
        player.source = record.host();
        player.sourceZone = LeaseColumn.zone(record.b());
        player.sourceLease = LeaseColumn.lease(record.b());
        player.targetZone = (int) record.digest();
        player.epoch = record.a();
        player.countedNanos = 0;
        player.lastNanos = record.nanos();
        open.add(player);
    }

    private void committed(ProbeRecord record) {
        Player player = players.of(record.player());
        if (!player.open || player.source != record.host()) {
            return;
        }
        if (record.a() <= player.epoch) {
            findings.violated(
                    record, () -> "was handed over under epoch " + record.a() + ", which was the source's own");
        }
        completed++;
        ended(player, record);
    }

    private void rolledBack(ProbeRecord record) {
        Player player = players.of(record.player());
        rolledBack++;
        if (player.ownerHost != record.host()) {
            findings.judged();
            findings.violated(
                    record,
                    () -> "host " + record.host() + " rolled back under epoch " + record.a() + ", and "
                            + (player.ownerHost == NOBODY ? "nobody" : "host " + player.ownerHost)
                            + " owns it under epoch " + player.ownerEpoch);
        } else if (record.a() <= player.ownerEpoch) {
            findings.judged();
            findings.violated(
                    record,
                    () -> "was rolled back under epoch " + record.a()
                            + ", which does not fence off the target: it was owned under " + player.ownerEpoch);
        }
        if (player.open && player.source == record.host()) {
            ended(player, record);
        }
    }

    private void ended(Player player, ProbeRecord record) {
        count(player, record.nanos(), record.eventNumber());
        findings.judged();
        close(player);
    }

    private void close(Player player) {
        player.open = false;
        open.remove(player);
    }

    /** Adds the time since it was looked at last in which both zones ran and were answered. */
    private void count(Player player, long nanos, long event) {
        Zone source = zones.of(player.sourceZone);
        Zone target = zones.of(player.targetZone);
        long until = Math.min(nanos, Math.min(source.answeredUntilNanos, target.answeredUntilNanos));
        if (until > player.lastNanos) {
            player.countedNanos += until - player.lastNanos;
        }
        player.lastNanos = nanos;
        if (player.countedNanos > BOUND_NANOS && !player.overdue) {
            player.overdue = true;
            findings.violated(
                    nanos,
                    event,
                    player.id,
                    () -> "its transfer from zone " + player.sourceZone + " to zone " + player.targetZone
                            + " under epoch " + player.epoch + " is open for "
                            + player.countedNanos / 1_000_000 + " ms in which both ran");
        }
    }

    @Override
    public void finish(long endNanos) {
        for (Player player : open) {
            count(player, endNanos, Violation.END_OF_RUN);
            if (player.overdue) {
                findings.judged();
            } else {
                findings.leftUndecided();
            }
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    /** Migrations after which another zone owned the player. */
    public long completed() {
        return completed;
    }

    public long rolledBack() {
        return rolledBack;
    }

    /** Until when a zone may be taken to run and to be answered. */
    private static final class Zone {
        private long lease;
        private long answeredUntilNanos = Long.MIN_VALUE;
    }

    /** One player and its open migration. */
    private static final class Player {
        private final long id;
        private int ownerHost = NOBODY;
        private long ownerEpoch;
        private boolean open;
        private boolean overdue;
        private int source;
        private int sourceZone;
        private long sourceLease;
        private int targetZone;
        private long epoch;
        private long countedNanos;
        private long lastNanos;

        Player(long id) {
            this.id = id;
        }
    }
}
