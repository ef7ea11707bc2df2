package io.darkages.scenarios.format;

import java.util.Optional;

/**
 * Combat in a world. The rules are the engine's standard ones, save what is named here.
 *
 * @param friendlyFire whether one can strike one's own team
 * @param store where the combat log is kept; without one there is no combat log
 */
public record CombatSpec(boolean friendlyFire, Optional<StoreSpec> store) {

    public static final CombatSpec STANDARD = new CombatSpec(false, Optional.of(StoreSpec.STANDARD));
}
