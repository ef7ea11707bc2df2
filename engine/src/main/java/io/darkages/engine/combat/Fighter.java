package io.darkages.engine.combat;

/**
 * One player's life and death apart from any zone: what a {@link CombatTable} holds of it, with times told as ticks ago,
 * and what is counted of it. Mutable and reused.
 */
public final class Fighter {

    /** Hundredths of a point; 0 is dead. */
    public int health;

    /** What came back and is not in the log yet, hundredths. */
    public int healing;

    public boolean hasAttacked;

    /** First input that may strike again, if there was an attack. */
    public int readySequence;

    /** How far its attacks are ahead of the zone's time, in ticks Q8, at least 0: see {@link CombatTable#paced}. */
    public int paceAheadQ8;

    /** Ticks since it came into the world, dealt or took damage, got health back, and died; at least 0. */
    public int aliveTicksAgo;

    public int combatTicksAgo;
    public int regeneratedTicksAgo;
    public int deathTicksAgo;

    public boolean isBlocking;

    /** Player who killed it last, or 0. */
    public long killer;

    /** In this world so far, each at least 0. */
    public int kills;

    public int deaths;

    /** Whether all numbers are in their ranges; for those that others told. */
    public boolean isPossible() {
        return health >= 0
                && (healing | paceAheadQ8) >= 0
                && (aliveTicksAgo | combatTicksAgo | regeneratedTicksAgo | deathTicksAgo) >= 0
                && (kills | deaths) >= 0;
    }
}
