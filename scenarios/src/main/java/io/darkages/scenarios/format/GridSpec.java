package io.darkages.scenarios.format;

import io.darkages.engine.grid.ZoneGrid;
import java.util.List;

/**
 * How the world is divided into square zones around its centre.
 *
 * @param columns zones from west to east
 * @param rows zones from south to north
 * @param zoneSideMillimetres length of a zone's side; whole metres where there are several
 * @param names of the zones by number, unique; none where they have numbers only
 */
public record GridSpec(int columns, int rows, int zoneSideMillimetres, List<String> names) {

    private static final int MILLIMETRES_PER_METRE = 1_000;

    public GridSpec {
        names = List.copyOf(names);
    }

    /** Zones with numbers only. */
    public GridSpec(int columns, int rows, int zoneSideMillimetres) {
        this(columns, rows, zoneSideMillimetres, List.of());
    }

    /** One zone that is the whole world. */
    public static GridSpec one(int sideMillimetres) {
        return new GridSpec(1, 1, sideMillimetres);
    }

    /** Whether the world is a single zone. */
    public boolean isOne() {
        return zones() == 1;
    }

    public int zones() {
        return columns * rows;
    }

    /** Length of the world from west to east. */
    public int widthMillimetres() {
        return columns * zoneSideMillimetres;
    }

    /** Length of the world from south to north. */
    public int depthMillimetres() {
        return rows * zoneSideMillimetres;
    }

    /**
     * The grid as the engine takes it.
     *
     * @throws IllegalArgumentException if the engine can't divide a world like that
     */
    public ZoneGrid zoneGrid() {
        if (zoneSideMillimetres % MILLIMETRES_PER_METRE != 0) {
            throw new IllegalArgumentException("a side of " + zoneSideMillimetres + " mm is not whole metres");
        }
        return new ZoneGrid(columns, rows, zoneSideMillimetres / MILLIMETRES_PER_METRE);
    }
}
