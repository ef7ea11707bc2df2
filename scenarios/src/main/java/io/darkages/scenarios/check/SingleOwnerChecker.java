package io.darkages.scenarios.check;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invariant 1, {@code single-owner}: no zone computes an effect for a player after its lease ended on its monotonic
 * clock, no two own one player, and after healing exactly one acts.
 *
 * <p>A lease ends when its holder's clock says so. Holders write down that clock with each take and renewal; between
 * these it may drift by 500 ppm, so what falls that close to an end is undecided. Leases of a zone grow in number, and
 * nobody takes one while another's is good. Who computes something for a player has said that it owns it and not yet
 * that it stopped; nobody else owns it then, and no epoch has two owners.
 *
 * <p>A history without leases shows nothing that this invariant speaks of.
 */
public final class SingleOwnerChecker implements Checker {

    /** No time after which everything must be well again. */
    public static final long NEVER = Long.MAX_VALUE;

    /** 1 / 500 ppm. */
    private static final long DRIFT_PARTS = 2_000;

    /** Whoever is acted for is so in any second. */
    private static final long ACTING_NANOS = 1_000_000_000L;

    private static final int NOBODY = -1;

    private final long settledNanos;
    private final HostCrashes crashes;
    private final Findings findings = new Findings();
    private final StateTable<Host> hosts = new StateTable<>(host -> new Host());
    private final StateTable<Zone> zones = new StateTable<>(zone -> new Zone());
    private final StateTable<Player> players = new StateTable<>(player -> new Player());
    private boolean leased;
    private long unleasedEffects;

    /**
     * @param settledNanos virtual time from which each player who is owned must be acted for, {@link #NEVER} if faults
     *     go on to the end
     * @param crashes what a host held before one it knows nothing of, and may take another zone
     */
    public SingleOwnerChecker(long settledNanos, HostCrashes crashes) {
        this.settledNanos = settledNanos;
        this.crashes = crashes;
    }

    @Override
    public int invariant() {
        return 1;
    }

    @Override
    public String name() {
        return "single-owner";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.LEASE_TAKEN,
                ProbeKind.LEASE_RENEWED,
                ProbeKind.LEASE_ENDED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.PLAYER_SUSPENDED,
                ProbeKind.PLAYER_RELEASED,
                ProbeKind.JOINED,
                ProbeKind.POSITION,
                ProbeKind.PLACED,
                ProbeKind.DAMAGED,
                ProbeKind.DIED,
                ProbeKind.RESPAWNED,
                ProbeKind.KILLED,
                ProbeKind.ATTACK_JUDGED);
    }

    @Override
    public void accept(ProbeRecord record) {
        switch (record.kind()) {
            case LEASE_TAKEN -> taken(record);
            case LEASE_RENEWED -> renewed(record);
            case LEASE_ENDED -> {
                Host host = hosts.of(record.host());
                // Ran out and lost later: the first of the two.
                host.endNanos = Math.min(host.endNanos, record.nanos());
                host.slackNanos = 0;
            }
            case PLAYER_OWNED -> owned(record);
            case PLAYER_SUSPENDED, PLAYER_RELEASED -> {
                Player player = players.of(record.player());
                if (player.host == record.host()) {
                    player.acting = false;
                    player.released |= record.kind() == ProbeKind.PLAYER_RELEASED;
                }
            }
            // Of a player who may belong to another zone: the attacker's lies where it stands, its victim's here.
            case KILLED, ATTACK_JUDGED -> effect(record, false);
            default -> effect(record, true);
        }
    }

    private void taken(ProbeRecord record) {
        findings.judged();
        if (!leased) {
            leased = true;
            if (unleasedEffects > 0) {
                findings.violated(record, () -> unleasedEffects + " effects were computed before anybody held a lease");
            }
        }
        int number = LeaseColumn.zone(record.a());
        long lease = LeaseColumn.lease(record.a());
        Zone zone = zones.of(number);
        Host host = hosts.of(record.host());
        if (lease <= zone.lease) {
            findings.violated(
                    record,
                    () -> "host " + record.host() + " took lease " + lease + " of zone " + number + " after "
                            + zone.lease);
        } else if (host.isGood(record.nanos())
                && host.zone != number
                && !crashes.isBetween(record.host(), host.toldNanos, record.nanos())) {
            findings.violated(
                    record, () -> "host " + record.host() + " took zone " + number + " and holds zone " + host.zone);
        } else if (zone.host != NOBODY && zone.host != record.host()) {
            judgeTakeover(record, zone, hosts.of(zone.host));
        }
        zone.lease = Math.max(zone.lease, lease);
        zone.host = record.host();
        host.zone = number;
        host.lease = lease;
        host.extend(record);
    }

    private void judgeTakeover(ProbeRecord record, Zone zone, Host before) {
        if (before.zone != LeaseColumn.zone(record.a()) || before.lease != zone.lease) {
            return;
        }
        if (before.isSurelyGood(record.nanos())) {
            findings.violated(
                    record,
                    () -> "host " + record.host() + " took zone " + before.zone + ", which host " + zone.host
                            + " holds for " + (before.endNanos - record.nanos()) / 1_000 + " us more");
        } else if (before.isGood(record.nanos())) {
            findings.leftUndecided();
        }
    }

    private void renewed(ProbeRecord record) {
        findings.judged();
        Host host = hosts.of(record.host());
        int number = LeaseColumn.zone(record.a());
        long lease = LeaseColumn.lease(record.a());
        Zone zone = zones.of(number);
        if (zone.host != record.host() || zone.lease != lease || host.lease != lease || host.zone != number) {
            findings.violated(
                    record,
                    () -> "host " + record.host() + " renewed lease " + lease + " of zone " + number + "; host "
                            + zone.host + " has lease " + zone.lease);
            return;
        }
        host.extend(record);
    }

    private void owned(ProbeRecord record) {
        findings.judged();
        Player player = players.of(record.player());
        Host host = hosts.of(record.host());
        if (!host.isGood(record.nanos()) || record.b() != LeaseColumn.of(host.zone, host.lease)) {
            findings.violated(
                    record,
                    () -> "host " + record.host() + " owns it by lease " + LeaseColumn.lease(record.b()) + " of zone "
                            + LeaseColumn.zone(record.b()) + ", which it does not hold");
        } else if (player.host != NOBODY && player.host != record.host()) {
            if (player.epoch == record.a()) {
                findings.violated(
                        record,
                        () -> "hosts " + player.host + " and " + record.host() + " own it under epoch " + record.a());
            } else if (player.acting && hosts.of(player.host).has(player.lease)) {
                judgeOtherOwner(record, player, hosts.of(player.host));
            }
        }
        player.host = record.host();
        player.epoch = record.a();
        player.lease = record.b();
        player.acting = true;
        player.released = false;
        player.actedNanos = record.nanos();
    }

    private void judgeOtherOwner(ProbeRecord record, Player player, Host other) {
        if (other.isSurelyGood(record.nanos())) {
            findings.violated(
                    record,
                    () -> "host " + record.host() + " owns it under epoch " + record.a() + ", and host " + player.host
                            + " has not stopped under epoch " + player.epoch);
        } else if (other.isGood(record.nanos())) {
            findings.leftUndecided();
        }
    }

    private void effect(ProbeRecord record, boolean needsOwner) {
        if (!leased) {
            unleasedEffects++;
            return;
        }
        findings.judged();
        Host host = hosts.of(record.host());
        if (!host.isGood(record.nanos())) {
            findings.violated(
                    record,
                    () -> record.kind() + " by host " + record.host()
                            + (host.lease == 0
                                    ? ", which never held a lease"
                                    : ", " + (record.nanos() - host.endNanos) / 1_000 + " us after its lease of zone "
                                            + host.zone + " ended"));
            return;
        }
        if (!host.isSurelyGood(record.nanos())) {
            findings.leftUndecided();
        }
        if (!needsOwner) {
            return;
        }
        Player player = players.of(record.player());
        if (player.host != record.host() || !player.acting || !host.has(player.lease)) {
            findings.violated(
                    record,
                    () -> record.kind() + " by host " + record.host() + ", "
                            + (player.host == NOBODY
                                    ? "and nobody owns it"
                                    : player.host != record.host()
                                            ? "and host " + player.host + " owns it under epoch " + player.epoch
                                            : "which has stopped acting for it"));
        }
        player.actedNanos = record.nanos();
    }

    @Override
    public void finish(long endNanos) {
        if (settledNanos > endNanos - ACTING_NANOS) {
            return;
        }
        for (long id : players.sortedKeys()) {
            Player player = players.of(id);
            if (player.host == NOBODY || player.released) {
                continue;
            }
            Host host = hosts.of(player.host);
            if (!player.acting || !host.has(player.lease) || !host.isGood(endNanos)) {
                // On its way to another zone, or its zone is gone and it did not come back: others judge that.
                findings.leftUndecided();
                continue;
            }
            findings.judged();
            if (player.actedNanos < endNanos - ACTING_NANOS) {
                findings.violatedAtTheEnd(
                        endNanos,
                        id,
                        () -> "host " + player.host + " owns it and has not acted for it since "
                                + player.actedNanos / 1_000 + " us");
            }
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    /** What a host holds: one zone at a time. */
    private static final class Host {
        private int zone;
        private long lease;
        /** Virtual time at which its clock should show the lease's end, and by how much that can be wrong. */
        private long endNanos = Long.MIN_VALUE;

        private long slackNanos;
        private long toldNanos;

        void extend(ProbeRecord record) {
            toldNanos = record.nanos();
            long leftNanos = record.digest() - record.b();
            endNanos = record.nanos() + leftNanos;
            slackNanos = leftNanos / DRIFT_PARTS + 1;
        }

        /** Whether that is its newest lease: numbers alone are of different zones. */
        boolean has(long column) {
            return column == LeaseColumn.of(zone, lease);
        }

        boolean isGood(long nanos) {
            return lease != 0 && nanos < endNanos + slackNanos;
        }

        boolean isSurelyGood(long nanos) {
            return lease != 0 && nanos < endNanos - slackNanos;
        }
    }

    /** The newest lease of a zone, and who took it. */
    private static final class Zone {
        private long lease;
        private int host = NOBODY;
    }

    /** Who said last that it owns the player. */
    private static final class Player {
        private int host = NOBODY;
        private long epoch;
        /** Zone and number, as {@link LeaseColumn} packs them. */
        private long lease;

        private boolean acting;
        private boolean released;
        private long actedNanos;
    }
}
