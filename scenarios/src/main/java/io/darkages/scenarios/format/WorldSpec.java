package io.darkages.scenarios.format;

import java.util.List;
import java.util.Optional;

/**
 * The place of a scenario: one square zone.
 *
 * @param sideMillimetres length of the zone's side, at most 2,048 m (positions on the wire reach ±1,024 m)
 * @param centre the zone's centre in the world
 * @param capacity most players that the zone admits
 * @param obstacles static, in file order
 * @param teams names, unique, possibly none
 * @param cpu the processor that the zone runs on
 * @param cipher what seals the packets
 * @param combat how players fight, if they do
 */
public record WorldSpec(
        int sideMillimetres,
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

    /** Whether the point lies in the zone, its border included. */
    public boolean contains(long xMillimetres, long zMillimetres) {
        long half = sideMillimetres / 2;
        return Math.abs(xMillimetres - centre.xMillimetres()) <= half
                && Math.abs(zMillimetres - centre.zMillimetres()) <= half;
    }
}
