package io.darkages.engine.process;

/** What {@link MigrationCounters} count. */
public enum MigrationCounter {
    /** Source: a target was asked. */
    PREPARED,
    /** Source: given up before the player was in transit: it turned back, left, or its client did not come in time. */
    CANCELLED,
    /** Source: the target refused, did not answer, or was not known. */
    REFUSED,
    /** Source: the register was asked to say that the player is in transit. */
    TRANSFERS,
    /** Source: of those, players who had been beyond the border for long and whose client had no view of the target. */
    WITHOUT_VIEW,
    /** Source: another zone owns the player. */
    COMPLETED,
    /** Source: the register says that the target never owned the player, who stays. */
    ROLLED_BACK,
    /** Source: a player came near and there was no room to see to it. */
    DEPARTURES_FULL,
    /** Target: expects a player. */
    EXPECTED,
    /** Target: refused one. */
    TURNED_AWAY,
    /** Target: a client opened its view. */
    VIEWS,
    /** Target: a token was wrong, late, unknown or used. */
    TOKENS_REFUSED,
    /** Target: owns a player who came. */
    ARRIVED,
    /** Target: an expected player did not come. */
    NOT_COME,
    /** A message that fits nothing that is known here. */
    STALE_MESSAGES
}
