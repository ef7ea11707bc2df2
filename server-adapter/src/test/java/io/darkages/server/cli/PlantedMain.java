package io.darkages.server.cli;

import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.random.Mix;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.run.ScenarioRunner;
import io.darkages.scenarios.run.VirtualTimeRunner;
import io.darkages.scenarios.run.WorldParts;
import io.darkages.sim.HostContext;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The program with a fault in the head of one player, named by the scenario: its heading is not the seed's. */
public final class PlantedMain {

    /** Scenarios of these names have the fault; all others have none. */
    static final String MAP_ORDER = "map-order";

    static final String SET_ORDER = "set-order";
    static final String STATIC_COUNTER = "static-counter";

    /** So many entries that two virtual machines hardly ever iterate over them in one order. */
    private static final int ENTRIES = 1 << 14;

    /**
     * Spreads the keys over the whole table: neighbours would fill one half of it, and two machines that both
     * start in the empty half and go the same way iterate alike.
     */
    private static final int SPREAD = 0x9E37_79B9;

    private static final Map<Integer, Integer> MAP = Map.copyOf(IntStream.range(0, ENTRIES)
            .map(i -> i * SPREAD)
            .boxed()
            .collect(Collectors.toMap(Function.identity(), i -> i)));
    private static final Set<Integer> SET = Set.copyOf(MAP.keySet());

    /** Worlds made so far in this process: the fault itself. */
    @SuppressWarnings("NonFinalStaticField")
    private static int worlds;

    private PlantedMain() {}

    public static void main(String[] arguments) {
        ScenarioRunner runner =
                (scenario, options, progress) -> new VirtualTimeRunner("test", System::nanoTime, parts(scenario.name()))
                        .run(scenario, options, progress);
        System.exit(Main.execute(PlantedMain.class, runner, arguments));
    }

    private static WorldParts parts(String name) {
        return switch (name) {
            case MAP_ORDER -> new Headstrong(() -> order(MAP.values()));
            case SET_ORDER -> new Headstrong(() -> order(SET));
            case STATIC_COUNTER -> {
                int heading = (int) Mix.mix64(++worlds) & 0xFFFF;
                yield new Headstrong(() -> heading);
            }
            default -> WorldParts.STANDARD;
        };
    }

    private static int order(Iterable<Integer> numbers) {
        long order = 0;
        for (int number : numbers) {
            order = Mix.fold(order, number);
        }
        return (int) order & 0xFFFF;
    }

    /** From its third second on, one player goes where the supplier says. */
    private record Headstrong(IntSupplier heading) implements WorldParts {

        private static final long FROM_NANOS = 2_000_000_000L;

        @Override
        public Brain brain(HostContext context, Brain standard) {
            return context.hostName().equals("walkers/2")
                    ? (tick, view) -> view.nanos() < FROM_NANOS
                            ? standard.decide(tick, view)
                            : InputWord.pack(InputFlags.FORWARD, heading.getAsInt(), 0)
                    : standard;
        }
    }
}
