package io.darkages.scenarios.format;

import io.darkages.engine.combat.AttackKind;

/** What somebody fights with. */
public enum WeaponSpec implements Named {
    MELEE("melee", AttackKind.MELEE),
    RANGED("ranged", AttackKind.RANGED);

    private final String title;
    private final AttackKind attack;

    WeaponSpec(String title, AttackKind attack) {
        this.title = title;
        this.attack = attack;
    }

    @Override
    public String title() {
        return title;
    }

    public AttackKind attack() {
        return attack;
    }
}
