package io.darkages.scenarios.format;

import java.util.List;
import java.util.Optional;

/**
 * The place of a scenario: one square zone, or several side by side.
 *
 * @param grid how it is divided
 * @param centre the file's coordinates of the world's centre
 * @param capacity most players that a zone admits
 * @param obstacles static, in file order
 * @param teams names, unique, possibly none
 * @param cpu the processor that a zone runs on
 * @param cipher what seals the packets
 * @param combat how players fight, if they do
 */
public record WorldSpec(
        GridSpec grid,
        PointSpec centre,
        int capacity,
        List<ObstacleSpec> obstacles,
        List<String> teams,
        CpuSpec cpu,
        CipherSpec cipher,
        Optional<CombatSpec> combat) {

    public WorldSpec {
        obstacles = List.copyOf(obstacles);
        teams = List.copyOf(teams);
    }

    /** Whether the point lies in the world, its border included. */
    public boolean contains(long xMillimetres, long zMillimetres) {
        return Math.abs(xMillimetres - centre.xMillimetres()) <= grid.widthMillimetres() / 2
                && Math.abs(zMillimetres - centre.zMillimetres()) <= grid.depthMillimetres() / 2;
    }
}
