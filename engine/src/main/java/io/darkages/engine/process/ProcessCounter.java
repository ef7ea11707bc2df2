package io.darkages.engine.process;

/** What {@link ProcessCounters} count. */
public enum ProcessCounter {
    /** Players who were let in, with the entity that they had or with a stored session or without one. */
    RESUMED,
    RESTORED,
    SPAWNED,
    /** Tickets that were sent elsewhere, or told to come again. */
    REDIRECTED,
    BUSY,
    /** Clients of players on their way who look on, and such without a good token. */
    OBSERVED,
    NOT_OBSERVED,
    /** Sessions saved, not saved, and refused because a later one is there. */
    SAVED,
    SAVES_FAILED,
    SAVES_FENCED,
    /** Sessions that were found and could not be read. */
    SESSIONS_UNREADABLE,
    /** Zones that this process began to serve, stood still with, and gave back or lost. */
    ZONES_OPENED,
    SUSPENSIONS,
    ZONES_CLOSED,
    /** Players whose clients were told to open a session with an heir. */
    CALLED_AHEAD,
    /** Players who were sent to a successor. */
    SENT_AWAY,
    /** Most logins at one time. */
    LOGINS_HIGH_WATER
}
