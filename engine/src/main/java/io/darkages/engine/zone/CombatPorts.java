package io.darkages.engine.zone;

import io.darkages.engine.combatlog.CombatLog;
import io.darkages.engine.port.CombatHistory;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.RandomSource;
import java.util.Optional;

/**
 * What combat needs from outside.
 *
 * @param criticals decides which hits are critical; a stream of its own, "combat-criticals" of the zone
 * @param history where the combat log writes; there exactly if the zone's options ask for a log
 */
public record CombatPorts(RandomSource criticals, Optional<CombatHistory> history) {

    /** For zones in which nobody fights. */
    public static final CombatPorts NONE = new CombatPorts(
            () -> {
                throw new IllegalStateException("a zone without combat asked for a critical hit");
            },
            Optional.empty());

    /**
     * The log that a zone with that combat writes.
     *
     * @throws IllegalArgumentException if a log is asked for and there is no history, or the other way
     */
    Optional<CombatLog> openLog(Optional<ZoneOptions.Combat> combat, Probes probes) {
        if (combat.isPresent() && equals(NONE)) {
            throw new IllegalArgumentException("a zone with combat needs ports for it");
        }
        Optional<ZoneOptions.Log> wanted = combat.flatMap(ZoneOptions.Combat::log);
        if (wanted.isPresent() != history.isPresent()) {
            throw new IllegalArgumentException("a combat log is " + (wanted.isPresent() ? "" : "not ")
                    + "asked for, and there is " + (wanted.isPresent() ? "no" : "a") + " history to write it to");
        }
        return wanted.map(
                log -> new CombatLog(log.options(), log.zone(), log.incarnation(), history.orElseThrow(), probes));
    }
}
