package io.darkages.scenarios.bots;

import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.random.RandomStream;

/** Steps to the left or right in turns of a second or so, and around what is in the way. */
final class Footwork {

    private final RandomStream random;
    private final int restPartsPerMillion;
    private final Obstruction obstruction = new Obstruction();
    private int side;
    private long changeTick;
    private long detourUntilTick;

    /** @param restPartsPerMillion how many of its turns are to step nowhere */
    Footwork(RandomStream random, int restPartsPerMillion) {
        this.random = random;
        this.restPartsPerMillion = restPartsPerMillion;
    }

    /** {@link InputFlags#LEFT}, {@link InputFlags#RIGHT} or 0. */
    int side(long tick) {
        if (tick >= changeTick) {
            changeTick = tick + random.between(Brain.TICKS_PER_SECOND / 2, 2L * Brain.TICKS_PER_SECOND);
            boolean rests = random.chance(restPartsPerMillion);
            int drawn = random.nextInt(2) == 0 ? InputFlags.LEFT : InputFlags.RIGHT;
            side = rests ? 0 : drawn;
        }
        return side;
    }

    /** Flags of an approach: straight on, or around what keeps it from getting on. */
    int approach(long tick, BotView view, int pace) {
        if (tick < detourUntilTick) {
            return InputFlags.BACK | detourSide();
        }
        if (obstruction.blocks(tick, view)) {
            detourUntilTick = tick + random.between(Brain.TICKS_PER_SECOND / 2, 2L * Brain.TICKS_PER_SECOND);
            side = random.nextInt(2) == 0 ? InputFlags.LEFT : InputFlags.RIGHT;
            changeTick = detourUntilTick;
        }
        return InputFlags.FORWARD | pace;
    }

    private int detourSide() {
        return side == 0 ? InputFlags.LEFT : side;
    }

    /** It has arrived: standing still is no hindrance. */
    void arrived(long tick, BotView view) {
        obstruction.restart(tick, view);
    }
}
