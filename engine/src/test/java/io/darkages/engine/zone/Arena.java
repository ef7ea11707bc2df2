package io.darkages.engine.zone;

import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.zone.TestZone.Probe;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A zone in which players fight, with real clients. Players 20 and 21 come into it one metre apart along x and 22 one
 * more; 20 is of team 2, 21 of none, 22 and 25 of team 1; 30 is 10 m from 20.
 */
final class Arena {

    static final int EAST = 16_384;
    static final int WEST = 49_152;
    /** From the eye at the middle of a body one metre away. */
    static final int DOWN = -6_366;

    /** No hit is critical, so that the sums are plain. */
    static final CombatRules PLAIN = withCriticals(0);

    final TestZone world;

    Arena(CombatRules rules) {
        world = new TestZone(5, TestZone.options(64).withCombat(ZoneOptions.Combat.unlogged(rules)));
    }

    Arena(CombatRules rules, ZoneOptions.Log log, CombatHistory history) {
        ZoneOptions.Combat combat = new ZoneOptions.Combat(rules, Optional.of(log));
        world = new TestZone(5, TestZone.options(64).withCombat(combat), Optional.of(history));
    }

    static CombatRules withCriticals(int perMillion) {
        CombatRules usual = CombatRules.standard();
        CombatRules.Damage damage = usual.damage();
        return new CombatRules(
                usual.reach(),
                new CombatRules.Damage(
                        damage.melee(),
                        damage.ranged(),
                        perMillion,
                        damage.criticalPercent(),
                        damage.blockedPercent(),
                        damage.blockHalfAngle()),
                usual.health(),
                usual.rewind(),
                usual.cooldownTicks(),
                usual.friendlyFire());
    }

    /** Joins, looks along that way with those buttons, and waits until it plays. */
    TestPlayer join(long id, int yaw, int buttons, BatchTamper tamper) {
        TestPlayer player = world.join(id, tamper);
        player.hand = step -> InputWord.pack(buttons, yaw, 0);
        world.untilPlaying(player);
        return player;
    }

    TestPlayer join(long id, int yaw) {
        return join(id, yaw, 0, BatchTamper.NONE);
    }

    /** Until all have seen each other and the clients' clocks are smooth. */
    void settle() {
        world.ticks(120);
    }

    void strike(TestPlayer attacker, TestPlayer target, AttackKind kind) {
        attacker.client.aimAt(target.client.entity());
        attacker.client.strike(kind);
    }

    /** Strikes once, and runs until it must have been judged and told. */
    void blow(TestPlayer attacker, TestPlayer target) {
        strike(attacker, target, AttackKind.MELEE);
        world.ticks(31);
    }

    List<Probe> told(ProbeKind kind) {
        List<Probe> all = new ArrayList<>();
        for (Probe probe : world.zoneProbes) {
            if (probe.kind() == kind) {
                all.add(probe);
            }
        }
        return all;
    }

    /** What became of each attack so far. */
    List<AttackOutcome> outcomes() {
        List<AttackOutcome> all = new ArrayList<>();
        for (Probe probe : told(ProbeKind.ATTACK_JUDGED)) {
            all.add(AttackOutcome.values()[(int) probe.b() & 0xFF]);
        }
        return all;
    }

    AttackOutcome lastOutcome() {
        List<AttackOutcome> all = outcomes();
        return all.get(all.size() - 1);
    }

    int attacks() {
        return outcomes().size();
    }

    long count(ZoneCounter counter) {
        return world.count(counter);
    }
}
