package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.RandomStream;

/**
 * Walks round and round on a circle that passes through where it first stood. It aims along the
 * tangent and leans in or out by how far it is off the circle, so it needs to know no speed.
 */
public final class CircleBrain implements Brain {

    /** Being off by a quarter of the radius turns it by an eighth of a turn. */
    private static final int LEAN = Angles.TURN / 2;

    private static final int MAX_LEAN = Angles.TURN / 8;

    /** A full turn in two thirds of a second: what a radius of 1 m asks for at top speed. */
    private static final int MAX_TURN = Angles.TURN / 40;

    private final int radiusQ16;
    private final int bearing;
    private final boolean clockwise;
    private boolean started;
    private int centreX;
    private int centreZ;

    /** @param radiusQ16 in Q16.16 metres, at least 1 m */
    public CircleBrain(RandomStream random, int radiusQ16) {
        if (radiusQ16 < FixedPoint.ONE) {
            throw new IllegalArgumentException("radiusQ16 " + radiusQ16 + " is below 1 m");
        }
        this.radiusQ16 = radiusQ16;
        bearing = random.nextInt(Angles.TURN);
        clockwise = random.nextInt(2) == 0;
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!started) {
            started = true;
            centreX = view.x() + FixedPoint.multiply(Angles.sin(bearing), radiusQ16);
            centreZ = view.z() + FixedPoint.multiply(Angles.cos(bearing), radiusQ16);
        }
        long dx = (long) view.x() - centreX;
        long dz = (long) view.z() - centreZ;
        long outside = FixedPoint.distance(dx, dz) - radiusQ16;
        int lean = (int) Math.max(-MAX_LEAN, Math.min(MAX_LEAN, outside * LEAN / radiusQ16));
        int outwards = Angles.heading(dx, dz);
        // Headings grow clockwise seen from above, so the clockwise tangent is a quarter turn on.
        int heading =
                clockwise ? outwards + Angles.QUARTER_TURN + lean : outwards - Angles.QUARTER_TURN - lean;
        return InputWord.pack(InputFlags.FORWARD, Steering.turn(view.yaw(), heading, MAX_TURN), 0);
    }
}
