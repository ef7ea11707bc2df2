package io.darkages.scenarios.format;

/**
 * A point on the ground, in world coordinates.
 *
 * @param xMillimetres east
 * @param zMillimetres north
 */
public record PointSpec(int xMillimetres, int zMillimetres) {

    public static final PointSpec ORIGIN = new PointSpec(0, 0);
}
