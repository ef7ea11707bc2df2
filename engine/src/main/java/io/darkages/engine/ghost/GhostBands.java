package io.darkages.engine.ghost;

import io.darkages.engine.grid.BorderBands;
import io.darkages.engine.math.FixedPoint;

/**
 * How often an entity is told to a neighbour by its distance from the neighbour's area, and how many bytes that may take.
 *
 * @param distances the aura and the band of sight
 * @param forget who was told is told until there, so that nobody at the edge comes and goes: Q16.16 metres, at least the
 *     sight
 * @param auraTicks ticks between two states of one entity in the aura, at least 1
 * @param sightTicks the same beyond, at most 60
 * @param bytesPerTick bytes of messages for each neighbour in a tick, at least one message with one state
 */
public record GhostBands(BorderBands distances, int forget, int auraTicks, int sightTicks, int bytesPerTick) {

    /** The original design's 20 Hz in the aura and 5 Hz beyond; 16 KiB a tick are 475 states. */
    public static final GhostBands STANDARD = standard();

    public GhostBands {
        boolean isOrdered = forget >= distances.sight()
                && auraTicks >= 1
                && auraTicks <= sightTicks
                && sightTicks <= 60
                && bytesPerTick >= 128;
        if (!isOrdered) {
            throw new IllegalArgumentException(distances + ", forgotten at " + forget + ", every " + auraTicks + " and "
                    + sightTicks + " ticks with " + bytesPerTick + " bytes a tick");
        }
    }

    private static GhostBands standard() {
        BorderBands distances = BorderBands.standard();
        return new GhostBands(
                distances, distances.sight() + FixedPoint.fromMetres(10), 60 / BorderBands.AURA_RATE_HZ, 12, 16 << 10);
    }

    public GhostBands withBytesPerTick(int newBytesPerTick) {
        return new GhostBands(distances, forget, auraTicks, sightTicks, newBytesPerTick);
    }
}
