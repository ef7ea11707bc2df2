package io.darkages.scenarios.format;

/** A static thing that nobody walks through and that stops shots. Its position is the centre of its base. */
public sealed interface ObstacleSpec {

    int xMillimetres();

    /** Height of the base above the ground. */
    int yMillimetres();

    int zMillimetres();

    /** A box with its sides along the axes; sizes are full lengths. */
    record Box(
            int xMillimetres,
            int yMillimetres,
            int zMillimetres,
            int sizeXMillimetres,
            int sizeYMillimetres,
            int sizeZMillimetres)
            implements ObstacleSpec {}

    /** An upright cylinder. */
    record Cylinder(
            int xMillimetres, int yMillimetres, int zMillimetres, int radiusMillimetres, int heightMillimetres)
            implements ObstacleSpec {}
}
