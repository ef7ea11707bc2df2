package io.darkages.engine.combat;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.random.Mix;

/**
 * Life and death of the zone's entities: columns by entity slot, and what may happen to them. Holds no place and asks
 * nobody whether an attack struck.
 *
 * <p>Health is hundredths of a point, times are the zone's ticks. Somebody is dead whose health is 0, and so is a slot
 * in which nobody lives. Health comes back when {@link #regenerate} is called, and what it comes to does not depend on
 * how often that is. Not thread-safe; allocates only in the constructor.
 */
public final class CombatTable {

    private static final int TICKS_PER_SECOND = 60;

    /** Bits of fraction of a tick in which the pace is kept. */
    private static final int PACE_BITS = 8;

    /** An honest clock runs up to 500 ppm fast, and the zone's as much slow: one in 512 is nearly twice both. */
    private static final int PACE_SLACK_SHIFT = 9;

    private final CombatRules rules;
    private final int[] health;
    /** Whether there was an attack in this life and session, and the first input that may strike again. */
    private final boolean[] hasAttacked;

    private final int[] readySequence;
    /** When in the zone's time the attacks so far would be over, one after the other, each with its cooldown; Q8. */
    private final long[] paceQ8;
    /** Since when it lives. */
    private final int[] aliveTick;
    /** When damage was last dealt or taken. */
    private final int[] combatTick;
    /** Up to when health has come back. */
    private final int[] regeneratedTick;

    private final int[] healing;
    private final int[] deathTick;
    private final int[] killer;
    private final boolean[] blocking;

    /**
     * @param capacity entity slots
     */
    public CombatTable(CombatRules rules, int capacity) {
        this.rules = rules;
        health = new int[capacity];
        hasAttacked = new boolean[capacity];
        readySequence = new int[capacity];
        paceQ8 = new long[capacity];
        aliveTick = new int[capacity];
        combatTick = new int[capacity];
        regeneratedTick = new int[capacity];
        healing = new int[capacity];
        deathTick = new int[capacity];
        killer = new int[capacity];
        blocking = new boolean[capacity];
    }

    /** Somebody comes into the world, for the first time or again: unhurt, at peace, and free to attack. */
    public void spawn(int slot, int tick) {
        health[slot] = rules.health().full();
        hasAttacked[slot] = false;
        readySequence[slot] = 0;
        paceQ8[slot] = 0;
        aliveTick[slot] = tick;
        combatTick[slot] = tick;
        regeneratedTick[slot] = tick;
        healing[slot] = 0;
        deathTick[slot] = tick;
        killer[slot] = EntityTable.NO_ENTITY;
        blocking[slot] = false;
    }

    /** The slot's entity is gone. */
    public void remove(int slot) {
        health[slot] = 0;
        healing[slot] = 0;
        killer[slot] = EntityTable.NO_ENTITY;
        blocking[slot] = false;
    }

    /**
     * Takes a slot's columns out of their table, but for the killer and what is counted.
     *
     * @param tick now, in the zone's time
     */
    public void load(int slot, int tick, Fighter into) {
        into.health = health[slot];
        into.healing = healing[slot];
        into.hasAttacked = hasAttacked[slot];
        into.readySequence = readySequence[slot];
        long ahead = paceQ8[slot] - ((long) tick << PACE_BITS);
        into.paceAheadQ8 = (int) Math.max(0, Math.min(Integer.MAX_VALUE, ahead));
        into.aliveTicksAgo = Math.max(0, tick - aliveTick[slot]);
        into.combatTicksAgo = Math.max(0, tick - combatTick[slot]);
        into.regeneratedTicksAgo = Math.max(0, tick - regeneratedTick[slot]);
        into.deathTicksAgo = Math.max(0, tick - deathTick[slot]);
        into.isBlocking = blocking[slot];
    }

    /**
     * Puts them into a table, where ticks may be others.
     *
     * @param killerId entity here of who killed it last, or {@link EntityTable#NO_ENTITY}
     */
    public void store(int slot, int tick, int killerId, Fighter from) {
        health[slot] = Math.min(rules.health().full(), from.health);
        healing[slot] = from.healing;
        hasAttacked[slot] = from.hasAttacked;
        readySequence[slot] = from.readySequence;
        paceQ8[slot] = ((long) tick << PACE_BITS) + from.paceAheadQ8;
        aliveTick[slot] = tick - from.aliveTicksAgo;
        combatTick[slot] = tick - from.combatTicksAgo;
        regeneratedTick[slot] = tick - from.regeneratedTicksAgo;
        deathTick[slot] = tick - from.deathTicksAgo;
        killer[slot] = killerId;
        blocking[slot] = from.isBlocking;
    }

    /** Shows what another zone says of somebody for whom it acts. */
    public void mirror(int slot, int newHealth, boolean isBlocking) {
        health[slot] = newHealth;
        blocking[slot] = isBlocking;
    }

    /** The world stood still for so long: whatever is counted in ticks goes on where it was. */
    public void postpone(int slot, int ticks) {
        paceQ8[slot] += (long) ticks << PACE_BITS;
        aliveTick[slot] += ticks;
        combatTick[slot] += ticks;
        regeneratedTick[slot] += ticks;
        deathTick[slot] += ticks;
    }

    public boolean isAlive(int slot) {
        return health[slot] > 0;
    }

    /** 0 (dead) to the full health of the rules, as of the last change. */
    public int health(int slot) {
        return health[slot];
    }

    /** Whether nothing is lost if it leaves the world and comes anew. */
    public boolean isUnhurt(int slot) {
        return health[slot] == rules.health().full();
    }

    public boolean isBlocking(int slot) {
        return blocking[slot];
    }

    public void blocking(int slot, boolean value) {
        blocking[slot] = value;
    }

    /** The tick in which it came into the world, for the first time or again. */
    public int aliveTick(int slot) {
        return aliveTick[slot];
    }

    /**
     * Steps until the next attack is allowed; 0 if it is. Counted in the attacker's own inputs and not in the zone's
     * ticks: what the way does to the spacing of inputs neither forbids an honest attack nor allows another one.
     *
     * @param sequence of the input that would strike
     */
    public int cooldownSteps(int slot, int sequence) {
        return hasAttacked[slot] ? Math.max(0, readySequence[slot] - sequence) : 0;
    }

    /** An attack took place with that input, whatever it did: the next one has to wait. */
    public void attacked(int slot, int sequence) {
        hasAttacked[slot] = true;
        readySequence[slot] = sequence + rules.cooldownTicks();
    }

    /**
     * Whether an attack on somebody comes sooner than the zone's time allows: the numbers of inputs are the client's to
     * choose, and those that it leaves out count as steps. Between drawing and judging pass at least the delay of drawing
     * and at most the oldest rewind, so whoever keeps the cooldown in its own steps is early by no more than the
     * difference.
     */
    public boolean isRushed(int slot, int tick) {
        int early = Math.max(0, rules.rewind().oldestTicks() - DrawnPlace.DELAY_TICKS);
        return paceQ8[slot] > (long) (tick + early) << PACE_BITS;
    }

    /** An attack on somebody took place in that tick. */
    public void paced(int slot, int tick) {
        long cooldown = (long) rules.cooldownTicks() << PACE_BITS;
        paceQ8[slot] = Math.max(paceQ8[slot], (long) tick << PACE_BITS) + cooldown - (cooldown >> PACE_SLACK_SHIFT);
    }

    /** When in the zone's time the attacks so far would be over, in ticks Q8. */
    public long paceQ8(int slot) {
        return paceQ8[slot];
    }

    /**
     * An attack turned out not to have taken place: whoever {@linkplain #attacked struck} with that input may strike
     * again when it might have before, unless it struck again since.
     *
     * @param paceBeforeQ8 {@link #paceQ8} before
     * @param paceAfterQ8 {@link #paceQ8} after
     */
    public void takeBack(int slot, int sequence, long paceBeforeQ8, long paceAfterQ8) {
        if (readySequence[slot] == sequence + rules.cooldownTicks()) {
            readySequence[slot] = sequence;
        }
        if (paceQ8[slot] == paceAfterQ8) {
            paceQ8[slot] = paceBeforeQ8;
        }
    }

    /** The inputs are numbered anew; what was left of the cooldown after {@code lastSequence} goes on. */
    public void renumber(int slot, int lastSequence, int firstSequence) {
        readySequence[slot] = firstSequence + cooldownSteps(slot, lastSequence + 1);
    }

    /**
     * Gives back what has come back since the last time.
     *
     * @return hundredths of a point
     */
    public int regenerate(int slot, int tick) {
        CombatRules.Health rule = rules.health();
        int from = combatTick[slot] + rule.regenerationDelayTicks();
        int last = Math.max(regeneratedTick[slot], from);
        regeneratedTick[slot] = Math.max(regeneratedTick[slot], tick);
        if (!isAlive(slot) || tick <= last) {
            return 0;
        }
        // Counted from the start of the peace, so that no fraction is lost between two calls.
        long due = regained(tick - from) - regained(last - from);
        int given = (int) Math.min(due, rule.full() - health[slot]);
        health[slot] += given;
        healing[slot] += given;
        return given;
    }

    private long regained(int ticks) {
        return (long) ticks * rules.health().regenerationPerSecond() / TICKS_PER_SECOND;
    }

    /** What came back since this was last asked, for the log. */
    public int takeHealing(int slot) {
        int taken = healing[slot];
        healing[slot] = 0;
        return taken;
    }

    /**
     * Hurts somebody who is alive. Both are in combat from now on, and what had come back until now counts first.
     *
     * @param attacker slot of who did it; alive or dead, and may be the victim
     * @param attackerId its entity, who is the killer if it kills
     * @param amount hundredths of a point, at least 0
     * @return what was taken: no more than there was
     * @throws IllegalStateException if the victim is dead
     */
    public int damage(int attacker, int attackerId, int victim, int amount, int tick) {
        if (!isAlive(victim) || amount < 0) {
            throw new IllegalStateException("damage of " + amount + " to slot " + victim + " with health "
                    + health[victim] + " in tick " + tick);
        }
        regenerate(victim, tick);
        regenerate(attacker, tick);
        combatTick[attacker] = tick;
        return take(attackerId, victim, amount, tick);
    }

    /** As {@link #damage}, by somebody for whom another zone acts, or who is not to be seen here at all. */
    public int damageFromAfar(int attackerId, int victim, int amount, int tick) {
        if (!isAlive(victim) || amount < 0) {
            throw new IllegalStateException("damage of " + amount + " from afar to slot " + victim + " with health "
                    + health[victim] + " in tick " + tick);
        }
        regenerate(victim, tick);
        return take(attackerId, victim, amount, tick);
    }

    /** Somebody dealt damage elsewhere. */
    public void engaged(int slot, int tick) {
        regenerate(slot, tick);
        combatTick[slot] = tick;
    }

    private int take(int attackerId, int victim, int amount, int tick) {
        int taken = Math.min(amount, health[victim]);
        health[victim] -= taken;
        combatTick[victim] = tick;
        if (health[victim] == 0) {
            deathTick[victim] = tick;
            killer[victim] = attackerId;
            blocking[victim] = false;
        }
        return taken;
    }

    /** Who killed the dead one in this slot, or {@link EntityTable#NO_ENTITY}. */
    public int killer(int slot) {
        return killer[slot];
    }

    /** When the dead one in this slot died. */
    public int deathTick(int slot) {
        return deathTick[slot];
    }

    /** Ticks until somebody dead comes back; 0 when it is time. Only for the dead. */
    public int respawnTicks(int slot, int tick) {
        return Math.max(0, deathTick[slot] + rules.health().respawnTicks() - tick);
    }

    /** Folds one slot's state into a hash of the zone. */
    public long fold(long hash, int slot) {
        long folded = Mix.fold(hash, pair(health[slot], readySequence[slot]));
        folded = Mix.fold(folded, pair(combatTick[slot], regeneratedTick[slot]));
        folded = Mix.fold(folded, pair(deathTick[slot], killer[slot]));
        folded = Mix.fold(folded, pair(blocking[slot] ? 1 : 0, hasAttacked[slot] ? 1 : 0));
        folded = Mix.fold(folded, paceQ8[slot]);
        return Mix.fold(folded, pair(healing[slot], aliveTick[slot]));
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }
}
