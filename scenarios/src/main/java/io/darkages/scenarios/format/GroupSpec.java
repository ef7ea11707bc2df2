package io.darkages.scenarios.format;

import java.util.Optional;

/**
 * Players that are alike. They are numbered from 1, in joining order; {@code name/3} is the third.
 *
 * @param name unique in the scenario
 * @param count number of players, at least 1
 * @param behaviour what they do
 * @param spawn where they enter the world
 * @param link name of the link between each of them and the zone
 * @param team one of the world's teams, if any
 * @param joinAtNanos when the first joins, from the start of the run
 * @param joinOverNanos joins are spread evenly over this time; 0 joins all at once
 * @param clockDriftPpm each player's clock drifts by an amount drawn from ± this, at most 500
 */
public record GroupSpec(
        String name,
        int count,
        BehaviourSpec behaviour,
        SpawnSpec spawn,
        String link,
        Optional<String> team,
        long joinAtNanos,
        long joinOverNanos,
        int clockDriftPpm) {

    /**
     * When a player joins, from the start of the run.
     *
     * @param index 0 to count - 1
     */
    public long joinNanos(int index) {
        return joinAtNanos + joinOverNanos / count * index + joinOverNanos % count * index / count;
    }
}
