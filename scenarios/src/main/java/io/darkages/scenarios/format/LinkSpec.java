package io.darkages.scenarios.format;

/**
 * A named kind of network path between a player and the zone.
 *
 * @param name lower-case words joined by hyphens
 * @param up from the player to the zone
 * @param down from the zone to the player
 */
public record LinkSpec(String name, PathSpec up, PathSpec down) {}
