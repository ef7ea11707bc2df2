package io.darkages.scenarios.run;

import io.darkages.engine.math.Angles;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.zone.Roster;
import io.darkages.scenarios.format.GroupSpec;
import io.darkages.scenarios.format.PointSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.SpawnSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * All players of a scenario, and where each enters: drawn before the run from each player's own stream.
 * Immutable after construction, so that every host may hold it.
 */
final class Roll implements Roster {

    /** Draws until a free place is found; an area that is full of obstacles is given up. */
    private static final int MAX_DRAWS = 1_000;

    private final List<Player> players = new ArrayList<>();
    private final int[] spawnX;
    private final int[] spawnZ;
    private final int[] teams;
    private final boolean[] honest;

    Roll(Scenario scenario, MovementRules rules, Obstacles obstacles, Randomness randomness) {
        for (GroupSpec group : scenario.groups()) {
            for (int i = 0; i < group.count(); i++) {
                players.add(new Player(players.size() + 1L, group, i));
            }
        }
        spawnX = new int[players.size()];
        spawnZ = new int[players.size()];
        teams = new int[players.size()];
        honest = new boolean[players.size()];
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            honest[i] = player.honest();
            teams[i] =
                    player.group().team().map(scenario.world().teams()::indexOf).orElse(-1) + 1;
            place(i, player, scenario, rules, obstacles, randomness.stream("spawn", player.name()));
        }
    }

    private void place(
            int index,
            Player player,
            Scenario scenario,
            MovementRules rules,
            Obstacles obstacles,
            RandomStream random) {
        PointSpec zoneCentre = scenario.world().centre();
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            PointSpec point = point(player, random);
            int x = FixedPoint.fromMillimetres((long) point.xMillimetres() - zoneCentre.xMillimetres());
            int z = FixedPoint.fromMillimetres((long) point.zMillimetres() - zoneCentre.zMillimetres());
            if (rules.bounds().contains(x, z) && obstacles.isFree(x, 0, z, rules)) {
                spawnX[index] = x;
                spawnZ[index] = z;
                return;
            }
        }
        throw new UnplayableScenarioException("group " + player.group().name() + ": no free place to spawn found for "
                + player.name() + " in " + MAX_DRAWS + " draws, the area should be inside the zone and not full of "
                + "obstacles");
    }

    private static PointSpec point(Player player, RandomStream random) {
        SpawnSpec spawn = player.group().spawn();
        if (spawn instanceof SpawnSpec.Disc disc) {
            // Even over the area: the radius of the k-th part of the area grows with the root of k.
            long part = random.between(0, 1_000_000);
            long radius =
                    FixedPoint.isqrt((long) disc.radiusMillimetres() * disc.radiusMillimetres() * part / 1_000_000);
            int bearing = random.nextInt(Angles.TURN);
            return offset(
                    disc.centre(),
                    radius * Angles.sin(bearing) / FixedPoint.ONE,
                    radius * Angles.cos(bearing) / FixedPoint.ONE);
        }
        if (spawn instanceof SpawnSpec.Square square) {
            long radius = square.radiusMillimetres();
            return offset(square.centre(), random.between(-radius, radius), random.between(-radius, radius));
        }
        if (spawn instanceof SpawnSpec.Line line) {
            int last = Math.max(1, player.group().count() - 1);
            long dx = (long) line.to().xMillimetres() - line.from().xMillimetres();
            long dz = (long) line.to().zMillimetres() - line.from().zMillimetres();
            return offset(line.from(), dx * player.indexInGroup() / last, dz * player.indexInGroup() / last);
        }
        return ((SpawnSpec.Point) spawn).centre();
    }

    private static PointSpec offset(PointSpec centre, long dx, long dz) {
        return new PointSpec((int) (centre.xMillimetres() + dx), (int) (centre.zMillimetres() + dz));
    }

    List<Player> players() {
        return List.copyOf(players);
    }

    /** The player with that id, 1 to the number of players. */
    Player player(long id) {
        return players.get((int) id - 1);
    }

    boolean knows(long id) {
        return id >= 1 && id <= players.size();
    }

    /** Whether the id is an honest player's. */
    boolean honest(long id) {
        return knows(id) && honest[(int) id - 1];
    }

    @Override
    public boolean admits(long player) {
        return knows(player);
    }

    @Override
    public int team(long player) {
        return teams[(int) player - 1];
    }

    @Override
    public void spawn(long player, MotionState state) {
        state.place(spawnX[(int) player - 1], 0, spawnZ[(int) player - 1]);
    }
}
