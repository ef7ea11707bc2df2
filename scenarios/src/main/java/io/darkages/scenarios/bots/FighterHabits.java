package io.darkages.scenarios.bots;

/**
 * What fighters have in common.
 *
 * @param sightQ16 how far it looks for enemies, Q16.16 metres, at least 1 m
 * @param aim how its errors are spread
 * @param idle how it wanders when it sees none
 */
public record FighterHabits(int sightQ16, Aim aim, WanderHabits idle) {

    public FighterHabits {
        if (sightQ16 < 1 << 16) {
            throw new IllegalArgumentException("sightQ16 " + sightQ16 + " is below 1 m");
        }
    }
}
