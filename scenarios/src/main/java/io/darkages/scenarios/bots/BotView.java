package io.darkages.scenarios.bots;

/** What a player knows: its own client's prediction, the time, and in a fight what it sees of the others. */
public interface BotView {

    /** Predicted position in Q16.16 metres from the zone's centre. */
    int x();

    /** Predicted position in Q16.16 metres from the zone's centre. */
    int z();

    /** Heading after the last input, 0 to 65,535, as {@link io.darkages.engine.math.Angles} counts. */
    int yaw();

    /** Time since the run began, in nanoseconds, as this player's clock has it. */
    long nanos();

    /** Height of the feet by the prediction, in Q16.16 metres. */
    default int y() {
        return 0;
    }

    /** The fight that it is in. */
    default Arena arena() {
        return Arena.EMPTY;
    }
}
