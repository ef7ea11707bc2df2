package io.darkages.engine.ghost;

/**
 * How far from a neighbour's area an entity is told to it, how often, and how many bytes that may take.
 *
 * @param auraMetres up to there it is told at the high rate
 * @param sightMetres up to there at the low rate: as far as players see
 * @param forgetMetres who was told is told until there, so that nobody at the edge comes and goes
 * @param auraTicks ticks between two states of one entity in the aura, at least 1
 * @param sightTicks the same beyond
 * @param bytesPerTick bytes of messages for each neighbour in a tick, at least one message with one state
 */
public record GhostBands(
        int auraMetres, int sightMetres, int forgetMetres, int auraTicks, int sightTicks, int bytesPerTick) {

    /** The original design's 50 m at 20 Hz and 200 m at 5 Hz; 16 KiB a tick are 490 states. */
    public static final GhostBands STANDARD = new GhostBands(50, 200, 210, 3, 12, 16 << 10);

    public GhostBands {
        boolean isOrdered = auraMetres >= 0
                && auraMetres <= sightMetres
                && sightMetres <= forgetMetres
                && forgetMetres <= 500
                && auraTicks >= 1
                && auraTicks <= sightTicks
                && sightTicks <= 60
                && bytesPerTick >= 128;
        if (!isOrdered) {
            throw new IllegalArgumentException("bands of " + auraMetres + ", " + sightMetres + ", " + forgetMetres
                    + " m every " + auraTicks + " and " + sightTicks + " ticks with " + bytesPerTick + " bytes a tick");
        }
    }

    public GhostBands withBytesPerTick(int newBytesPerTick) {
        return new GhostBands(auraMetres, sightMetres, forgetMetres, auraTicks, sightTicks, newBytesPerTick);
    }
}
