package io.darkages.scenarios.bots;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.random.RandomStream;

/**
 * Walks from stop to stop along a route, rests at each, and goes back the same way from the last. Around each stop it has
 * a place of its own, so that those with one route go side by side. Places are in the world.
 */
public final class CaravanBrain implements Brain {

    /** Most stops of a route. */
    public static final int STOPS_MAX = 64;

    private static final int ARRIVED_WITHIN = FixedPoint.ONE;

    private final int[] x;
    private final int[] z;
    private final long haltTicks;
    private final Trek trek;
    private int stop;
    private int step = 1;
    private boolean halted;
    private long leaveTick;
    private boolean started;

    /**
     * @param x of the stops, Q16.16 metres, 2 to {@value #STOPS_MAX} of them
     * @param z of the stops, as many
     * @param spread how far from a stop its own place may be along either axis, Q16.16 metres, 0 or more
     * @param haltNanos how long it rests at each stop
     */
    public CaravanBrain(RandomStream random, int[] x, int[] z, int spread, long haltNanos) {
        if (x.length != z.length || x.length < 2 || x.length > STOPS_MAX) {
            throw new IllegalArgumentException("a route of " + x.length + " by " + z.length + " is not 2 to 64 stops");
        }
        int asideX = (int) random.between(-spread, spread);
        int asideZ = (int) random.between(-spread, spread);
        this.x = new int[x.length];
        this.z = new int[z.length];
        for (int i = 0; i < x.length; i++) {
            this.x[i] = x[i] + asideX;
            this.z[i] = z[i] + asideZ;
        }
        haltTicks = Brain.ticks(haltNanos);
        trek = new Trek(random);
    }

    @Override
    public long decide(long tick, BotView view) {
        if (!started) {
            started = true;
            trek.setOut(tick, view);
        }
        if (!halted && Steering.within(view, x[stop], z[stop], ARRIVED_WITHIN)) {
            halted = true;
            leaveTick = tick + haltTicks;
        }
        if (halted && tick >= leaveTick) {
            halted = false;
            if (stop + step < 0 || stop + step >= x.length) {
                step = -step;
            }
            stop += step;
            trek.setOut(tick, view);
        }
        return halted ? Steering.look(view, view.yaw()) : trek.go(tick, view, x[stop], z[stop], 0);
    }
}
