package io.darkages.scenarios.run;

import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.interest.InterestRules;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.port.Probes;
import io.darkages.engine.process.ProcessIdentity;
import io.darkages.engine.process.ZoneNode;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.bots.Misconduct;
import io.darkages.scenarios.bots.TimeLies;
import io.darkages.scenarios.format.BehaviourSpec;
import io.darkages.scenarios.format.CombatSpec;
import io.darkages.scenarios.format.LinkSpec;
import io.darkages.scenarios.format.Scenario;
import io.darkages.scenarios.format.ZoneSpec;
import io.darkages.sim.Host;
import io.darkages.sim.HostContext;
import io.darkages.sim.HostOptions;
import io.darkages.sim.Program;
import io.darkages.sim.Simulation;
import io.darkages.sim.SimulationOptions;
import io.darkages.sim.crypto.SimulatedCryptography;
import io.darkages.sim.store.StoreCluster;
import io.darkages.sim.store.StoreRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a scenario's world: a host for each zone process, one for each player, those of the stores, and the links
 * between them. The hosts share only what is immutable; each gets logs of its own to write to.
 */
final class WorldAssembly {

    private static final String ZONE_HOST = "zone";
    private static final String ZONE_CLASS = "zone";
    private static final String PLAYER_CLASS = "players/";
    private static final int ZONE_PORT = 27_015;
    private static final int PLAYER_PORT = 40_000;
    private static final long FIRST_ADDRESS = NetworkAddress.of(10 << 24 | 1, ZONE_PORT);
    /** The other processes live in 10.1.0.0/16. */
    private static final int PROCESS_NETWORK = 10 << 24 | 1 << 16;
    /** Players live in 10.64.0.0/10, one address each. */
    private static final int PLAYER_NETWORK = 10 << 24 | 64 << 16;

    /** 4 MiB of socket buffer: what a game server sets. */
    private static final int ZONE_SOCKET_BYTES = 4 << 20;

    private static final int MILLION = 1_000_000;
    private static final int TICKS_PER_SECOND = 60;
    private static final int KEY_BYTES = 32;
    /** Entities that a zone can show at one time, players and ghosts. */
    private static final int ENTITIES_MAX = 4_096;

    private static final long DAY_MICROS = 86_400_000_000L;

    /** What is left of the byte budget for one burst: a full datagram with its headers, and a little. */
    private static final int BURST_BYTES = 1_400;

    private final Scenario scenario;
    private final WorldParts parts;
    private final Randomness randomness;
    private final Simulation simulation;
    private final MovementRules movement;
    private final Obstacles obstacles;
    private final Roll roll;
    private final AccessToken tokens;
    private final byte[] worldKey;
    private final Optional<StoreRing> ring;
    private final List<Host> processes = new ArrayList<>();
    private final Optional<StoreCluster> store;
    private final Optional<RedisHosts> redis;
    private final List<Host> players = new ArrayList<>();
    private final List<HostLogs> logs = new ArrayList<>();
    private final List<List<GameClient>> clients = new ArrayList<>();
    private final ZoneTotals zoneTotals;

    WorldAssembly(Scenario scenario, int threads, WorldParts parts) {
        this.scenario = scenario;
        this.parts = parts;
        randomness = new Randomness(scenario.seed());
        movement = Terrain.movement(scenario.world());
        obstacles = Terrain.obstacles(scenario.world());
        roll = new Roll(scenario, movement, obstacles, randomness);
        tokens = new AccessToken(key("token-key"));
        worldKey = key("world-key");
        roll.players().forEach(player -> clients.add(new ArrayList<>()));
        simulation = new Simulation(SimulationOptions.of(scenario.seed()).withThreads(threads));
        ring = scenario.stores().scylla().map(StoreHosts::ring);
        zoneTotals = new ZoneTotals(scenario.processCount());
        for (int number = 0; number < scenario.processCount(); number++) {
            processes.add(addProcess(number));
        }
        for (Player player : roll.players()) {
            players.add(addPlayer(player));
        }
        for (LinkSpec link : scenario.links()) {
            simulation.network().link(PLAYER_CLASS + link.name(), ZONE_CLASS, parts.link(Terrain.way(link.up())));
            simulation.network().link(ZONE_CLASS, PLAYER_CLASS + link.name(), parts.link(Terrain.way(link.down())));
        }
        scenario.processes()
                .ifPresent(spec -> simulation.network().link(ZONE_CLASS, ZONE_CLASS, Terrain.way(spec.backplane())));
        // The last, so that players' hosts are numbered as players are.
        store = scenario.stores().scylla().map(spec -> StoreHosts.add(simulation, spec, ZONE_CLASS));
        redis = scenario.stores().redis().map(spec -> RedisHosts.add(simulation, spec, ZONE_CLASS, parts));
    }

    private byte[] key(String name) {
        RandomStream random = randomness.stream(name);
        byte[] key = new byte[KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) random.nextInt(256);
        }
        return key;
    }

    /** @param number from 0 */
    private Host addProcess(int number) {
        ZoneOptions options = parts.zone(zoneOptions());
        CostTable costs = CostTable.of(scenario.world().cpu().costNanos());
        HostOptions host = HostOptions.of(ZONE_CLASS)
                .withSocketBytesMax(ZONE_SOCKET_BYTES)
                .withCpuPercent((int) (100L * MILLION / scenario.world().cpu().speedPpm()));
        HostLogs own = addLogs();
        String name = scenario.processCount() == 1 ? ZONE_HOST : "process-" + (number + 1);
        return simulation.addHost(name, processAddress(number), host, context -> {
            own.startedOn(context);
            ZoneProgram program = scenario.processes().isPresent()
                    ? process(number, context, options, costs, own)
                    : new ZoneProgram(
                            context,
                            logged(options, 1, context.incarnation() + 1L),
                            roll,
                            cryptography(context),
                            costs,
                            ring,
                            own.probes(),
                            own.measurements());
            zoneTotals.started(number, program);
            return program;
        });
    }

    private ZoneProgram process(int number, HostContext context, ZoneOptions options, CostTable costs, HostLogs own) {
        ProcessIdentity identity = new ProcessIdentity(number + 1, context.incarnation() + 1L, processAddress(number));
        ZoneOptions zone = logged(options, identity.number(), identity.holder()).withGhosts(ghosts());
        ZoneNode.Settings settings =
                ZoneNode.Settings.of(scenario.world().grid().zoneGrid(), zone, worldKey);
        ZoneProgram.Seat seat = new ZoneProgram.Seat(
                identity,
                new SimulatedCryptography(context.stream("link-signing")),
                ring.orElseThrow(),
                RedisHosts.addresses(scenario.stores().redis().orElseThrow()),
                (standard, hot) -> parts.register(context, standard, hot));
        return new ZoneProgram(
                context,
                parts.node(context, settings),
                seat,
                roll,
                cryptography(context),
                costs,
                own.probes(),
                own.measurements());
    }

    /** Everybody else may stand at a zone's borders. */
    private int ghosts() {
        return Math.min(scenario.players(), ENTITIES_MAX - scenario.world().capacity());
    }

    private static long processAddress(int number) {
        return number == 0 ? FIRST_ADDRESS : NetworkAddress.of(PROCESS_NETWORK + number, ZONE_PORT);
    }

    private ZoneOptions zoneOptions() {
        ZoneSpec spec = scenario.zone();
        int interval = TICKS_PER_SECOND / spec.snapshotRatePerSecond();
        // Any second holds at most the rate and one burst; a clock that runs 500 ppm fast takes its share.
        int rate = spec.byteBudgetPerSecond() - BURST_BYTES - spec.byteBudgetPerSecond() / 1_000;
        InterestRules interest = new InterestRules(
                FixedPoint.fromMillimetres(spec.nearRadiusMillimetres()),
                FixedPoint.fromMillimetres(spec.midRadiusMillimetres()),
                FixedPoint.fromMillimetres(spec.farRadiusMillimetres()),
                InterestRules.DEFAULT.hysteresis(),
                InterestRules.DEFAULT.intervalTicks());
        ReplicationPolicy policy = new ReplicationPolicy(
                spec.nearRatePerSecond(),
                spec.midRatePerSecond(),
                spec.farRatePerSecond(),
                interval,
                spec.snapshotEntities());
        ZoneOptions options = ZoneOptions.of(scenario.world().capacity(), movement, obstacles, tokens)
                .withReplication(new ZoneOptions.Replication(interest, policy, spec.qualityOfService()))
                .withEndpoint(EndpointOptions.server().withSendRate(rate, BURST_BYTES));
        return scenario.world().combat().isPresent()
                ? options.withCombat(ZoneOptions.Combat.unlogged(combatRules()))
                : options;
    }

    /**
     * The same with a combat log of this incarnation's own, where there is a store for it.
     *
     * @param writer number of the process that writes it, whichever zone it serves
     * @param incarnation no two programs have the same
     */
    private ZoneOptions logged(ZoneOptions options, int writer, long incarnation) {
        if (options.combat().isEmpty() || !isLogged()) {
            return options;
        }
        ZoneOptions.Log log = new ZoneOptions.Log(writer, incarnation, CombatLogOptions.STANDARD);
        return options.withCombat(options.combat().get().withLog(log));
    }

    private boolean isLogged() {
        return scenario.world().combat().map(CombatSpec::logged).orElse(false);
    }

    /** The standard ones where nobody fights. */
    CombatRules combatRules() {
        return CombatRules.standard()
                .withFriendlyFire(
                        scenario.world().combat().map(CombatSpec::friendlyFire).orElse(false));
    }

    private Host addPlayer(Player player) {
        int drift = player.group().clockDriftPpm();
        HostOptions host = HostOptions.of(PLAYER_CLASS + player.group().link())
                .withStartNanos(player.group().joinNanos(player.indexInGroup()))
                .withDriftPpm(
                        drift == 0
                                ? 0
                                : (int) randomness.stream("drift", player.name())
                                        .between(-drift, drift));
        long address = NetworkAddress.of(PLAYER_NETWORK + (int) player.id(), PLAYER_PORT);
        HostLogs own = addLogs();
        return simulation.addHost(player.name(), address, host, context -> {
            own.startedOn(context);
            return start(player, context, own);
        });
    }

    private Program start(Player player, HostContext context, HostLogs own) {
        BehaviourSpec behaviour = player.group().behaviour();
        AccessToken.Claim claim = new AccessToken.Claim(AccessToken.Use.LOGIN, player.id(), 0);
        byte[] login = tokens.issue(claim, simulation.options().epochMicros() + DAY_MICROS);
        // Any process tells where a player belongs; each player knows two.
        int processCount = scenario.processCount();
        long home = processAddress((int) (player.id() % processCount));
        long other = processAddress((int) ((player.id() + 1) % processCount));
        BatchTamper tamper = Bots.tamper(behaviour, context);
        ClientOptions options = ClientOptions.of(player.id(), login, home, movement, obstacles)
                .withDirectory(processCount == 1 ? List.of(home) : List.of(home, other))
                .withCombat(combatRules())
                .withTamper(tamper);
        Optional<Misconduct> misconduct = Bots.misconduct(behaviour, context);
        GameClient client = new GameClient(
                parts.client(context, options),
                misconduct.isPresent() ? misconduct.get() : context,
                cryptography(context),
                context.stream("connections"),
                own.probes(),
                own.measurements());
        if (tamper instanceof TimeLies lies) {
            lies.learn(client::drawnThen);
        }
        clients.get((int) player.id() - 1).add(client);
        Brain brain = parts.brain(context, Bots.brain(behaviour, context, scenario.world()));
        PlayerProgram program = new PlayerProgram(
                context, client, brain, !combatRules().friendlyFire(), Bots.pace(behaviour), misconduct);
        return parts.player(context, client, program);
    }

    /** Each host has a signing key of its own. */
    private Cryptography cryptography(HostContext context) {
        RandomSource signing = context.stream("signing");
        Cryptography standard =
                switch (scenario.world().cipher()) {
                    case SIMULATED -> new SimulatedCryptography(signing);
                    case AES_256_GCM -> new JdkCryptography(signing, List.of(Cryptography.SUITE_AES_256_GCM));
                    case NONE -> new JdkCryptography(signing, List.of(Cryptography.SUITE_NONE));
                };
        return parts.cryptography(context, standard);
    }

    private HostLogs addLogs() {
        HostLogs own = new HostLogs(logs.size());
        logs.add(own);
        return own;
    }

    Simulation simulation() {
        return simulation;
    }

    Roll roll() {
        return roll;
    }

    MovementRules movement() {
        return movement;
    }

    Obstacles obstacles() {
        return obstacles;
    }

    /** Hosts 0 and up. */
    List<Host> processes() {
        return processes;
    }

    /** The store, where there is one. It writes no probes, so it has no logs. */
    Optional<StoreCluster> store() {
        return store;
    }

    /** The zone that a process serves now; below 0 for none. One whose zone server is the whole of it serves zone 0. */
    int zoneOf(int process) {
        Optional<ZoneProgram> program = zoneTotals.current(process);
        if (scenario.processes().isEmpty()) {
            return process;
        }
        int zone = program.flatMap(ZoneProgram::node)
                .map(node -> node.process().servedZone())
                .orElse(MessageHeader.NO_ZONE);
        return zone == MessageHeader.NO_ZONE ? -1 : zone;
    }

    /** Asks the process on a host to hand over what it serves and to leave. */
    void drain(Host host) {
        zoneTotals.current(processes.indexOf(host)).ifPresent(ZoneProgram::drain);
    }

    /** Tells judges how full the stores have been. Between windows. */
    void reportStoreBounds(Probes probes) {
        store.ifPresent(its -> its.reportBounds(probes));
        redis.ifPresent(its -> its.reportBounds(probes));
    }

    /** All machines. */
    Machines machines() {
        return new Machines(
                processes,
                this::zoneOf,
                roll,
                players,
                scenario.stores().scylla(),
                store.map(StoreCluster::hosts).orElse(List.of()),
                redis);
    }

    List<Host> players() {
        return players;
    }

    ZoneTotals zoneTotals() {
        return zoneTotals;
    }

    /** All clients that a player has had, the present one last. */
    List<GameClient> clients(Player player) {
        return clients.get((int) player.id() - 1);
    }

    /** The hosts' logs by host index: the processes' first, then the players' by id. */
    List<HostLogs> logs() {
        return logs;
    }
}
