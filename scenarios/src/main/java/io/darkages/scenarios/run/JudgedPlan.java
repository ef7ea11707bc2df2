package io.darkages.scenarios.run;

import io.darkages.scenarios.check.PlayerReach;
import io.darkages.scenarios.check.RecoversChecker;
import io.darkages.scenarios.check.StoreOutages;
import io.darkages.scenarios.check.ZoneWays;
import io.darkages.scenarios.expect.RunPhase;
import io.darkages.scenarios.format.FaultSpec;
import io.darkages.scenarios.format.FaultTarget;
import io.darkages.scenarios.format.FaultTarget.Known;
import io.darkages.scenarios.format.RedisSpec;
import io.darkages.scenarios.format.Scenario;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What a scenario's plan says that judges of several zones go by: when healing begins, what nobody can be blamed for on
 * the players' side, and when the hot store may have kept nothing. Where the plan leaves it open, in favour of the judged.
 */
final class JudgedPlan implements PlayerReach {

    /** Until a fault that never ends. */
    private static final long FOREVER = Long.MAX_VALUE;
    /** Sessions are saved twice a second; one may have been under way, and the first after an outage takes as long. */
    private static final long SAVE_NANOS = 1_000_000_000L;
    /** A process gives a connection up that was silent for a second, and has found the primary after one more. */
    private static final long RECONNECT_NANOS = 2_000_000_000L;
    /** A store that wrote to its disk each second forgets as much, and a little. */
    private static final long SYNC_NANOS = 2_000_000_000L;
    /** A way that loses so much, or takes so long, is no way. */
    private static final int LOST_PPM = 300_000;

    private static final long LATE_NANOS = 500_000_000L;

    /** A time in which some players had no machine, or no way. */
    private record Barred(long fromNanos, long untilNanos, BitSet players) {

        boolean bars(long player, long from, long until) {
            return players.get((int) player) && fromNanos <= until && untilNanos > from;
        }
    }

    private final Scenario scenario;
    private final Roll roll;
    private final List<Barred> stopped = new ArrayList<>();
    private final List<Barred> cut = new ArrayList<>();

    JudgedPlan(Scenario scenario, Roll roll) {
        this.scenario = scenario;
        this.roll = roll;
        for (FaultSpec fault : scenario.faults()) {
            BitSet players = players(fault.target());
            if (stops(fault) && !players.isEmpty()) {
                stopped.add(new Barred(fault.atNanos(), endNanos(fault), players));
            } else if (cuts(fault)) {
                BitSet without = isOfServers(fault.target()) ? everybody() : players;
                cut.add(new Barred(fault.atNanos(), endNanos(fault), without));
            }
        }
        if (areZonesLost() || isRegisterLost()) {
            long from = scenario.faults().stream()
                    .filter(JudgedPlan::isForGood)
                    .mapToLong(FaultSpec::atNanos)
                    .min()
                    .orElse(FOREVER);
            cut.add(new Barred(from, FOREVER, everybody()));
        }
    }

    @Override
    public boolean ran(long player, long fromNanos, long untilNanos) {
        return isFree(stopped, player, fromNanos, untilNanos);
    }

    @Override
    public boolean reached(long player, long fromNanos, long untilNanos) {
        return ran(player, fromNanos, untilNanos) && isFree(cut, player, fromNanos, untilNanos);
    }

    private static boolean isFree(List<Barred> times, long player, long fromNanos, long untilNanos) {
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i).bars(player, fromNanos, untilNanos)) {
                return false;
            }
        }
        return true;
    }

    /** When nothing among the zones, their stores and the ways to all of them is broken. */
    ZoneWays zoneWays() {
        List<FaultSpec> among =
                scenario.faults().stream().filter(fault -> !isOfPlayers(fault)).toList();
        return (fromNanos, untilNanos) -> {
            for (int i = 0; i < among.size(); i++) {
                if (among.get(i).atNanos() <= untilNanos && endNanos(among.get(i)) >= fromNanos) {
                    return false;
                }
            }
            return true;
        };
    }

    /** Whether a fault touches players' machines and their own ways alone, or nothing that zones go by. */
    private boolean isOfPlayers(FaultSpec fault) {
        boolean isWay = fault.target() instanceof FaultTarget.Way;
        return fault instanceof FaultSpec.ClockStep
                || !isWay && !players(fault.target()).isEmpty();
    }

    /** When the last fault strikes that is for good, or ends that is not; without faults, when the last phase begins. */
    long healNanos() {
        long warmedUp = scenario.phases().endNanos(RunPhase.WARMUP);
        long healed = scenario.faults().stream()
                .mapToLong(fault -> isForGood(fault) ? fault.atNanos() : endNanos(fault))
                .max()
                .orElse(scenario.phases().startNanos(RunPhase.HEAL));
        return Math.max(warmedUp, healed);
    }

    /** From when on all must be well again. */
    long settledNanos() {
        return healNanos() + RecoversChecker.BOUND_NANOS;
    }

    RecoversChecker.Terms recovery() {
        return new RecoversChecker.Terms(scenario.phases().endNanos(RunPhase.WARMUP), healNanos(), isCapacityLost());
    }

    /** Whether something stays broken that may make everything slower, or leaves zones without a process. */
    private boolean isCapacityLost() {
        return areZonesLost()
                || isRegisterLost()
                || scenario.faults().stream()
                        .anyMatch(fault -> isForGood(fault)
                                && !stops(fault)
                                && players(fault.target()).isEmpty());
    }

    /** Times of which Redis may have kept nothing, in order and joined where they meet. */
    StoreOutages outages() {
        if (scenario.stores().redis().isEmpty()) {
            return StoreOutages.NONE;
        }
        RedisSpec redis = scenario.stores().redis().get();
        List<long[]> times = new ArrayList<>();
        for (FaultSpec fault : scenario.faults()) {
            if (touchesRedis(fault)) {
                times.add(outage(fault, redis));
            }
        }
        times.sort(Comparator.comparingLong(time -> time[0]));
        List<long[]> joined = new ArrayList<>();
        for (long[] time : times) {
            long[] last = joined.isEmpty() ? time : joined.get(joined.size() - 1);
            if (joined.isEmpty() || time[0] > last[1]) {
                joined.add(time);
            } else {
                last[1] = Math.max(last[1], time[1]);
            }
        }
        return new StoreOutages(joined.stream().flatMapToLong(LongStream::of).toArray());
    }

    private static long[] outage(FaultSpec fault, RedisSpec redis) {
        long end = endNanos(fault);
        if (fault.target() instanceof FaultTarget.Way way && (isOfServers(way.from()) || isOfServers(way.to()))) {
            // Processes and Redis do not hear each other; the monitor hears both, and nothing is forgotten.
            return new long[] {fault.atNanos(), end == FOREVER ? end : end + RECONNECT_NANOS + SAVE_NANOS};
        }
        // Until the monitor has noticed, asked again to be sure, chosen and told; and as long again for a node that
        // comes back.
        long failoverNanos = 2 * (redis.downAfterNanos() + 2 * redis.pollNanos() + redis.electionNanos());
        long until = Math.max(fault.atNanos() + failoverNanos, end == FOREVER ? 0 : end + failoverNanos) + SAVE_NANOS;
        boolean forgets = fault instanceof FaultSpec.Crash && redis.persistence() == RedisSpec.Persistence.NONE;
        boolean isBackBeforeReplaced = end != FOREVER && end - fault.atNanos() <= failoverNanos;
        if (forgets && (fault.target() == Known.REDIS || redis.replicas() == 0 || isBackBeforeReplaced)) {
            // All that it ever had: the empty node is the primary again.
            return new long[] {0, until};
        }
        return new long[] {Math.max(0, fault.atNanos() - SYNC_NANOS), until};
    }

    /** Whether a fault may keep sessions from Redis, or take them out of it. */
    private boolean touchesRedis(FaultSpec fault) {
        FaultTarget target = fault.target();
        if (target instanceof FaultTarget.Way way) {
            return isRedis(way.from())
                    || isRedis(way.to())
                    || way.to() == Known.ALL && isOfServers(way.from())
                    || way.from() == Known.ALL && isOfServers(way.to());
        }
        return isRedis(target);
    }

    private static boolean isRedis(FaultTarget target) {
        return target == Known.REDIS
                || target == Known.REDIS_PRIMARY
                || target == Known.REDIS_REPLICA
                || target == Known.REDIS_MONITOR;
    }

    /** More processes are gone for good than are spare. */
    private boolean areZonesLost() {
        int lost = 0;
        for (FaultSpec fault : scenario.faults()) {
            if (isForGood(fault) && stops(fault)) {
                FaultTarget target = fault.target();
                boolean isOne = target instanceof FaultTarget.Zone
                        || target instanceof FaultTarget.ZoneAt
                        || target instanceof FaultTarget.Process
                        || target == Known.SPARE;
                boolean areAll = target == Known.ZONES || target == Known.PROCESSES;
                lost += areAll ? scenario.processCount() : isOne ? 1 : 0;
            }
        }
        return lost > scenario.processCount() - scenario.world().grid().zones();
    }

    /** The majority of those who say who may act is gone for good, or cut off. */
    private boolean isRegisterLost() {
        if (scenario.stores().scylla().isEmpty()) {
            return false;
        }
        BitSet lost = new BitSet();
        for (FaultSpec fault : scenario.faults()) {
            if (isForGood(fault) && (stops(fault) || cuts(fault))) {
                lost.or(storeNodes(fault.target()));
            }
        }
        int left = scenario.stores().scylla().get().nodes() - lost.cardinality();
        return left < scenario.stores().scylla().get().majority();
    }

    /** The nodes of Scylla, by number, that a target takes from the rest. */
    private BitSet storeNodes(FaultTarget target) {
        if (target instanceof FaultTarget.Way way) {
            BitSet some = storeNodes(way.from());
            BitSet others = storeNodes(way.to());
            // Of two nodes that do not hear each other the rest can do without either.
            boolean isFirst = others.isEmpty() || !some.isEmpty() && some.cardinality() <= others.cardinality();
            return isFirst ? some : others;
        }
        BitSet nodes = new BitSet();
        if (target == Known.STORE) {
            nodes.set(1, scenario.stores().scylla().orElseThrow().nodes() + 1);
        } else if (target == Known.STORE_MAJORITY) {
            nodes.set(1, scenario.stores().scylla().orElseThrow().majority() + 1);
        } else if (target instanceof FaultTarget.StoreNode one) {
            nodes.set(one.number());
        }
        return nodes;
    }

    /** The machine stands still, or is gone. */
    private static boolean stops(FaultSpec fault) {
        return fault instanceof FaultSpec.Crash || fault instanceof FaultSpec.Pause || fault instanceof FaultSpec.Drain;
    }

    private static boolean cuts(FaultSpec fault) {
        return fault instanceof FaultSpec.Partition
                || fault instanceof FaultSpec.LinkLoss loss
                        && (loss.lossPpm() >= LOST_PPM || loss.burstLoss().isPresent())
                || fault instanceof FaultSpec.LinkLatency slow
                        && slow.latencyNanos() + slow.jitterNanos() >= LATE_NANOS;
    }

    private static boolean isForGood(FaultSpec fault) {
        return endNanos(fault) == FOREVER;
    }

    private static long endNanos(FaultSpec fault) {
        if (!(fault instanceof FaultSpec.Lasting lasting)) {
            return fault.atNanos();
        }
        return lasting.forNanos().isPresent()
                ? fault.atNanos() + lasting.forNanos().getAsLong()
                : FOREVER;
    }

    /** Whether a fault of links there takes players' ways to a zone: nobody knows beforehand whose. */
    private static boolean isOfServers(FaultTarget target) {
        if (target instanceof FaultTarget.Way way) {
            return way.to() == Known.ALL && isOfServers(way.from()) || way.from() == Known.ALL && isOfServers(way.to());
        }
        return target.isProcess();
    }

    /** The players that a target names, by id; none for servers and stores. */
    private BitSet players(FaultTarget target) {
        if (target instanceof FaultTarget.Way way) {
            BitSet both = players(way.from());
            both.or(players(way.to()));
            return both;
        }
        if (target == Known.PLAYERS) {
            return everybody();
        }
        if (target instanceof FaultTarget.Group group) {
            return those(player -> player.group().name().equals(group.group()));
        }
        if (target instanceof FaultTarget.Player one) {
            return those(
                    player -> player.group().name().equals(one.group()) && player.indexInGroup() == one.number() - 1);
        }
        return new BitSet();
    }

    private BitSet everybody() {
        return those(player -> true);
    }

    private BitSet those(Predicate<Player> which) {
        BitSet ids = new BitSet();
        roll.players().stream().filter(which).forEach(player -> ids.set((int) player.id()));
        return ids;
    }
}
