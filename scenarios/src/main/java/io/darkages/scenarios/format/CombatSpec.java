package io.darkages.scenarios.format;

/**
 * Combat in a world. The rules are the engine's standard ones, save what is named here.
 *
 * @param friendlyFire whether one can strike one's own team
 * @param logged whether a combat log is kept, in the world's wide-column store
 */
public record CombatSpec(boolean friendlyFire, boolean logged) {

    public static final CombatSpec STANDARD = new CombatSpec(false, true);
}
