package io.darkages.engine.zone;

/**
 * What a zone's work is counted in. A cost table gives each a price in nanoseconds; the simulator charges
 * counts times prices as virtual CPU.
 */
public enum Work {
    DATAGRAMS_RECEIVED(Phase.RECEIVE),
    BYTES_RECEIVED(Phase.RECEIVE),
    INPUTS_RECEIVED(Phase.RECEIVE),
    CONTROL_MESSAGES(Phase.RECEIVE),
    MOVEMENT_STEPS(Phase.MOVEMENT),
    PLAYERS_VISITED(Phase.MOVEMENT),
    ATTACKS_JUDGED(Phase.COMBAT),
    FIGHTERS_VISITED(Phase.COMBAT),
    COMBAT_NOTICES(Phase.COMBAT),
    ENTITIES_QUANTISED(Phase.QUANTISE),
    INTEREST_LOOKS(Phase.INTEREST),
    INTEREST_CANDIDATES(Phase.INTEREST),
    INDICES_SCANNED(Phase.ENCODE),
    ENTITIES_ENCODED(Phase.ENCODE),
    SNAPSHOTS_ENCODED(Phase.ENCODE),
    DATAGRAMS_SENT(Phase.SEND),
    BYTES_SEALED(Phase.SEND),
    SESSIONS_ADVANCED(Phase.HOUSEKEEPING),
    TICKS(Phase.HOUSEKEEPING);

    private final Phase phase;

    Work(Phase phase) {
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }
}
