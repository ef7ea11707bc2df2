package io.darkages.engine.combatlog;

/**
 * A player's figures, as sums over events. Derived from events by {@link #apply} and by nothing else: sums over the
 * rows of a player equal the figures of that player's stored events. Mutable scratch; not thread-safe.
 */
public final class PlayerStatistics {

    /** Health taken from others, in hundredths of a point. */
    public long damageDealt;

    /** Health lost, in hundredths of a point. */
    public long damageTaken;

    /** Health given, to oneself too, in hundredths of a point. */
    public long healingDone;

    /** Health gained, in hundredths of a point. */
    public long healingTaken;

    /** Hits on others. */
    public long hits;

    /** Hits taken. */
    public long hitsTaken;

    /** Of {@link #hits}, those that were critical. */
    public long criticals;

    /** Of {@link #hitsTaken}, those that were blocked. */
    public long blocks;

    public long kills;
    public long deaths;

    public void clear() {
        damageDealt = 0;
        damageTaken = 0;
        healingDone = 0;
        healingTaken = 0;
        hits = 0;
        hitsTaken = 0;
        criticals = 0;
        blocks = 0;
        kills = 0;
        deaths = 0;
    }

    /** Adds what an event means to a player; nothing if the player is neither its actor nor its subject. */
    public void apply(CombatEvent event, long player) {
        if (event.actor == player) {
            applyAsActor(event);
        }
        if (event.subject == player) {
            applyAsSubject(event);
        }
    }

    private void applyAsActor(CombatEvent event) {
        switch (event.kind) {
            case DAMAGE -> {
                damageDealt += event.amount;
                hits++;
                criticals += event.has(CombatFlags.CRITICAL) ? 1 : 0;
            }
            case HEAL -> healingDone += event.amount;
            case KILL -> kills++;
            case DEATH -> {}
        }
    }

    private void applyAsSubject(CombatEvent event) {
        switch (event.kind) {
            case DAMAGE -> {
                damageTaken += event.amount;
                hitsTaken++;
                blocks += event.has(CombatFlags.BLOCKED) ? 1 : 0;
            }
            case HEAL -> healingTaken += event.amount;
            case KILL -> {}
            case DEATH -> deaths++;
        }
    }

    public void add(PlayerStatistics other) {
        damageDealt += other.damageDealt;
        damageTaken += other.damageTaken;
        healingDone += other.healingDone;
        healingTaken += other.healingTaken;
        hits += other.hits;
        hitsTaken += other.hitsTaken;
        criticals += other.criticals;
        blocks += other.blocks;
        kills += other.kills;
        deaths += other.deaths;
    }

    /** Whether every figure is the same. */
    public boolean matches(PlayerStatistics other) {
        return damageDealt == other.damageDealt
                && damageTaken == other.damageTaken
                && healingDone == other.healingDone
                && healingTaken == other.healingTaken
                && hits == other.hits
                && hitsTaken == other.hitsTaken
                && criticals == other.criticals
                && blocks == other.blocks
                && kills == other.kills
                && deaths == other.deaths;
    }
}
