package io.darkages.scenarios.bots;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;

/**
 * Walks to and fro along a line that begins where it first stood and leads in a direction it draws.
 * Where something blocks the way it turns round.
 */
public final class LineBrain implements Brain {

    private static final int ARRIVED_WITHIN = FixedPoint.ONE;

    private final int lengthQ16;
    private final int bearing;
    private final Obstruction obstruction = new Obstruction();
    private boolean started;
    private boolean outbound = true;
    private int nearX;
    private int nearZ;
    private int farX;
    private int farZ;

    /** @param lengthQ16 in Q16.16 metres, at least 3 m */
    public LineBrain(RandomStream random, int lengthQ16) {
        if (lengthQ16 < 3 * FixedPoint.ONE) {
            throw new IllegalArgumentException("lengthQ16 " + lengthQ16 + " is below 3 m");
        }
        this.lengthQ16 = lengthQ16;
        bearing = random.nextInt(Angles.TURN);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!started) {
            started = true;
            nearX = view.x();
            nearZ = view.z();
            farX = nearX + FixedPoint.multiply(Angles.sin(bearing), lengthQ16);
            farZ = nearZ + FixedPoint.multiply(Angles.cos(bearing), lengthQ16);
        }
        boolean arrived =
                Steering.within(view, outbound ? farX : nearX, outbound ? farZ : nearZ, ARRIVED_WITHIN);
        if (arrived || obstruction.blocks(tick, view)) {
            outbound = !outbound;
            obstruction.restart(tick, view);
        }
        int heading = Steering.headingTo(view, outbound ? farX : nearX, outbound ? farZ : nearZ);
        return Steering.go(view, heading, 0);
    }
}
