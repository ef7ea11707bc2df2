package io.darkages.scenarios.run;

import io.darkages.scenarios.format.FaultTarget;
import io.darkages.scenarios.format.FaultTarget.Known;
import io.darkages.scenarios.format.ScyllaSpec;
import io.darkages.sim.Host;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A world's machines by the words that faults have for them. Asked between windows; which process serves which zone is
 * told as it is then.
 *
 * @param processes those that serve zones, spare ones included, by number from 0
 * @param zoneOf the zone that a process serves, by its number from 0; below 0 for one that serves none
 * @param players by id from 1
 * @param scylla how many nodes there are
 * @param store nodes of Scylla by number from 0
 */
record Machines(
        List<Host> processes,
        IntUnaryOperator zoneOf,
        Roll roll,
        List<Host> players,
        Optional<ScyllaSpec> scylla,
        List<Host> store,
        Optional<RedisHosts> redis) {

    /** The machines that a target stands for now, each once; of a way none. */
    List<Host> of(FaultTarget target) {
        if (target instanceof FaultTarget.Zone) {
            return serving(zone -> zone == 0);
        }
        if (target instanceof FaultTarget.ZoneAt at) {
            return serving(zone -> zone == at.number());
        }
        if (target instanceof FaultTarget.Process process) {
            return List.of(processes.get(process.number() - 1));
        }
        if (target instanceof FaultTarget.StoreNode node) {
            return List.of(store.get(node.number() - 1));
        }
        if (target instanceof FaultTarget.Group group) {
            return players(player -> player.group().name().equals(group.group()));
        }
        if (target instanceof FaultTarget.Player one) {
            return players(
                    player -> player.group().name().equals(one.group()) && player.indexInGroup() == one.number() - 1);
        }
        return target instanceof Known known ? known(known) : List.of();
    }

    private List<Host> known(Known target) {
        return switch (target) {
            case ZONES -> serving(zone -> zone >= 0);
            case PROCESSES -> processes;
            case SPARE -> serving(zone -> zone < 0).stream().limit(1).toList();
            case STORE -> store;
            case STORE_MAJORITY -> store.subList(0, scylla.orElseThrow().majority());
            case REDIS ->
                IntStream.rangeClosed(0, redis().orElseThrow().nodes().size())
                        .mapToObj(this::redisMachine)
                        .toList();
            case REDIS_PRIMARY -> List.of(redisMachine(0));
            case REDIS_REPLICA -> {
                List<Host> nodes = redis.orElseThrow().nodes();
                yield nodes.subList(1, nodes.size());
            }
            case REDIS_MONITOR -> List.of(redis.orElseThrow().monitor());
            case PLAYERS -> players;
            case ALL -> List.of();
        };
    }

    /** Nodes, and the monitor after them. */
    private Host redisMachine(int number) {
        List<Host> nodes = redis.orElseThrow().nodes();
        return number < nodes.size() ? nodes.get(number) : redis.get().monitor();
    }

    private List<Host> serving(Predicate<Integer> zones) {
        return IntStream.range(0, processes.size())
                // What died serves nothing, whatever it served.
                .filter(process -> processes.get(process).isUp() && zones.test(zoneOf.applyAsInt(process)))
                .mapToObj(processes::get)
                .toList();
    }

    private List<Host> players(Predicate<Player> which) {
        return roll.players().stream()
                .filter(which)
                .map(player -> players.get((int) player.id() - 1))
                .toList();
    }

    boolean isProcess(Host host) {
        return processes.contains(host);
    }

    boolean isPlayer(Host host) {
        int index = host.index() - players.get(0).index();
        return index >= 0 && index < players.size();
    }
}
