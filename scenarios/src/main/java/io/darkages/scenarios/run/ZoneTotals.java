package io.darkages.scenarios.run;

import io.darkages.engine.combatlog.CombatLogCounters;
import io.darkages.engine.transport.EndpointCounter;
import io.darkages.engine.zone.Phase;
import io.darkages.engine.zone.ZoneCounter;
import io.darkages.scenarios.expect.RunPhase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts of the zones over all incarnations of their processes: a crash forgets a server's own, not the run's. */
final class ZoneTotals {

    /** By process. */
    private final List<List<ZoneProgram>> programs;

    private final Map<RunPhase, Map<String, Long>> atStart = new EnumMap<>(RunPhase.class);

    ZoneTotals(int processes) {
        programs = Stream.generate(() -> (List<ZoneProgram>) new ArrayList<ZoneProgram>())
                .limit(processes)
                .toList();
    }

    /**
     * On the process's own turn: touches what is the process's only.
     *
     * @param process its number from 0
     */
    void started(int process, ZoneProgram program) {
        programs.get(process).add(program);
    }

    /** The program that a process runs now or ran last; none before its first start. */
    Optional<ZoneProgram> current(int process) {
        List<ZoneProgram> its = programs.get(process);
        return its.isEmpty() ? Optional.empty() : Optional.of(its.get(its.size() - 1));
    }

    /** The programs that run now, or ran last, by process; none of a process before its first start. */
    List<ZoneProgram> current() {
        return programs.stream()
                .filter(its -> !its.isEmpty())
                .map(its -> its.get(its.size() - 1))
                .toList();
    }

    /** Of all processes, also those that have ended. */
    private List<ZoneProgram> all() {
        return programs.stream().flatMap(List::stream).toList();
    }

    long zone(ZoneCounter counter) {
        long sum = 0;
        for (ZoneProgram program : all()) {
            sum += program.zone().counters().count(counter);
        }
        return sum;
    }

    long transport(EndpointCounter counter) {
        long sum = 0;
        for (ZoneProgram program : all()) {
            sum += program.zone().transport().value(counter);
        }
        return sum;
    }

    /** CPU time of each phase so far. */
    long[] phaseNanos() {
        long[] sum = new long[Phase.values().length];
        for (ZoneProgram program : all()) {
            long[] one = program.phaseNanos();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i];
            }
        }
        return sum;
    }

    /** The counters that expectations may name, by name. */
    Map<String, Long> figures(long datagrams) {
        Map<String, Long> figures = new TreeMap<>();
        figures.put(
                "malformed-dropped",
                transport(EndpointCounter.MALFORMED_DATAGRAMS)
                        + transport(EndpointCounter.MALFORMED_CONTROL)
                        + transport(EndpointCounter.MALFORMED_FRAMES)
                        + transport(EndpointCounter.FORGED_PACKETS)
                        + zone(ZoneCounter.MALFORMED_MESSAGES));
        figures.put(
                "replayed-dropped",
                transport(EndpointCounter.REPLAYED_PACKETS) + transport(EndpointCounter.STALE_PACKETS));
        figures.put("datagrams", datagrams);
        figures.put("overruns", zone(ZoneCounter.TICK_OVERRUNS));
        figures.put(
                "degradations",
                zone(ZoneCounter.QOS_DEGRADED_FAR_RATE)
                        + zone(ZoneCounter.QOS_DEGRADED_MID_RATE)
                        + zone(ZoneCounter.QOS_DEGRADED_SNAPSHOT_RATE)
                        + zone(ZoneCounter.QOS_DEGRADED_ENTITY_CAP));
        figures.put("recoveries", zone(ZoneCounter.QOS_RECOVERED));
        figures.put("hits", zone(ZoneCounter.ATTACKS_HIT));
        figures.put("kills", zone(ZoneCounter.KILLS));
        figures.put(
                "claims-refused",
                zone(ZoneCounter.ATTACKS_TOO_OLD)
                        + zone(ZoneCounter.ATTACKS_NEVER_SENT)
                        + zone(ZoneCounter.ATTACKS_BAD_TIME)
                        + zone(ZoneCounter.ATTACKS_CLAIM_OFF));
        figures.put("attacks-too-soon", zone(ZoneCounter.ATTACKS_COOLDOWN));
        figures.put(
                "events-dropped",
                all().stream()
                        .flatMap(program -> program.zone().combatLog().stream())
                        .mapToLong(CombatLogCounters::eventsDropped)
                        .sum());
        return figures;
    }

    void phaseBegins(RunPhase phase, long datagrams) {
        atStart.put(phase, figures(datagrams));
    }

    /** What a counter grew by in a phase. */
    long inPhase(String figure, RunPhase phase, long datagrams) {
        Map<String, Long> start = atStart.get(phase);
        if (start == null) {
            return 0;
        }
        // A phase of no length never begins.
        Map<String, Long> end = atStart.keySet().stream()
                .filter(later -> later.compareTo(phase) > 0)
                .findFirst()
                .map(atStart::get)
                .orElseGet(() -> figures(datagrams));
        return end.get(figure) - start.get(figure);
    }
}
