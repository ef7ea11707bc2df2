package io.darkages.server.cli;

import io.darkages.server.bench.Bench;
import io.darkages.server.bench.BenchFigure;
import io.darkages.server.bench.BenchSection;
import io.darkages.server.bench.BenchSettings;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code darkages bench}: the figures that the product promises, measured here and now. One that isn't
 * reached is said, and fails nothing: how fast a machine is, is no property of the program.
 */
@Command(
        name = "bench",
        description = {
            "Measure speed, memory and payload, and compare them with what they should be.",
            "Nothing fails when a figure is not reached: it depends on the machine and on what else runs there.",
            "The single operations are measured by JMH, each in a virtual machine of its own that gets this one's"
                    + " class path and options; the rest in this one, on one thread."
        })
final class BenchCommand implements Callable<Integer> {

    private static final int MAX_ROUNDS = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "runs of each standard scenario at least, after one that warms up")
    private Optional<Integer> rounds;

    @Option(names = "--quick", description = "measure less of everything: rougher figures in a third of the time")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "SECTION",
            split = ",",
            description = "some sections only: ${COMPLETION-CANDIDATES}")
    private List<BenchSection> only = List.of();

    @Option(names = "--json", description = "print figures for programs instead of the table")
    private boolean json;

    @Option(names = "--quiet", description = "don't say what is being measured")
    private boolean quiet;

    private final Environment environment;
    private final BenchSettings standardSettings;
    private final BenchSettings quickSettings;

    BenchCommand(Environment environment) {
        this(environment, BenchSettings.STANDARD, BenchSettings.QUICK);
    }

    BenchCommand(Environment environment, BenchSettings standardSettings, BenchSettings quickSettings) {
        this.environment = environment;
        this.standardSettings = standardSettings;
        this.quickSettings = quickSettings;
    }

    @Override
    public Integer call() {
        BenchSettings settings = quick ? quickSettings : standardSettings;
        if (rounds.isPresent()) {
            if (rounds.get() < 1 || rounds.get() > MAX_ROUNDS) {
                throw new BadArgumentException("--rounds is " + rounds.get() + ", it may be 1 to " + MAX_ROUNDS);
            }
            settings = settings.withRounds(rounds.get());
        }
        Set<BenchSection> sections = only.isEmpty() ? EnumSet.allOf(BenchSection.class) : EnumSet.copyOf(only);
        String machine = machine();
        Bench bench = new Bench(
                settings,
                environment.runner(),
                environment.reader(),
                environment.nanoClock(),
                environment.interruption()::requested);
        List<BenchFigure> figures = bench.measure(sections, this::beginning);
        environment.out().print(json ? BenchJson.of(figures, machine) : BenchText.of(figures, machine));
        environment.out().flush();
        return environment.interruption().requested() ? ExitCode.INTERRUPTED : ExitCode.PASSED;
    }

    private void beginning(String what) {
        if (!quiet) {
            environment.err().println("bench: " + what);
            environment.err().flush();
        }
    }

    /** What it was measured on; the load tells how far to trust it. */
    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "Java %s, %d processors, load average %.1f at the start",
                Runtime.version(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
