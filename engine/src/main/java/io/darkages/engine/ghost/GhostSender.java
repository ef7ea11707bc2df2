package io.darkages.engine.ghost;

import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells each neighbour of the entities near its area: those in the aura (50 m) 20 times a second, those in sight (225 m)
 * 5 times, each with a phase of its own; first those in the aura, then those that have waited longest. Who leaves or goes
 * away is told as removed, three times.
 *
 * <p>States go out as rounded for the zone's own clients, in the same tick. Not thread-safe; allocates only when made.
 */
public final class GhostSender {

    /** Neighbours that a zone may have: the eight of a grid, and as many more. */
    public static final int NEIGHBOURS_MAX = 16;

    /**
     * A zone to be told.
     *
     * @param zone its number
     * @param area what it serves, in the world
     */
    public record Neighbour(int zone, Area area) {}

    private final GhostCounters counters = new GhostCounters();
    private final ToldNeighbour[] neighbours;
    private final GhostFrame frame;
    private final EntitySync message = new EntitySync();

    /**
     * @param origin of this zone, from which its places are told
     * @param neighbours at most {@value #NEIGHBOURS_MAX}
     * @param capacity entity slots
     */
    public GhostSender(GhostBands bands, Origin origin, List<Neighbour> neighbours, int capacity) {
        if (neighbours.size() > NEIGHBOURS_MAX) {
            throw new IllegalArgumentException(neighbours.size() + " neighbours are more than " + NEIGHBOURS_MAX);
        }
        this.neighbours = new ToldNeighbour[neighbours.size()];
        for (int i = 0; i < this.neighbours.length; i++) {
            Neighbour each = neighbours.get(i);
            this.neighbours[i] = new ToldNeighbour(each.zone(), each.area(), bands, capacity, counters);
        }
        frame = new GhostFrame(origin, capacity);
    }

    /** Of a zone of a grid, for its neighbours there. */
    public static GhostSender of(GhostBands bands, ZoneGrid grid, int zone, int capacity) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (int direction = 0; direction < ZoneGrid.DIRECTIONS; direction++) {
            int neighbour = grid.neighbour(zone, direction);
            if (neighbour != ZoneGrid.NONE) {
                neighbours.add(new Neighbour(neighbour, grid.area(neighbour)));
            }
        }
        return new GhostSender(bands, grid.origin(zone), neighbours, capacity);
    }

    /**
     * Sends what is due in a tick.
     *
     * @param tick the zone's, in which the source's states are so; greater than the last
     * @param monotonicNanos the zone's clock, told along
     */
    public void run(int tick, long monotonicNanos, GhostSource source, GhostOutlet outlet) {
        if (neighbours.length == 0) {
            return;
        }
        frame.take(tick, source);
        message.tick = tick;
        message.sentNanos = monotonicNanos;
        for (ToldNeighbour neighbour : neighbours) {
            if (outlet.isOpen(neighbour.zone)) {
                neighbour.run(frame, source, message, outlet);
            } else {
                neighbour.clear();
            }
        }
    }

    /** A neighbour's area is served by another process now, which knows nothing: tell it all anew. */
    public void forget(int zone) {
        for (ToldNeighbour neighbour : neighbours) {
            if (neighbour.zone == zone) {
                neighbour.clear();
            }
        }
    }

    /** Entities of which a neighbour is told at present. */
    public int toldCount(int zone) {
        int told = 0;
        for (ToldNeighbour neighbour : neighbours) {
            told += neighbour.zone == zone ? neighbour.toldCount() : 0;
        }
        return told;
    }

    public GhostCounters counters() {
        return counters;
    }
}
