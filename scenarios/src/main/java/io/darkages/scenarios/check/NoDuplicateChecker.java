package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invariant 4, {@code no-duplicate}: one acting entity for each player, each damage applied once, as many kills as
 * deaths.
 *
 * <p>A player who joins has no other entity, and nobody else has this one. Damage is numbered from 1 without gaps in
 * each incarnation of the zone, and is done to players who are in the world and alive; between two nobody loses health.
 * Who has no health left dies in
 * the same tick, once, by the damage that came last; of each death by somebody else there is one kill, credited to that
 * one in the same tick. Nobody comes back to life who was not dead.
 */
public final class NoDuplicateChecker implements Checker {

    private final Findings findings = new Findings();
    private final ZoneCrashes crashes;
    private final StateTable<Player> players = new StateTable<>(player -> new Player());
    private final EntityHolders entities = new EntityHolders();
    private final StateTable<Zone> zones = new StateTable<>(host -> new Zone(findings));

    /** @param crashes after which entities and numbers may begin anew */
    public NoDuplicateChecker(ZoneCrashes crashes) {
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
                ProbeKind.JOINED,
                ProbeKind.LEFT,
                ProbeKind.DAMAGED,
                ProbeKind.DIED,
                ProbeKind.KILLED,
                ProbeKind.RESPAWNED);
    }

    @Override
    public void accept(ProbeRecord record) {
        Player player = players.of(record.player());
        switch (record.kind()) {
            case JOINED -> joined(player, record);
            case LEFT -> {
                release(player, record.player());
                player.present = false;
                player.due = false;
            }
            case DAMAGED -> damaged(player, record);
            case DIED -> died(player, record);
            case KILLED -> {
                findings.judged();
                zones.of(record.host()).deaths.killed(record);
            }
            case RESPAWNED -> {
                findings.judged();
                if (!player.dead) {
                    findings.violated(record, () -> "came back to life without having died");
                }
                player.dead = false;
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
        long holder = entities.player(record.a());
        boolean anew = crashes.isBetween(player.joinedNanos, record.nanos());
        if (player.present && player.entity != record.a() && !anew) {
            findings.violated(record, () -> "joined as entity " + record.a() + " while it is entity " + player.entity);
        } else if (holder != EntityHolders.NOBODY
                && holder != record.player()
                && !crashes.isBetween(players.of(holder).joinedNanos, record.nanos())) {
            findings.violated(record, () -> "joined as entity " + record.a() + ", which is player " + holder);
        }
        if (!player.present || player.entity != record.a() || anew) {
            release(player, record.player());
            player.dead = false;
            player.due = false;
            player.healthKnown = false;
        }
        player.present = true;
        player.entity = record.a();
        player.joinedNanos = record.nanos();
        entities.take(record.a(), record.player());
    }

    private void release(Player player, long id) {
        if (player.present) {
            entities.release(player.entity, id);
        }
    }

    private void damaged(Player player, ProbeRecord record) {
        findings.judged();
        Zone zone = zones.of(record.host());
        if (zone.lastDamage > 0 && record.a() == 1 && crashes.isBetween(zone.lastNanos, record.nanos())) {
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
        } else if (!player.present) {
            findings.violated(record, () -> "damage " + record.a() + " was applied to a player who is not there");
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
        player.due = false;
        if (record.b() != 0 && record.b() != record.player()) {
            zones.of(record.host()).deaths.died(record);
        }
    }

    private static final class Player {
        private boolean present;
        private long entity;
        private long joinedNanos = Long.MAX_VALUE;
        private boolean dead;
        /** Has no health left and has yet to die. */
        private boolean due;

        private long dueNanos;
        /** What the last damage of this life left. */
        private boolean healthKnown;

        private int health;
        private long lastDamage;
        private long lastBy;
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
