package io.darkages.scenarios.run;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.movement.ObstaclesBuilder;
import io.darkages.engine.space.Area;
import io.darkages.scenarios.format.ObstacleSpec;
import io.darkages.scenarios.format.PathSpec;
import io.darkages.scenarios.format.WorldSpec;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.LinkSpec.BurstLoss;

/** What a scenario's words about the ground and the network are in the engine and the simulator. */
final class Terrain {

    private Terrain() {}

    /** The standard rules within the world's bounds. */
    static MovementRules movement(WorldSpec world) {
        return MovementRules.standard()
                .withBounds(Area.around(
                        FixedPoint.fromMillimetres(world.grid().widthMillimetres() / 2),
                        FixedPoint.fromMillimetres(world.grid().depthMillimetres() / 2)));
    }

    /** All obstacles, from the world's centre. */
    static Obstacles obstacles(WorldSpec world) {
        ObstaclesBuilder builder = Obstacles.builder();
        for (ObstacleSpec obstacle : world.obstacles()) {
            int x = obstacle.xMillimetres() - world.centre().xMillimetres();
            int z = obstacle.zMillimetres() - world.centre().zMillimetres();
            int base = obstacle.yMillimetres();
            if (obstacle instanceof ObstacleSpec.Box box) {
                int lowX = x - box.sizeXMillimetres() / 2;
                int lowZ = z - box.sizeZMillimetres() / 2;
                int highX = lowX + box.sizeXMillimetres();
                int highZ = lowZ + box.sizeZMillimetres();
                builder.boxMillimetres(lowX, lowZ, highX, highZ, base, base + box.sizeYMillimetres());
            } else if (obstacle instanceof ObstacleSpec.Cylinder cylinder) {
                builder.cylinderMillimetres(
                        x, z, cylinder.radiusMillimetres(), base, base + cylinder.heightMillimetres());
            }
        }
        return builder.build();
    }

    /** One direction of a link. */
    static LinkSpec way(PathSpec path) {
        LinkSpec link = LinkSpec.ofLatencyNanos(path.latencyNanos())
                .withJitterNanos(path.jitterNanos())
                .withLossPpm(path.lossPpm())
                .withBurst(path.burstLoss().map(FaultSchedule::burst).orElse(BurstLoss.NONE))
                .withDuplicatePpm(path.duplicatePpm())
                .withCorruptPpm(path.corruptPpm())
                .withReordering(path.reorderPpm(), path.reorderDelayNanos())
                .withMtuBytes(path.mtuBytes());
        return path.bandwidthBytesPerSecond().isPresent()
                ? link.withBandwidth(path.bandwidthBytesPerSecond().getAsLong(), path.queueBytes())
                : link;
    }
}
