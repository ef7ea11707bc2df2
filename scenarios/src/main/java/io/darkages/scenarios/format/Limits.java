package io.darkages.scenarios.format;

import io.darkages.engine.snapshot.SnapshotEncoder;
import io.darkages.engine.space.Origin;

/** The caps of the scenario format. A file that goes beyond one is refused by name of the cap. */
public final class Limits {

    /** Largest file, in bytes; checked before anything is read. */
    public static final int FILE_BYTES = 1 << 20;
    /** Deepest nesting of mappings and lists. */
    public static final int DEPTH = 16;
    /** Most players in all groups together, and the most that a zone admits. */
    public static final int PLAYERS = 4_096;
    /** Most groups, and most links. */
    public static final int GROUPS = 256;
    /** Most teams: one byte names them. */
    public static final int TEAMS = 255;
    /** Most obstacles. */
    public static final int OBSTACLES = 4_096;
    /** Most faults in a plan. */
    public static final int FAULTS = 10_000;
    /** Most expectations. */
    public static final int EXPECTATIONS = 1_000;
    /** Longest name, in characters. */
    public static final int NAME_CHARACTERS = 64;
    /** Longest description, in characters. */
    public static final int DESCRIPTION_CHARACTERS = 4_000;
    /** Longest run: one day. */
    public static final long DURATION_NANOS = 86_400_000_000_000L;
    /** Longest latency, jitter or age of a packet: a minute. */
    public static final long DELAY_NANOS = 60_000_000_000L;
    /** Shortest way to a store. */
    public static final long STORE_LATENCY_MIN_NANOS = 100_000L;
    /** Most spare zone processes. */
    public static final int SPARES = 16;
    /** Most nodes of Scylla. */
    public static final int SCYLLA_NODES = 16;
    /** Most replicas of Redis. */
    public static final int REDIS_REPLICAS = 4;
    /** Largest clock drift, either way. */
    public static final int CLOCK_DRIFT_PPM = 500;
    /** Largest zone: positions on the wire reach ±1,024 m. */
    public static final int ZONE_SIDE_MILLIMETRES = 2_048_000;
    /** Smallest zone. */
    public static final int ZONE_SIDE_MIN_MILLIMETRES = 10_000;
    /** Longest side of a world of several zones: positions are held as Q16.16 metres, and differences of them. */
    public static final int WORLD_SIDE_MILLIMETRES = 2_000 * Origin.FARTHEST_METRES;
    /** Longest way, radius or range in a world of several zones: from its border it must lead to a Q16.16 number. */
    public static final int LENGTH_MILLIMETRES = 8_192_000;
    /** How far players see in a world of several zones: of what is farther their zone is told nothing. */
    public static final int SIGHT_MILLIMETRES = 200_000;
    /** Farthest coordinate of a world's centre. */
    public static final int CENTRE_MILLIMETRES = 30_000_000;
    /** Farthest coordinate of anything: half the largest world beyond the farthest centre. */
    public static final int COORDINATE_MILLIMETRES = CENTRE_MILLIMETRES + WORLD_SIDE_MILLIMETRES / 2;
    /** Largest size of an obstacle. */
    public static final int OBSTACLE_MILLIMETRES = 1_000_000;
    /** Highest top of an obstacle above the ground. */
    public static final int OBSTACLE_TOP_MILLIMETRES = 250_000;
    /** Most entities in one snapshot. */
    public static final int SNAPSHOT_ENTITIES = SnapshotEncoder.MAX_ENTITIES;
    /** One, in parts per million. */
    public static final int MILLION = 1_000_000;
    /** The server's tick rate; all rates of a zone divide it. */
    public static final int TICKS_PER_SECOND = 60;

    private Limits() {}
}
