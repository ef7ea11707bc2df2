package io.darkages.engine.space;

/**
 * A rectangle on the ground, sides along the axes, borders included. Immutable.
 *
 * @param lowX in Q16.16 metres, as all of them
 * @param highX not below {@code lowX}
 * @param lowZ southern border
 * @param highZ not below {@code lowZ}
 */
public record Area(int lowX, int highX, int lowZ, int highZ) {

    /**
     * Refuses what is no rectangle.
     *
     * @throws IllegalArgumentException if a high border lies below the low one
     */
    public Area {
        if (lowX > highX || lowZ > highZ) {
            throw new IllegalArgumentException("x from " + lowX + " to " + highX + ", z from " + lowZ + " to " + highZ
                    + " (Q16.16) is no rectangle");
        }
    }

    /** The rectangle around the world's centre that reaches ± that far. */
    public static Area around(int halfSizeX, int halfSizeZ) {
        return new Area(-halfSizeX, halfSizeX, -halfSizeZ, halfSizeZ);
    }

    public boolean contains(int x, int z) {
        return x >= lowX && x <= highX && z >= lowZ && z <= highZ;
    }

    /**
     * What the two have in common.
     *
     * @throws IllegalArgumentException if that is nothing
     */
    public Area intersection(Area other) {
        return new Area(
                Math.max(lowX, other.lowX),
                Math.min(highX, other.highX),
                Math.max(lowZ, other.lowZ),
                Math.min(highZ, other.highZ));
    }

    /** From a point to the nearest one of the area, squared, so that nothing is rounded; 0 inside. For up to 46 km. */
    public long squaredDistance(int x, int z) {
        long dx = Math.max(0, Math.max((long) lowX - x, (long) x - highX));
        long dz = Math.max(0, Math.max((long) lowZ - z, (long) z - highZ));
        return dx * dx + dz * dz;
    }
}
