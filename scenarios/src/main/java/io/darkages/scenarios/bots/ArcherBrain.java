package io.darkages.scenarios.bots;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/** Keeps its distance from the nearest enemy, strafes and shoots. */
public final class ArcherBrain extends FighterBrain {

    private static final int SHOOT_WITHIN_PERCENT = 150;

    private final int rangeQ16;
    private final Footwork feet;
    private final Marksmanship bow;

    /** @param rangeQ16 the distance that it keeps, Q16.16 metres */
    public ArcherBrain(RandomStream random, FighterHabits habits, int rangeQ16) {
        super(random, habits);
        this.rangeQ16 = rangeQ16;
        feet = new Footwork(random, 250_000);
        bow = new Marksmanship(random, habits.aim());
    }

    @Override
    long fight(long tick, BotView view) {
        bow.aim(view, quarry.drawn);
        long distance = quarry.distance(view);
        if (view.arena().ready() && bow.isSteady() && distance <= (long) rangeQ16 * SHOOT_WITHIN_PERCENT / 100) {
            view.arena().strike(AttackKind.RANGED);
            bow.next();
        }
        return InputWord.pack(steps(tick, view, distance), bow.yaw(), bow.pitch());
    }

    private int steps(long tick, BotView view, long distance) {
        if (distance > rangeQ16 + rangeQ16 / 4) {
            return feet.approach(tick, view, 0);
        }
        feet.arrived(tick, view);
        return feet.side(tick) | (distance < rangeQ16 - rangeQ16 / 4 ? InputFlags.BACK : 0);
    }
}
