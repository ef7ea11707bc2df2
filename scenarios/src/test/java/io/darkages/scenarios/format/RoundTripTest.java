package io.darkages.scenarios.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.darkages.scenarios.expect.Comparison;
import io.darkages.scenarios.expect.Expectation;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.expect.FigureName;
import io.darkages.scenarios.expect.FigureQuery;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.expect.Statistic;
import io.darkages.scenarios.quantity.Dimension;
import io.darkages.scenarios.quantity.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever scenario is written, the same is read. */
final class RoundTripTest {

    private final ScenarioReader reader = new ScenarioReader(FigureCatalogue.standard());

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("scenarios") Scenario scenario) {
        String text = ScenarioWriter.write(scenario);
        assertEquals(scenario, reader.parse("plan.yaml", text));
        assertEquals(text, ScenarioWriter.write(reader.parse("plan.yaml", text)));
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Arbitraries.randomValue(random -> new Draw(random).scenario());
    }

    /** Draws valid scenarios, each part at its bounds now and then. */
    private static final class Draw {

        private static final long SECOND = 1_000_000_000L;
        private static final String[] NAMES = {"no", "yes", "a", "on-2", "null", "walkers", "x9", "true", "y", "zone-3"
        };

        private final Random random;
        private final List<GroupSpec> groups = new ArrayList<>();
        private final List<LinkSpec> links = new ArrayList<>();
        private final List<String> teams = new ArrayList<>();
        private Optional<CombatSpec> combat = Optional.empty();
        private GridSpec grid = GridSpec.one(1);
        private Optional<ProcessesSpec> processes = Optional.empty();
        private StoresSpec stores = StoresSpec.NONE;
        private PhasesSpec phases = new PhasesSpec(0, SECOND, 0);

        Draw(Random random) {
            this.random = random;
        }

        Scenario scenario() {
            phases = new PhasesSpec(between(0, 100 * SECOND), between(SECOND, 100 * SECOND), between(0, SECOND));
            names().forEach(name ->
                    links.add(new LinkSpec(name, path(), random.nextBoolean() ? path() : PathSpec.STANDARD)));
            teams.addAll(names());
            grid = grid();
            PointSpec centre = new PointSpec((int) between(-30_000_000, 30_000_000), (int) between(-9, 9));
            CpuSpec cpu = new CpuSpec((int) between(1_000, 100_000_000), costs());
            CipherSpec cipher = CipherSpec.values()[random.nextInt(CipherSpec.values().length)];
            WorldSpec empty = new WorldSpec(grid, centre, 1, List.of(), teams, cpu, cipher, Optional.empty());
            combat = combat();
            processes = processes();
            stores = stores();
            names().forEach(name -> groups.add(group(name, empty)));
            int players = groups.stream().mapToInt(GroupSpec::count).sum();
            WorldSpec world = new WorldSpec(
                    grid,
                    centre,
                    (int) between(players, 4_096),
                    many(3, () -> obstacle(empty)),
                    teams,
                    cpu,
                    cipher,
                    combat);
            return new Scenario(
                    name(),
                    description(),
                    between(0, 999_999_999_999_999_999L),
                    phases,
                    world,
                    zone(),
                    processes,
                    stores,
                    links,
                    groups,
                    many(5, this::fault),
                    many(5, this::expectation));
        }

        private GridSpec grid() {
            if (random.nextBoolean()) {
                return GridSpec.one(2 * (int) between(5_000, 1_024_000));
            }
            int side = 2_000 * (int) between(150, 750);
            int most = Math.min(32, Limits.WORLD_SIDE_MILLIMETRES / side);
            int columns = (int) between(1, most);
            int rows = (int) between(2, most);
            List<String> zones = IntStream.range(0, random.nextBoolean() ? columns * rows : 0)
                    .mapToObj(zone -> "z" + zone)
                    .toList();
            return new GridSpec(columns, rows, side, zones);
        }

        private String description() {
            String[] parts = {
                "", "plain", "with \"quotes\" and \\ strokes", "two\nlines", ": # {[", "caf\u00e9 \ud83d\ude00", "'"
            };
            return parts[random.nextInt(parts.length)];
        }

        private PathSpec path() {
            Optional<BurstLossSpec> burst = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new BurstLossSpec(ppm(), (int) between(1, 1_000_000), ppm()));
            return new PathSpec(
                    between(100_000, 29 * SECOND),
                    between(0, 29 * SECOND),
                    ppm(),
                    burst,
                    ppm(),
                    ppm(),
                    between(0, SECOND),
                    ppm(),
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(between(1_000, 12_500_000_000L)),
                    (int) between(9_000, 1 << 28),
                    (int) between(576, 9_000));
        }

        private Map<WorkItem, Long> costs() {
            Map<WorkItem, Long> costs = new EnumMap<>(WorkItem.class);
            for (WorkItem item : WorkItem.values()) {
                if (random.nextBoolean()) {
                    costs.put(item, between(0, SECOND));
                }
            }
            return costs;
        }

        private Optional<CombatSpec> combat() {
            return random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new CombatSpec(random.nextBoolean(), random.nextBoolean()));
        }

        private Optional<ProcessesSpec> processes() {
            return grid.isOne() && random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new ProcessesSpec((int) between(0, 16), path()));
        }

        private StoresSpec stores() {
            boolean isLogged = combat.map(CombatSpec::logged).orElse(false);
            int nodes = (int) between(1, 16);
            ScyllaSpec scylla = new ScyllaSpec(
                    nodes, (int) between(1, nodes), between(100_000, 29 * SECOND), between(0, 60 * SECOND));
            long poll = between(10_000_000, SECOND);
            RedisSpec redis = new RedisSpec(
                    (int) between(1, 4),
                    pick(List.of(RedisSpec.Persistence.values())),
                    between(100_000, 29 * SECOND),
                    poll,
                    between(poll, 60 * SECOND),
                    between(10_000_000, 60 * SECOND));
            return new StoresSpec(
                    isLogged || processes.isPresent() ? Optional.of(scylla) : Optional.empty(),
                    processes.map(each -> redis));
        }

        private ZoneSpec zone() {
            int most = grid.isOne() ? 2_048_000 : 200_000;
            int near = (int) between(1_000, most - 2);
            int mid = (int) between(near + 1, most - 1);
            return new ZoneSpec(
                    60,
                    30,
                    12,
                    1,
                    near,
                    mid,
                    (int) between(mid + 1, most),
                    (int) between(1, 100),
                    (int) between(2_048, 10_000_000),
                    random.nextBoolean());
        }

        private ObstacleSpec obstacle(WorldSpec world) {
            PointSpec at =
                    new PointSpec(world.centre().xMillimetres(), world.centre().zMillimetres());
            int y = (int) between(0, 249_999);
            int height = (int) between(1, 250_000 - y);
            return random.nextBoolean()
                    ? new ObstacleSpec.Box(at.xMillimetres(), y, at.zMillimetres(), length(), height, length())
                    : new ObstacleSpec.Cylinder(at.xMillimetres(), y, at.zMillimetres(), length(), height);
        }

        private PointSpec inside(WorldSpec world, int reach) {
            int halfX = world.grid().widthMillimetres() / 2 - reach;
            int halfZ = world.grid().depthMillimetres() / 2 - reach;
            return new PointSpec(
                    world.centre().xMillimetres() + (int) between(-halfX, halfX),
                    world.centre().zMillimetres() + (int) between(-halfZ, halfZ));
        }

        private GroupSpec group(String name, WorldSpec world) {
            long joinAt = between(0, phases.durationNanos() - 1);
            PointSpec from = inside(world, 0);
            int radius = (int) between(1_000, 5_000);
            PointSpec centre = inside(world, radius);
            SpawnSpec spawn = pick(List.of(
                    new SpawnSpec.Point(from),
                    new SpawnSpec.Line(from, centre),
                    new SpawnSpec.Disc(centre, radius),
                    new SpawnSpec.Square(centre, radius)));
            return new GroupSpec(
                    name,
                    (int) between(1, 500),
                    behaviour(centre, radius),
                    spawn,
                    pick(links).name(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(pick(teams)),
                    joinAt,
                    between(0, phases.durationNanos() - joinAt),
                    (int) between(0, 500));
        }

        private BehaviourSpec behaviour(PointSpec centre, int radius) {
            long every = between(100_000_000, 100 * SECOND);
            long at = between(0, phases.durationNanos() - 1);
            int rate = (int) between(1, 100_000);
            if (!grid.isOne() && random.nextInt(3) == 0) {
                return travelling(centre, at);
            }
            if (combat.isPresent() && random.nextBoolean()) {
                return fighting(1_000 + length(), length());
            }
            return pick(List.of(
                    new BehaviourSpec.Idle(),
                    new BehaviourSpec.RandomWalk(every, length()),
                    new BehaviourSpec.Circle(1_000 + length()),
                    new BehaviourSpec.Line(1_000 + length()),
                    new BehaviourSpec.Sprint(every, length(), every),
                    new BehaviourSpec.Crowd(centre, radius, at, between(1, phases.durationNanos() - at)),
                    new BehaviourSpec.SpeedHacker((int) between(1_000_001, 100_000_000)),
                    new BehaviourSpec.Teleporter(every, 1_000 + length()),
                    new BehaviourSpec.Flooder(rate),
                    new BehaviourSpec.Malformed(rate),
                    new BehaviourSpec.Replayer(rate, between(0, 60 * SECOND))));
        }

        private BehaviourSpec travelling(PointSpec place, long at) {
            List<BehaviourSpec> some = new ArrayList<>(List.of(
                    new BehaviourSpec.BorderHugger((int) between(1_000, 150_000), 1_000 + length()),
                    new BehaviourSpec.BorderZigZag((int) between(5_000, 70_000), (int) between(75_000, 150_000)),
                    new BehaviourSpec.Caravan(
                            List.of(place, place, place), between(0, 100 * SECOND), (int) between(0, 1_000))));
            if (grid.columns() > 1 && grid.rows() > 1) {
                some.add(new BehaviourSpec.Raid(
                        (int) between(5_000, 150_000),
                        at,
                        between(1, phases.durationNanos() - at),
                        pick(List.of(AimSpec.values())),
                        1_000 + length()));
            }
            return pick(some);
        }

        private BehaviourSpec fighting(int sight, int roam) {
            WeaponSpec weapon = pick(List.of(WeaponSpec.values()));
            AimSpec aim = pick(List.of(AimSpec.values()));
            return pick(List.of(
                    new BehaviourSpec.Brawler(aim, sight, roam),
                    new BehaviourSpec.Archer((int) between(1_000, 80_000), aim, sight, roam),
                    new BehaviourSpec.Duellist(aim, sight, roam),
                    new BehaviourSpec.Blocker(aim, sight, roam),
                    new BehaviourSpec.Liar(
                            between(1, 60 * SECOND), (int) between(1, 1_000_000), weapon, aim, sight, roam),
                    new BehaviourSpec.RapidFire((int) between(1, 20), weapon, aim, sight, roam)));
        }

        private FaultSpec fault() {
            long at = between(phases.startNanos(RunPhase.FAULTS), phases.endNanos(RunPhase.FAULTS) - 1);
            OptionalLong lasting = random.nextBoolean()
                    ? OptionalLong.empty()
                    : OptionalLong.of(between(1, phases.endNanos(RunPhase.FAULTS) - at));
            GroupSpec group = pick(groups);
            FaultTarget players = random.nextBoolean()
                    ? new FaultTarget.Group(group.name())
                    : new FaultTarget.Player(group.name(), (int) between(1, group.count()));
            FaultTarget host = host();
            FaultTarget any = random.nextBoolean() ? players : host;
            FaultSpec.Direction way = pick(List.of(FaultSpec.Direction.values()));
            if (random.nextInt(4) == 0) {
                FaultTarget far = random.nextBoolean() ? FaultTarget.Known.ALL : players;
                FaultTarget between = new FaultTarget.Way(host, far, random.nextBoolean());
                return new FaultSpec.Partition(at, lasting, between, FaultSpec.Direction.BOTH);
            }
            if (processes.isPresent() && random.nextInt(8) == 0) {
                return new FaultSpec.Drain(at, lasting, process());
            }
            return pick(List.of(
                    new FaultSpec.LinkLoss(at, lasting, any, way, ppm(), Optional.empty()),
                    new FaultSpec.LinkLoss(at, lasting, any, way, 0, Optional.of(new BurstLossSpec(ppm(), 1, ppm()))),
                    new FaultSpec.LinkLatency(at, lasting, any, way, between(0, SECOND), between(0, SECOND)),
                    new FaultSpec.Partition(at, lasting, any, way),
                    new FaultSpec.Pause(at, lasting, any),
                    new FaultSpec.SlowCpu(at, lasting, host, (int) between(1_000, 1_000_000)),
                    new FaultSpec.Crash(at, lasting, any),
                    new FaultSpec.ClockStep(at, any, random.nextBoolean() ? -between(1, SECOND) : between(1, SECOND)),
                    new FaultSpec.AddressChange(at, players)));
        }

        private FaultTarget host() {
            List<FaultTarget> hosts = new ArrayList<>(List.of(process()));
            stores.scylla()
                    .ifPresent(scylla -> hosts.addAll(List.of(
                            FaultTarget.Known.STORE, FaultTarget.Known.STORE_MAJORITY, new FaultTarget.StoreNode((int)
                                    between(1, scylla.nodes())))));
            stores.redis()
                    .ifPresent(redis -> hosts.addAll(List.of(
                            FaultTarget.Known.REDIS,
                            FaultTarget.Known.REDIS_PRIMARY,
                            FaultTarget.Known.REDIS_REPLICA,
                            FaultTarget.Known.REDIS_MONITOR)));
            return pick(hosts);
        }

        private FaultTarget process() {
            List<FaultTarget> some = new ArrayList<>();
            if (grid.isOne()) {
                some.add(new FaultTarget.Zone());
            } else {
                some.add(FaultTarget.Known.ZONES);
                some.add(new FaultTarget.ZoneAt((int) between(0, grid.zones() - 1L)));
            }
            processes.ifPresent(spec -> some.addAll(
                    List.of(FaultTarget.Known.PROCESSES, FaultTarget.Known.SPARE, new FaultTarget.Process((int)
                            between(1, grid.zones() + spec.spares())))));
            return pick(some);
        }

        private Expectation expectation() {
            FigureName figure = pick(FigureCatalogue.standard().figures());
            Statistic statistic = pick(
                    List.of(Statistic.values()).stream().filter(figure::has).toList());
            Optional<String> group = random.nextBoolean() || !figure.hasGroups()
                    ? Optional.empty()
                    : Optional.of(
                            random.nextBoolean()
                                    ? Scenario.HOSTILE
                                    : pick(groups).name());
            Optional<RunPhase> phase = random.nextBoolean() || !figure.hasPhases()
                    ? Optional.empty()
                    : Optional.of(pick(List.of(RunPhase.values())));
            Dimension dimension = figure.dimensionOf(statistic);
            BigDecimal amount = BigDecimal.valueOf(between(0, 1_000_000_000L), random.nextInt(3));
            return new Expectation(
                    new FigureQuery(figure.name(), statistic, group, phase),
                    pick(List.of(Comparison.values())),
                    new Quantity(dimension, amount));
        }

        private List<String> names() {
            List<String> some = new ArrayList<>();
            for (String name : NAMES) {
                if (some.isEmpty() || random.nextInt(3) == 0) {
                    some.add(name);
                }
            }
            return some;
        }

        private String name() {
            return NAMES[random.nextInt(NAMES.length)];
        }

        private <T> T pick(List<? extends T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private <T> List<T> many(int most, Supplier<? extends T> one) {
            List<T> all = new ArrayList<>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                all.add(one.get());
            }
            return all;
        }

        private int ppm() {
            return (int) between(0, 1_000_000);
        }

        private int length() {
            return (int) between(1, 1_000_000);
        }

        /** Both bounds are drawn often; half of the other values are round. */
        private long between(long least, long most) {
            switch (random.nextInt(6)) {
                case 0:
                    return least;
                case 1:
                    return most;
                default:
                    break;
            }
            long value = least + Math.floorMod(random.nextLong(), Math.max(1, most - least));
            long round = value / 1_000_000 * 1_000_000;
            return random.nextBoolean() && round >= least ? round : value;
        }
    }
}
