package io.darkages.server.bench;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.space.Origin;
import io.darkages.scenarios.bots.BotView;
import io.darkages.scenarios.bots.Brain;

/**
 * What a {@link Crowd} pressed and where it was, tick by tick, recorded beforehand so that a benchmark
 * measures neither brains nor movement. Columns are indexed by tick times players plus player, from 0.
 */
final class RecordedWalk {

    final MovementRules rules = MovementRules.standard();
    final Obstacles obstacles;
    final int players;
    final int ticks;
    final long[] words;
    final long[] places;
    final long[] motions;
    final MotionState[] starts;

    RecordedWalk(Crowd crowd, int ticks) {
        obstacles = crowd.obstacles();
        players = crowd.players();
        this.ticks = ticks;
        words = new long[ticks * players];
        places = new long[ticks * players];
        motions = new long[ticks * players];
        starts = new MotionState[players];
        for (int i = 0; i < players; i++) {
            Walker walker = new Walker();
            crowd.spawn(i + 1L, walker.state);
            starts[i] = new MotionState().copyFrom(walker.state);
            Brain brain = crowd.brain(i + 1L, new Randomness(i).stream("brain"));
            for (int tick = 0; tick < ticks; tick++) {
                walker.tick = tick;
                int at = tick * players + i;
                words[at] = brain.decide(tick, walker);
                Movement.step(walker.state, words[at], rules, obstacles);
                places[at] = QuantisedState.placeOf(walker.state, Origin.WORLD_CENTRE);
                motions[at] = QuantisedState.motionOf(walker.state);
            }
        }
    }

    private static final class Walker implements BotView {

        final MotionState state = new MotionState();
        long tick;

        @Override
        public int x() {
            return state.x;
        }

        @Override
        public int z() {
            return state.z;
        }

        @Override
        public int yaw() {
            return state.yaw;
        }

        @Override
        public long nanos() {
            return tick * 1_000_000_000L / Brain.TICKS_PER_SECOND;
        }
    }
}
