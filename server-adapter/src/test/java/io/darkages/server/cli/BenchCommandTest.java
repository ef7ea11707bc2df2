package io.darkages.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkages.scenarios.expect.FigureCatalogue;
import io.darkages.scenarios.format.ScenarioReader;
import io.darkages.server.bench.BenchFigure;
import io.darkages.server.bench.BenchSection;
import io.darkages.server.bench.BenchSettings;
import io.darkages.server.bench.BenchTarget;
import io.darkages.server.bench.BenchUnit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class BenchCommandTest {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final BenchSettings TINY = new BenchSettings(2, 1_000, 10, 3, 3, 1, 1, 0, 1, 1);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Interruption interruption = new Interruption();

    /** All sections, each as small as can be: every figure is there, and those with a target are judged. */
    @Test
    void jsonHasEveryFigure() throws JsonProcessingException {
        assertEquals(ExitCode.PASSED, execute("--json", "--quiet"));
        assertEquals("", err.toString());
        JsonNode root = new ObjectMapper().readTree(out.toString());
        assertTrue(root.get("machine").asText().startsWith("Java "));
        int judged = 0;
        StringBuilder names = new StringBuilder();
        for (JsonNode figure : root.get("figures")) {
            names.append(figure.get("section").asText())
                    .append(": ")
                    .append(figure.get("name").asText())
                    .append('\n');
            assertTrue(figure.get("measured").isNumber(), figure::toString);
            assertTrue(figure.get("unit").isTextual(), figure::toString);
            assertTrue(figure.get("detail").isTextual(), figure::toString);
            assertEquals(figure.get("target").isNumber(), figure.get("reached").isBoolean(), figure::toString);
            assertEquals(figure.get("target").isNumber(), figure.get("bound").isTextual(), figure::toString);
            judged += figure.get("target").isNumber() ? 1 : 0;
        }
        assertEquals("""
                throughput on one thread: 400 players (plaza)
                throughput on one thread: 400 players (plaza), by CPU time
                throughput on one thread: 8 players (duel)
                throughput on one thread: 8 players (duel), by CPU time
                memory: allocated by a warm zone tick
                memory: allocated by receiving between two ticks
                memory: heap for each player, client and server side
                memory: heap for each player of a simulated run
                memory: heap for each idle session
                memory: tick of 1,000 idle sessions
                payload, all going where they look: entity updates for each player
                payload, all going where they look: payload for each entity update
                payload, all going where they look: the same states as FlatBuffers tables
                payload, all going where they look: reduction against FlatBuffers
                payload, all going where they look: down, p99 of all players' seconds
                payload, all going where they look: down, most
                payload, all going where they look: up, most
                payload, all looking about as they go: entity updates for each player
                payload, all looking about as they go: payload for each entity update
                payload, all looking about as they go: the same states as FlatBuffers tables
                payload, all looking about as they go: reduction against FlatBuffers
                payload, all looking about as they go: down, p99 of all players' seconds
                payload, all looking about as they go: down, most
                payload, all looking about as they go: up, most
                combat: zone tick of 3 fighters, all of it
                combat: combat in it
                combat: allocated by a warm fighting tick
                several zones: zone of a player by its position
                several zones: aura of 500 told and taken in, each entity
                several zones: message queued, carried and read (simulated)
                several zones: message queued, carried and read (AES-256-GCM)
                several zones: player taken, written, read and installed
                several zones: allocated by a warm tick of that aura
                several zones: half of 3 players near a border, tick of each
                several zones: half of 3 players near a border, of its cost in one zone
                several zones: half of 3 players near a border, allocated by a warm tick
                several zones: all of 3 players near a border, tick of each
                several zones: all of 3 players near a border, of its cost in one zone
                several zones: all of 3 players near a border, allocated by a warm tick
                single operations: spatial query, 1,000 entities, 200 m
                single operations: movement of 1,000 entities
                single operations: interest of a player among 400
                single operations: replay of 120 inputs
                single operations: states recorded, each entity
                single operations: attack rewound and judged
                single operations: snapshot encoding, each entity
                single operations: snapshot decoding, each entity
                single operations: 1,200 bytes sealed and opened (simulated)
                single operations: 1,200 bytes sealed and opened (AES-256-GCM)
                single operations: 1,200 bytes sealed and opened (the JDK's cipher alone)
                single operations: AES-256-GCM, of the time of the JDK's cipher
                single operations: AES-256-GCM, allocated by sealing and opening
                """, names.toString());
        assertEquals(2 + 5 + 8 + 2 + 8 + 8, judged);
    }

    /** The clock moves by a second whenever it is read: each run of 10 virtual seconds takes one. */
    @Test
    void theTableJudgesFactorsByTheClock() {
        assertEquals(ExitCode.PASSED, execute("--only", "THROUGHPUT"));
        assertEquals("bench: throughput on one thread: plaza\nbench: throughput on one thread: duel\n", err.toString());
        String table = out.toString();
        assertTrue(table.startsWith("figure                             "), table);
        assertTrue(table.contains("  measured         target  reached\n\nthroughput on one thread\n"), table);
        assertTrue(table.matches("(?s).*\n  400 players \\(plaza\\) +10\\.0x +at least 10x +yes\n.*"), table);
        assertTrue(table.matches("(?s).*\n  8 players \\(duel\\) +10\\.0x +at least 300x +no\n.*"), table);
        assertTrue(
                table.contains("  400 players (plaza): median of 2 runs of 10 s after warming up; best 10.0x; "),
                table);
    }

    @Test
    void aTableShowsUnitsAsPeopleReadThem() {
        String table = BenchText.of(
                List.of(
                        figure("a", 12.345, BenchUnit.TIMES_REAL_TIME, Optional.of(target(10))),
                        figure("b", 0, BenchUnit.BYTES, Optional.of(target(0))),
                        figure("c", 65_536, BenchUnit.BYTES, Optional.of(target(65_536))),
                        figure("d", 8.5, BenchUnit.BYTES, Optional.of(target(8.5))),
                        figure("e", 123_456, BenchUnit.NANOSECONDS, Optional.of(target(100_000))),
                        figure("f", 71.94, BenchUnit.NANOSECONDS, Optional.empty()),
                        figure("g", 1_190, BenchUnit.NANOSECONDS, Optional.empty()),
                        figure("h", 20_479.6, BenchUnit.BYTES_PER_SECOND, Optional.of(target(20_480))),
                        figure("i", 72, BenchUnit.PERCENT, Optional.of(target(72)))),
                "a machine");
        assertEquals("""
                figure    measured             target  reached

                memory
                  a          12.3x      at least 10x      yes
                  b            0 B      at least 0 B      yes
                  c       64.0 KiB   at least 64 KiB      yes
                  d         8.50 B    at least 8.5 B      yes
                  e       0.123 ms   at least 0.1 ms      yes
                  f        71.9 ns
                  g        1.19 us
                  h     20,480 B/s  at least 20,480 B/s      no
                  i         72.0 %     at least 72 %      yes

                how it was measured (a machine)
                """.replaceAll(" +", " "), table.replaceAll(" +", " "));
        assertFalse(table.contains(" \n"), table);
    }

    @Test
    void aStoppedBenchPrintsWhatItHas() {
        interruption.request();
        assertEquals(ExitCode.INTERRUPTED, execute("--json"));
        assertEquals("", err.toString());
        assertTrue(out.toString().contains("\"figures\" : [ ]"), out.toString());
    }

    private static BenchTarget target(double value) {
        return new BenchTarget(BenchTarget.Bound.AT_LEAST, value);
    }

    private static BenchFigure figure(String name, double value, BenchUnit unit, Optional<BenchTarget> target) {
        return new BenchFigure(BenchSection.MEMORY, name, value, unit, target, "");
    }

    private int execute(String... arguments) {
        AtomicLong clock = new AtomicLong();
        Environment environment = new Environment(
                new InstantRunner(),
                new ScenarioReader(FigureCatalogue.standard()),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                80,
                interruption,
                Main.twinCommand(InstantMain.class),
                () -> clock.getAndAdd(SECOND_NANOS));
        return new CommandLine(new BenchCommand(environment, TINY, TINY)).execute(arguments);
    }
}
