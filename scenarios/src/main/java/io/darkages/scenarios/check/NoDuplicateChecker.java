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

    private static final int DEATHS_KEPT = 64;

    private final Findings findings = new Findings();
    private final ZoneCrashes crashes;
    private final StateTable<Player> players = new StateTable<>(player -> new Player());
    private final StateTable<Holder> entities = new StateTable<>(entity -> new Holder());
    private final StateTable<Zone> zones = new StateTable<>(host -> new Zone());

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
            case KILLED -> killed(record);
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
            Zone zone = zones.of(host);
            for (int slot = 0; slot < DEATHS_KEPT; slot++) {
                if (zone.isOpen(slot)) {
                    unpaid(zone, slot, endNanos, Violation.END_OF_RUN);
                }
            }
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private void joined(Player player, ProbeRecord record) {
        findings.judged();
        Holder holder = entities.of(record.a());
        boolean anew = crashes.isBetween(player.joinedNanos, record.nanos());
        if (player.present && player.entity != record.a() && !anew) {
            findings.violated(record, () -> "joined as entity " + record.a() + " while it is entity " + player.entity);
        } else if (holder.player != 0
                && holder.player != record.player()
                && !crashes.isBetween(players.of(holder.player).joinedNanos, record.nanos())) {
            findings.violated(record, () -> "joined as entity " + record.a() + ", which is player " + holder.player);
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
        entities.of(record.a()).player = record.player();
    }

    private void release(Player player, long id) {
        if (player.present && entities.contains(player.entity) && entities.of(player.entity).player == id) {
            entities.remove(player.entity);
        }
    }

    private void damaged(Player player, ProbeRecord record) {
        findings.judged();
        Zone zone = zones.of(record.host());
        if (zone.lastDamage > 0 && record.a() == 1 && crashes.isBetween(zone.lastNanos, record.nanos())) {
            zone.lastDamage = 0;
            zone.settleAll();
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
            count(zones.of(record.host()), record, true, record.b(), record.player());
        }
    }

    private void killed(ProbeRecord record) {
        findings.judged();
        count(zones.of(record.host()), record, false, record.player(), record.b());
    }

    /** A death or its kill: each needs the other, in any order. */
    private void count(Zone zone, ProbeRecord record, boolean death, long killer, long victim) {
        int slot = zone.slot(record.a());
        if (zone.numbers[slot] != record.a()) {
            if (zone.isOpen(slot)) {
                unpaid(zone, slot, record.nanos(), record.eventNumber());
            }
            zone.open(slot, record.a(), killer, victim);
        } else if (zone.killers[slot] != killer || zone.victims[slot] != victim) {
            findings.violated(
                    record,
                    () -> "damage " + record.a() + " killed " + zone.victims[slot] + " for " + zone.killers[slot]
                            + ", and again " + victim + " for " + killer);
        }
        boolean twice = death ? zone.deaths[slot] : zone.kills[slot];
        if (twice) {
            findings.violated(record, () -> (death ? "died" : "was credited") + " twice by damage " + record.a());
        }
        zone.deaths[slot] |= death;
        zone.kills[slot] |= !death;
    }

    private void unpaid(Zone zone, int slot, long nanos, long event) {
        long number = zone.numbers[slot];
        boolean death = zone.deaths[slot];
        zone.deaths[slot] = true;
        zone.kills[slot] = true;
        findings.violated(
                nanos,
                event,
                death ? zone.victims[slot] : zone.killers[slot],
                () -> death
                        ? "died by damage " + number + ", for which nobody is credited"
                        : "is credited with a kill by damage " + number + ", by which nobody died");
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

    /** Who has an entity, 0 for nobody. */
    private static final class Holder {
        private long player;
    }

    /** One zone's numbers, and its last deaths by number of the damage. */
    private static final class Zone {
        private long lastDamage;
        private long lastNanos;
        private final long[] numbers = new long[DEATHS_KEPT];
        private final long[] killers = new long[DEATHS_KEPT];
        private final long[] victims = new long[DEATHS_KEPT];
        private final boolean[] deaths = new boolean[DEATHS_KEPT];
        private final boolean[] kills = new boolean[DEATHS_KEPT];

        int slot(long number) {
            return (int) Math.floorMod(number, (long) DEATHS_KEPT);
        }

        boolean isOpen(int slot) {
            return deaths[slot] != kills[slot];
        }

        void open(int slot, long number, long killer, long victim) {
            numbers[slot] = number;
            killers[slot] = killer;
            victims[slot] = victim;
            deaths[slot] = false;
            kills[slot] = false;
        }

        /** A crash may have come between a death and its kill. */
        void settleAll() {
            for (int slot = 0; slot < DEATHS_KEPT; slot++) {
                numbers[slot] = 0;
                deaths[slot] = false;
                kills[slot] = false;
            }
        }
    }
}
