package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;

/**
 * When and how far a teleporter lies about where it is. The player's program asks at each tick and,
 * when a claim is due, reports its position with the offset added.
 */
public final class FalseClaims {

    private final RandomStream random;
    private final long everyNanos;
    private final int distanceQ16;
    private boolean started;
    private long nextNanos;
    private int offsetX;
    private int offsetZ;

    /**
     * @param everyNanos average time between claims, at least 1 ms; the first comes after that time
     * @param distanceQ16 how far off the claim is, in Q16.16 metres, at least 1 m
     */
    public FalseClaims(RandomStream random, long everyNanos, int distanceQ16) {
        if (everyNanos < 1_000_000) {
            throw new IllegalArgumentException("everyNanos " + everyNanos + " is below 1 ms");
        }
        if (distanceQ16 < FixedPoint.ONE) {
            throw new IllegalArgumentException("distanceQ16 " + distanceQ16 + " is below 1 m");
        }
        this.random = random;
        this.everyNanos = everyNanos;
        this.distanceQ16 = distanceQ16;
    }

    /** Whether a claim is due at this tick; if so, a new offset has been drawn. Call once for each tick. */
    public boolean due(long nanos) {
        if (!started) {
            started = true;
            nextNanos = nanos + spread();
        }
        if (nanos < nextNanos) {
            return false;
        }
        nextNanos = nanos + spread();
        int bearing = random.nextInt(Angles.TURN);
        offsetX = FixedPoint.multiply(Angles.sin(bearing), distanceQ16);
        offsetZ = FixedPoint.multiply(Angles.cos(bearing), distanceQ16);
        return true;
    }

    /** Of the latest claim, in Q16.16 metres. */
    public int offsetX() {
        return offsetX;
    }

    /** Of the latest claim, in Q16.16 metres. */
    public int offsetZ() {
        return offsetZ;
    }

    private long spread() {
        return random.between(everyNanos - everyNanos / 2, everyNanos + everyNanos / 2);
    }
}
