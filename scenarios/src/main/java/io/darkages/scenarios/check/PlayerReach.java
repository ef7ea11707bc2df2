package io.darkages.scenarios.check;

/**
 * What the plan breaks on the players' side: their machines, and their ways to the zones that serve. It tells what a
 * player can't be blamed for, nor a server. Answers are the same whenever they are asked for, and cost no allocation.
 */
public interface PlayerReach {

    /** Nothing is broken on the players' side. */
    PlayerReach WHOLE = new PlayerReach() {
        @Override
        public boolean ran(long player, long fromNanos, long untilNanos) {
            return true;
        }

        @Override
        public boolean reached(long player, long fromNanos, long untilNanos) {
            return true;
        }
    };

    /** Whether the player's machine ran all that time, neither paused nor crashed nor switched off by the plan. */
    boolean ran(long player, long fromNanos, long untilNanos);

    /**
     * Whether the player's machine ran all that time and had a way to a zone that survives, and back. False for a
     * player whom the plan leaves broken for good.
     */
    boolean reached(long player, long fromNanos, long untilNanos);
}
