package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invariant 4, {@code no-duplicate}: one acting entity for each player, each damage applied once, as many kills as
 * deaths.
 *
 * <p>A player who joins has no other entity, and nobody else has this one; entities are named by their host. Where hosts
 * own players, the one that owns a player may have it join while one that owned it before has not yet taken its entity
 * out, which takes no part in anything from then on. Damage is numbered from 1 without gaps in each incarnation of a
 * host, and is done to players who are in its world and alive; between two nobody loses health, also when a player goes
 * from one zone to the next. Who has no health left dies in
 * the same tick, once, by the damage that came last; of each death by somebody else there is one kill, credited to that
 * one in the same tick. What an attacker does from another zone than its own needs a blow that its zone sent there, and
 * each such blow hurts once. Nobody comes back to life who was not dead. How a player comes back that a host claimed, from a
 * session or without, is not known.
 *
 * <p>Nobody looks at the world in a player's stead: a view of a player that a zone hands over is opened with a token that
 * its client was sent, and each token opens one.
 */
public final class NoDuplicateChecker implements Checker {

    private static final int NOBODY = -1;
    /** Way of owning a player: it was accepted from a transfer. */
    private static final int ACCEPTED = 1;

    private final Findings findings = new Findings();
    private final HostCrashes crashes;
    private final StateTable<Player> players = new StateTable<>(player -> new Player());
    /** By host. */
    private final StateTable<EntityHolders> entities = new StateTable<>(host -> new EntityHolders());

    private final BlowsFromAfar blows = new BlowsFromAfar();

    private final StateTable<Zone> zones = new StateTable<>(host -> new Zone(findings));

    /** @param crashes after which entities and numbers may begin anew */
    public NoDuplicateChecker(HostCrashes crashes) {
        this.crashes = crashes;
    }

    @Override
    public int invariant() {
        return 4;
    }

    @Override
    public String name() {
        return "no-duplicate";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(
                ProbeKind.PLAYER_OWNED,
                ProbeKind.JOINED,
                ProbeKind.HANDOFF_INVITED,
                ProbeKind.VIEW_OPENED,
                ProbeKind.LEFT,
                ProbeKind.ATTACK_FROM,
                ProbeKind.ATTACK_JUDGED,
                ProbeKind.DAMAGED,
                ProbeKind.DIED,
                ProbeKind.KILLED,
                ProbeKind.RESPAWNED);
    }

    @Override
    public void accept(ProbeRecord record) {
        Player player = players.of(record.player());
        switch (record.kind()) {
            case PLAYER_OWNED -> {
                player.owner = record.host();
                player.comesByTransfer = record.digest() == ACCEPTED;
            }
            case JOINED -> joined(player, record);
            case HANDOFF_INVITED -> player.invitations.add(record.a());
            case VIEW_OPENED -> {
                findings.judged();
                if (!player.invitations.take(record.a())) {
                    findings.violated(
                            record,
                            () -> "host " + record.host()
                                    + " opened a view of it with a token that its client was not sent, or had used");
                }
            }
            case LEFT -> {
                Presence here = player.presences.of(record.host());
                release(here, record);
                here.present = false;
                player.due &= !player.isOf(record.host());
            }
            case ATTACK_FROM -> blows.lookedAt(record);
            case ATTACK_JUDGED -> blows.judged(record);
            case DAMAGED -> damaged(player, record);
            case DIED -> died(player, record);
            case KILLED -> {
                findings.judged();
                zones.of(record.host()).deaths.killed(record);
            }
            case RESPAWNED -> {
                findings.judged();
                if (!player.dead && player.lifeKnown) {
                    findings.violated(record, () -> "came back to life without having died");
                }
                player.dead = false;
                player.lifeKnown = true;
                player.healthKnown = false;
            }
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    @Override
    public void finish(long endNanos) {
        for (long id : players.sortedKeys()) {
            Player player = players.of(id);
            if (player.due && player.dueNanos < endNanos) {
                findings.violatedAtTheEnd(
                        endNanos, id, () -> "lost its last health by damage " + player.lastDamage + " and never died");
            }
        }
        for (long host : zones.sortedKeys()) {
            zones.of(host).deaths.finish(endNanos);
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private void joined(Player player, ProbeRecord record) {
        findings.judged();
        Presence here = player.presences.of(record.host());
        EntityHolders holders = entities.of(record.host());
        long holder = holders.player(record.a());
        boolean anew = crashes.isBetween(record.host(), here.joinedNanos, record.nanos());
        if (here.present && here.entity != record.a() && !anew) {
            findings.violated(record, () -> "joined as entity " + record.a() + " while it is entity " + here.entity);
        } else if (holder != EntityHolders.NOBODY
                && holder != record.player()
                && !crashes.isBetween(
                        record.host(), players.of(holder).presences.of(record.host()).joinedNanos, record.nanos())) {
            findings.violated(record, () -> "joined as entity " + record.a() + ", which is player " + holder);
        } else if (player.owner != record.host()) {
            judgeOthers(player, record);
        }
        if (!here.present || here.entity != record.a() || anew) {
            release(here, record);
            begins(player, record.host());
        }
        player.joined = true;
        here.present = true;
        here.entity = record.a();
        here.joinedNanos = record.nanos();
        holders.take(record.a(), record.player());
    }

    /** Who does not own the player may not have it beside another. */
    private void judgeOthers(Player player, ProbeRecord record) {
        for (int i = 0; i < player.presences.size(); i++) {
            int other = player.presences.host(i);
            Presence there = player.presences.at(i);
            if (other != record.host()
                    && there.present
                    && !crashes.isBetween(other, there.joinedNanos, record.nanos())) {
                findings.violated(
                        record,
                        () -> "joined as entity " + record.a() + " of host " + record.host() + " while it is entity "
                                + there.entity + " of host " + other);
                return;
            }
        }
    }

    /** A host's entity of the player is new. */
    private static void begins(Player player, int host) {
        if (player.joined && player.owner == host && player.comesByTransfer) {
            // It is as it was.
            player.comesByTransfer = false;
            return;
        }
        player.dead = false;
        player.due = false;
        player.healthKnown = false;
        player.lifeKnown = !player.joined || player.owner == NOBODY;
    }

    private void release(Presence here, ProbeRecord record) {
        if (here.present) {
            entities.of(record.host()).release(here.entity, record.player());
        }
    }

    private void damaged(Player player, ProbeRecord record) {
        findings.judged();
        Zone zone = zones.of(record.host());
        if (zone.lastDamage > 0
                && record.a() == 1
                && crashes.isBetween(record.host(), zone.lastNanos, record.nanos())) {
            zone.lastDamage = 0;
            zone.deaths.settleAll();
        }
        long due = zone.lastDamage + 1;
        int left = (int) (record.digest() >>> 32);
        int taken = (int) record.digest();
        if (record.a() != due) {
            findings.violated(
                    record,
                    () -> record.a() < due
                            ? "damage " + record.a() + " was applied again, the newest was " + (due - 1)
                            : "damage " + record.a() + " was applied where " + due + " was due");
        } else if (!player.presences.of(record.host()).present) {
            findings.violated(record, () -> "damage " + record.a() + " was applied to a player who is not there");
        } else if (!player.isOf(record.host())) {
            findings.violated(
                    record,
                    () -> "damage " + record.a() + " was applied by host " + record.host() + " to a player of host "
                            + player.owner);
        } else if (isFromAfar(record) && !blows.take(record.b(), record.player(), record.nanos())) {
            findings.violated(
                    record,
                    () -> "damage " + record.a() + " is by player " + record.b() + " of host "
                            + players.of(record.b()).owner + ", of whose blows none is under way");
        } else if (player.dead) {
            findings.violated(record, () -> "damage " + record.a() + " was applied to a dead player");
        } else if (player.due) {
            findings.violated(record, () -> "has no health left since damage " + player.lastDamage + " and took more");
        } else if (left < 0 || taken < 0) {
            findings.violated(
                    record, () -> "damage " + record.a() + " took " + taken + " and left " + left + " hundredths");
        } else if (player.healthKnown && left + taken < player.health) {
            int before = player.health;
            findings.violated(
                    record,
                    () -> "damage " + record.a() + " took " + taken + " of " + (left + taken) + " hundredths, where "
                            + before + " were left by the one before");
        }
        player.healthKnown = true;
        player.health = left;
        zone.lastDamage = Math.max(zone.lastDamage, record.a());
        zone.lastNanos = record.nanos();
        player.lastDamage = record.a();
        player.lastBy = record.b();
        player.due = left <= 0 && !player.dead;
        player.dueNanos = record.nanos();
    }

    /** Whether somebody did it who is another zone's. */
    private boolean isFromAfar(ProbeRecord record) {
        int owner = players.of(record.b()).owner;
        return record.b() != 0 && owner != NOBODY && owner != record.host();
    }

    private void died(Player player, ProbeRecord record) {
        findings.judged();
        if (player.dead) {
            findings.violated(record, () -> "died by damage " + record.a() + " and was dead");
        } else if (!player.due || player.lastDamage != record.a() || player.lastBy != record.b()) {
            findings.violated(
                    record,
                    () -> "died by damage " + record.a() + " of player " + record.b() + "; its last was "
                            + player.lastDamage + " of player " + player.lastBy
                            + (player.due ? "" : ", which left it health"));
        } else if (player.dueNanos != record.nanos()) {
            findings.violated(
                    record,
                    () -> "died " + (record.nanos() - player.dueNanos) / 1_000 + " us after damage " + record.a()
                            + " took its last health");
        }
        player.dead = true;
        player.lifeKnown = true;
        player.due = false;
        if (record.b() != 0 && record.b() != record.player()) {
            zones.of(record.host()).deaths.died(record);
        }
    }

    private static final class Player {
        private final PerHost<Presence> presences = new PerHost<>(Presence::new);
        private final Invitations invitations = new Invitations();
        /** Host that owns it; {@link #NOBODY} where players are not owned. */
        private int owner = NOBODY;

        private boolean comesByTransfer;
        /** Has ever been in the world. */
        private boolean joined;

        private boolean dead;
        /** Whether it is known to be dead or alive. */
        private boolean lifeKnown;

        /** Has no health left and has yet to die. */
        private boolean due;

        private long dueNanos;
        /** What the last damage of this life left. */
        private boolean healthKnown;

        private int health;
        private long lastDamage;
        private long lastBy;

        boolean isOf(int host) {
            return owner == NOBODY || owner == host;
        }
    }

    /** A player's entity in one host's world. */
    private static final class Presence {
        private boolean present;
        private long entity;
        private long joinedNanos = Long.MAX_VALUE;
    }

    /** One zone's numbers and deaths. */
    private static final class Zone {
        private final DeathLedger deaths;
        private long lastDamage;
        private long lastNanos;

        Zone(Findings findings) {
            deaths = new DeathLedger(findings);
        }
    }
}
