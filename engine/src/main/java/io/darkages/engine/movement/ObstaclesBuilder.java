package io.darkages.engine.movement;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.space.Origin;
import java.util.Arrays;

/** Collects {@link Obstacles}; their order of adding is their index. Lengths are Q16.16 or millimetres, as named. */
public final class ObstaclesBuilder {

    static final int COLUMNS = 7;
    private static final int FARTHEST = Origin.FARTHEST_METRES * FixedPoint.ONE;
    private static final int WIDEST = 2 * Origin.REACH_METRES * FixedPoint.ONE;

    private final int[][] columns = new int[COLUMNS][16];
    private int count;

    ObstaclesBuilder() {}

    /**
     * An axis-aligned box.
     *
     * @throws IllegalArgumentException if a side is empty, longer than 2,048 m or lies beyond ±16,384 m, or base or top beyond 0 to 250 m
     */
    public ObstaclesBuilder box(int lowX, int lowZ, int highX, int highZ, int base, int top) {
        return add(lowX, highX, lowZ, highZ, 0, base, top);
    }

    /** {@link #box} in millimetres. */
    public ObstaclesBuilder boxMillimetres(int lowX, int lowZ, int highX, int highZ, int base, int top) {
        return box(
                FixedPoint.fromMillimetres(lowX),
                FixedPoint.fromMillimetres(lowZ),
                FixedPoint.fromMillimetres(highX),
                FixedPoint.fromMillimetres(highZ),
                FixedPoint.fromMillimetres(base),
                FixedPoint.fromMillimetres(top));
    }

    /**
     * An upright cylinder.
     *
     * @throws IllegalArgumentException as for {@link #box}, or if the radius is not above 0
     */
    public ObstaclesBuilder cylinder(int x, int z, int radius, int base, int top) {
        if (radius < 1) {
            throw new IllegalArgumentException("radius " + radius + " is not above 0");
        }
        return add(x, x, z, z, radius, base, top);
    }

    /** {@link #cylinder} in millimetres. */
    public ObstaclesBuilder cylinderMillimetres(int x, int z, int radius, int base, int top) {
        return cylinder(
                FixedPoint.fromMillimetres(x),
                FixedPoint.fromMillimetres(z),
                FixedPoint.fromMillimetres(radius),
                FixedPoint.fromMillimetres(base),
                FixedPoint.fromMillimetres(top));
    }

    public Obstacles build() {
        int[][] trimmed = new int[COLUMNS][];
        for (int i = 0; i < COLUMNS; i++) {
            trimmed[i] = Arrays.copyOf(columns[i], count);
        }
        return new Obstacles(trimmed, count);
    }

    private ObstaclesBuilder add(int... values) {
        int rounding = values[4];
        span("x", (long) values[0] - rounding, (long) values[1] + rounding, -FARTHEST, FARTHEST);
        span("z", (long) values[2] - rounding, (long) values[3] + rounding, -FARTHEST, FARTHEST);
        span("height", values[5], values[6], 0, 250 * FixedPoint.ONE);
        if (count == Obstacles.MOST) {
            throw new IllegalArgumentException("more than " + Obstacles.MOST + " obstacles");
        }
        for (int i = 0; i < COLUMNS; i++) {
            if (count == columns[i].length) {
                columns[i] = Arrays.copyOf(columns[i], 2 * count);
            }
            columns[i][count] = values[i];
        }
        count++;
        return this;
    }

    private void span(String axis, long low, long high, int lowest, int highest) {
        if (low >= high || low < lowest || high > highest || high - low > WIDEST) {
            throw new IllegalArgumentException("obstacle " + count + ": " + axis + " from " + low + " to " + high
                    + " is not a span within " + lowest + " to " + highest + " of at most " + WIDEST + " (Q16.16)");
        }
    }
}
