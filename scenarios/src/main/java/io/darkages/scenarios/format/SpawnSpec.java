package io.darkages.scenarios.format;

/** Where players enter the world. Areas are filled evenly, at places drawn from each player's own stream. */
public sealed interface SpawnSpec {

    /** All at one point. */
    record Point(PointSpec centre) implements SpawnSpec {}

    /** Anywhere in a disc. */
    record Disc(PointSpec centre, int radiusMillimetres) implements SpawnSpec {}

    /** Anywhere in a square with its sides along the axes; the radius is half its side. */
    record Square(PointSpec centre, int radiusMillimetres) implements SpawnSpec {}

    /** At even distances along a line, the first player at {@code from}, the last at {@code to}. */
    record Line(PointSpec from, PointSpec to) implements SpawnSpec {}
}
