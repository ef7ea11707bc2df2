package io.darkages.engine.zone;

/** What happened in a zone, counted since it started. Names are the scenario files' and the exporter's. */
public enum ZoneCounter {
    TICKS("ticks"),
    /** Ticks that were left out because the one before took too long. */
    TICKS_SKIPPED("ticks-skipped"),
    /** Ticks that took longer than a tick lasts. */
    TICK_OVERRUNS("tick-overruns"),
    JOINED("joined"),
    RESUMED("resumed"),
    LEFT("left"),
    REFUSED("refused"),
    /** Sessions that said nothing, or nonsense, instead of logging in. */
    LOGIN_TIMEOUTS("login-timeouts"),
    INPUTS_APPLIED("inputs-applied"),
    /** Repeats of inputs that had already come: normal, every input is sent twice. */
    INPUTS_REPEATED("inputs-repeated"),
    /** Inputs that never came. */
    INPUTS_LOST("inputs-lost"),
    /** Inputs beyond 60 a second and the burst. */
    INPUTS_OVER_RATE("inputs-over-rate"),
    INPUTS_IMPOSSIBLE("inputs-impossible"),
    /** Batches that claim more inputs than their clock had time for. */
    BAD_TIMESTAMPS("bad-timestamps"),
    /** Claimed positions more than 2 m from the true one. */
    BAD_CLAIMS("bad-claims"),
    CORRECTIONS("corrections"),
    PUNISHED("kicked"),
    MALFORMED_MESSAGES("malformed-messages"),
    /** Messages of one kind beyond the rate at which a player may send them. */
    MESSAGES_OVER_RATE("messages-over-rate"),
    SNAPSHOTS("snapshots"),
    ENTITY_UPDATES("entity-updates"),
    /** Bits that entity updates took. */
    ENTITY_BITS("entity-bits"),
    /** Snapshots put off because the byte rate left no room. */
    SNAPSHOTS_DEFERRED("snapshots-deferred"),
    /** Entities in reach that found no free index in a viewer's book. */
    VISIBLE_REFUSED("visible-refused"),
    /** Attacks that were decided or refused; each has one of the twelve outcomes that follow. */
    ATTACKS_JUDGED("attacks-judged"),
    ATTACKS_HIT("attacks-hit"),
    ATTACKS_MISSED("attacks-missed"),
    /** Struck, but an obstacle was in the way. */
    ATTACKS_OBSTRUCTED("attacks-obstructed"),
    ATTACKS_TOO_OLD("attacks-too-old"),
    /** They name a snapshot in which their client was not told of the target. */
    ATTACKS_NEVER_SENT("attacks-never-sent"),
    ATTACKS_BAD_TIME("attacks-bad-time"),
    /** The client claims another place than the one that follows from what it names. */
    ATTACKS_CLAIM_OFF("attacks-claim-off"),
    ATTACKS_COOLDOWN("attacks-cooldown"),
    /** Refused, because the attacker held its guard up. */
    ATTACKS_WHILE_BLOCKING("attacks-while-blocking"),
    ATTACKS_DEAD("attacks-dead"),
    ATTACKS_FRIENDLY("attacks-friendly"),
    ATTACKS_NO_TARGET("attacks-no-target"),
    /** Attacks whose input was skipped or dropped before its turn came. */
    ATTACKS_LOST("attacks-lost"),
    /** Attacks that found their player's queue full, or a zone without combat. */
    ATTACKS_DROPPED("attacks-dropped"),
    CRITICAL_HITS("critical-hits"),
    /** Hits of which a guard took a part. */
    BLOCKED_HITS("blocked-hits"),
    /** Hundredths of a point. */
    DAMAGE("damage-hundredths"),
    /** Health that came back, in hundredths of a point. */
    HEALING("healing-hundredths"),
    DEATHS("deaths"),
    KILLS("kills"),
    RESPAWNS("respawns"),
    COMBAT_NOTICES("combat-notices"),
    /** Notices that found no room in a session's reliable buffer. */
    COMBAT_NOTICES_DROPPED("combat-notices-dropped"),
    QOS_DEGRADED_FAR_RATE("qos-degraded-far-rate"),
    QOS_DEGRADED_MID_RATE("qos-degraded-mid-rate"),
    QOS_DEGRADED_SNAPSHOT_RATE("qos-degraded-snapshot-rate"),
    QOS_DEGRADED_ENTITY_CAP("qos-degraded-entity-cap"),
    QOS_RECOVERED("qos-recovered");

    private final String title;

    ZoneCounter(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
