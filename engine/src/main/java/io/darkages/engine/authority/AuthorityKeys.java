package io.darkages.engine.authority;

/** The register's keys: those of zones have bit 62 set, those of players are their ids. */
public final class AuthorityKeys {

    /** Zones are numbered 0 to this. */
    public static final int ZONE_MAX = 0xFFFF;

    /** Players' ids reach from 1 to this. */
    public static final long PLAYER_MAX = (1L << 62) - 1;

    private static final long ZONES = 1L << 62;

    private AuthorityKeys() {}

    /**
     * @param zone 0 to {@value #ZONE_MAX}
     * @throws IllegalArgumentException if there is no such number
     */
    public static long zone(int zone) {
        if (zone < 0 || zone > ZONE_MAX) {
            throw new IllegalArgumentException("zone " + zone + " is outside 0 to " + ZONE_MAX);
        }
        return ZONES | zone;
    }

    /**
     * @param player 1 to {@link #PLAYER_MAX}
     * @throws IllegalArgumentException if there is no such id
     */
    public static long player(long player) {
        if (!isPlayer(player)) {
            throw new IllegalArgumentException("player " + player + " is outside 1 to " + PLAYER_MAX);
        }
        return player;
    }

    /** Whether a player can have that id. */
    public static boolean isPlayer(long player) {
        return player >= 1 && player <= PLAYER_MAX;
    }
}
