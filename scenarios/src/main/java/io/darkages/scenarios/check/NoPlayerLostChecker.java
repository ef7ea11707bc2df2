package io.darkages.scenarios.check;

import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Invariant 2, {@code no-player-lost}: every player who joined and did not leave has an entity, or a login or resume
 * attempt no older than a client may take until the next, or is suspended; after healing has an entity.
 *
 * <p>Who has left only the player's own client can say, or the zone that sends it away for cheating: a zone that takes
 * an entity out of its world has not lost the player if its client tries to come back. An entity is there as long as
 * somebody acts for it, which shows ten times a second, and {@value #UNNOTICED_NANOS} ns longer: a client hears nothing
 * for 1 s before it tries elsewhere, and the rest is for the path. A player is suspended while its zone has said that
 * its lease ran out and nobody took the zone, and while it is frozen for a transfer by a process that still lives.
 *
 * <p>Looked at whenever something about a player is told, and once a second; each loss counts once.
 */
public final class NoPlayerLostChecker implements Checker {

    /** No time after which everything must be well again. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How old an attempt to get in may be: so long may a client take until the next. */
    private static final long ATTEMPT_NANOS = ClientOptions.attemptNanosMax();

    /** How long nobody need notice that an entity is gone. */
    public static final long UNNOTICED_NANOS = 2_000_000_000L;

    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final int FROZEN = 1;
    private static final int RAN_OUT = 0;

    /** Stands in for the host of a player whom nobody has. */
    private final Host nobody = new Host();

    private final PlayerReach reach;
    private final long settledNanos;
    private final Findings findings = new Findings();
    private final StateTable<Host> hosts = new StateTable<>(host -> new Host());
    private final StateTable<Zone> zones = new StateTable<>(zone -> new Zone());
    private final List<Player> known = new ArrayList<>();
    private final StateTable<Player> players = new StateTable<>(id -> new Player(id));
    private long nextLookNanos = LOOK_NANOS;

    /**
     * @param reach what the plan breaks on the players' side
     * @param settledNanos virtual time from which everyone must have an entity whom a zone can be reached by: the end of
     *     the time for healing; {@link #NEVER} if faults go on to the end
     */
    public NoPlayerLostChecker(PlayerReach reach, long settledNanos) {
        this.reach = reach;
        this.settledNanos = settledNanos;
    }

    @Override
    public int invariant() {
        return 2;
    }

    @Override
    public String name() {
        return "no-player-lost";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.JOINED,
                ProbeKind.POSITION,
                ProbeKind.LEFT,
                ProbeKind.PUNISHED,
                ProbeKind.LOGIN_TRIED,
                ProbeKind.CLIENT_LEFT,
                ProbeKind.LEASE_TAKEN,
                ProbeKind.LEASE_RENEWED,
                ProbeKind.LEASE_ENDED,
                ProbeKind.PLAYER_OWNED,
                ProbeKind.PLAYER_SUSPENDED,
                ProbeKind.PLAYER_RELEASED);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (record.nanos() >= nextLookNanos) {
            nextLookNanos = (record.nanos() / LOOK_NANOS + 1) * LOOK_NANOS;
            for (int i = 0; i < known.size(); i++) {
                look(known.get(i), record.nanos(), record.eventNumber());
            }
        }
        switch (record.kind()) {
            case LEASE_TAKEN -> taken(record);
            case LEASE_RENEWED -> hosts.of(record.host()).renewed(record);
            case LEASE_ENDED -> {
                Host host = hosts.of(record.host());
                boolean stands = record.digest() == RAN_OUT;
                host.standsUntilNanos = stands ? Long.MAX_VALUE : soon(record.nanos());
                host.livesUntilNanos = stands ? Long.MAX_VALUE : record.nanos();
            }
            default -> ofPlayer(players.of(record.player()), record);
        }
    }

    private void taken(ProbeRecord record) {
        Zone zone = zones.of(LeaseColumn.zone(record.a()));
        Host host = hosts.of(record.host());
        if (zone.host != host) {
            // Whoever had it before stands for nobody any more.
            zone.host.standsUntilNanos = Math.min(zone.host.standsUntilNanos, soon(record.nanos()));
            zone.host.livesUntilNanos = Math.min(zone.host.livesUntilNanos, record.nanos());
            zone.host = host;
        }
        host.renewed(record);
    }

    private void ofPlayer(Player player, ProbeRecord record) {
        switch (record.kind()) {
            case JOINED -> {
                if (player.owed) {
                    find(player, record.nanos(), record.eventNumber());
                } else {
                    findings.judged();
                }
                player.owed = true;
                acted(player, record);
            }
            case POSITION, PLAYER_OWNED -> {
                find(player, record.nanos(), record.eventNumber());
                if (record.kind() == ProbeKind.PLAYER_OWNED) {
                    player.frozenBy = nobody;
                }
                acted(player, record);
            }
            case LOGIN_TRIED -> {
                find(player, record.nanos(), record.eventNumber());
                player.triedUntilNanos = record.nanos() + ATTEMPT_NANOS;
                player.signNanos = record.nanos();
                player.lost &= mustPlay(player, record.nanos());
            }
            case LEFT -> {
                if (player.host == hosts.of(record.host())) {
                    // Its client has to be told, or to notice, before it can try to come back.
                    player.entityUntilNanos = soon(record.nanos());
                    player.host = nobody;
                }
            }
            case CLIENT_LEFT, PUNISHED -> {
                find(player, record.nanos(), record.eventNumber());
                player.owed = false;
                player.lost = false;
            }
            case PLAYER_SUSPENDED -> {
                find(player, record.nanos(), record.eventNumber());
                stopped(player, record, record.digest() == FROZEN);
            }
            case PLAYER_RELEASED -> stopped(player, record, false);
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void acted(Player player, ProbeRecord record) {
        player.host = hosts.of(record.host());
        player.entityUntilNanos = soon(record.nanos());
        player.signNanos = record.nanos();
        player.lost = false;
    }

    private void stopped(Player player, ProbeRecord record, boolean frozen) {
        Host host = hosts.of(record.host());
        if (frozen) {
            player.frozenBy = host;
        } else if (player.frozenBy == host) {
            player.frozenBy = nobody;
        }
    }

    private static long soon(long nanos) {
        return nanos + UNNOTICED_NANOS;
    }

    /** Until when nobody can say that the player is lost, as far as is known now. */
    private long safeUntil(Player player, long nanos) {
        long until = Math.max(player.entityUntilNanos, player.frozenBy.livesUntilNanos);
        if (mustPlay(player, nanos)) {
            return until;
        }
        return Math.max(until, Math.max(player.triedUntilNanos, player.host.standsUntilNanos));
    }

    private boolean mustPlay(Player player, long nanos) {
        return nanos > settledNanos && reach.reached(player.id, settledNanos, nanos);
    }

    private void look(Player player, long nanos, long event) {
        if (player.owed) {
            findings.judged();
            find(player, nanos, event);
        }
    }

    /** Says so if the player is lost now, and was not known to be. */
    private void find(Player player, long nanos, long event) {
        if (!player.owed || player.lost) {
            return;
        }
        long until = safeUntil(player, nanos);
        if (nanos <= until) {
            return;
        }
        if (!reach.ran(player.id, player.signNanos, nanos)) {
            // It could not try. From now on it is asked anew.
            findings.exempted();
            player.signNanos = nanos;
            player.entityUntilNanos = soon(nanos);
            return;
        }
        player.lost = true;
        boolean mustPlay = mustPlay(player, nanos);
        findings.violated(
                nanos,
                event,
                player.id,
                () -> mustPlay
                        ? "has no entity after healing, last sign of it at " + player.signNanos / 1_000 + " us"
                        : "is lost: no entity, not suspended, and no attempt to get in for "
                                + (nanos - player.signNanos) / 1_000_000 + " ms");
    }

    @Override
    public void finish(long endNanos) {
        for (Player player : known) {
            if (player.owed && player.frozenBy.livesUntilNanos >= endNanos && player.entityUntilNanos < endNanos) {
                findings.leftUndecided();
            } else {
                look(player, endNanos, Violation.END_OF_RUN);
            }
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private final class Zone {
        private Host host = nobody;
    }

    /** One process that holds a zone, or held one. */
    private static final class Host {
        /** Until when its players are suspended, or may not have noticed that they no longer are. */
        private long standsUntilNanos = Long.MIN_VALUE;
        /** Until when what it froze may be taken to be kept: it said that it lives. */
        private long livesUntilNanos = Long.MIN_VALUE;

        void renewed(ProbeRecord record) {
            standsUntilNanos = Math.min(standsUntilNanos, soon(record.nanos()));
            livesUntilNanos = soon(record.nanos()) + Math.max(0, record.digest() - record.b());
        }
    }

    private final class Player {
        private final long id;
        /** Joined, and did not leave. */
        private boolean owed;
        /** It has been said that it is lost. */
        private boolean lost;

        private Host host = nobody;
        private Host frozenBy = nobody;
        private long entityUntilNanos = Long.MIN_VALUE;
        private long triedUntilNanos = Long.MIN_VALUE;
        /** When it was acted for or tried to get in. */
        private long signNanos;

        Player(long id) {
            this.id = id;
            known.add(this);
        }
    }
}
