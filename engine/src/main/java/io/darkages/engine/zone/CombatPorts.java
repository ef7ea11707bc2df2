package io.darkages.engine.zone;

import io.darkages.engine.port.CombatHistory;
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
}
