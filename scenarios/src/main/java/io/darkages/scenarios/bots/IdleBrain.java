package io.darkages.scenarios.bots;

import io.darkages.engine.movement.InputWord;

/** Stands where it is and looks where it looked. */
public final class IdleBrain implements Brain {

    @Override
    public long decide(long tick, BotView view) {
        return InputWord.pack(0, view.yaw(), 0);
    }
}
