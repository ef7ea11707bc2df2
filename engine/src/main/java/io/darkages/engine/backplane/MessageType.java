package io.darkages.engine.backplane;

import java.util.Optional;

/**
 * The seven types of messages between zones (the number is the original design's, as are ENTITY_SYNC and
 * MIGRATION_REQUEST). The order is the wire's: the first has code 1.
 */
public enum MessageType {
    /** {@link EntitySync}: where entities near the border are, and which are no longer told. Sent unreliably. */
    ENTITY_SYNC,
    /** {@link MigrationRequest}: a player is about to come over, or is not after all. */
    MIGRATION_REQUEST,
    /** {@link MigrationState}: everything of a player that has been frozen for its move. */
    MIGRATION_STATE,
    /** {@link MigrationAnswer}: what the target makes of a migration. */
    MIGRATION_ANSWER,
    /** {@link CrossAttack}: somebody here struck at somebody there; answered by a {@link #NOTICE}. */
    ATTACK,
    /**
     * {@link PlayerNotice}: what concerns a player for whom another zone acts: outcome of its attack, a combat notice
     * for its client, and inputs of its client that still came to the wrong zone.
     */
    NOTICE,
    /** {@link ZoneStatus}: a heartbeat of hints. Sent unreliably. */
    ZONE_STATUS;

    private static final MessageType[] TYPES = values();

    /** 1 to 7. */
    public int code() {
        return ordinal() + 1;
    }

    /** The type with that code, if there is one. */
    public static Optional<MessageType> ofCode(int code) {
        return code >= 1 && code <= TYPES.length ? Optional.of(TYPES[code - 1]) : Optional.empty();
    }

    /** Whether there is a type with that code. */
    static boolean isCode(int code) {
        return code >= 1 && code <= TYPES.length;
    }

    /** The type with a code that {@linkplain #isCode is one}. */
    static MessageType at(int code) {
        return TYPES[code - 1];
    }
}
