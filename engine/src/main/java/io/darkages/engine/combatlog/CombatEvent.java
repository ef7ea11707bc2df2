package io.darkages.engine.combatlog;

import io.darkages.engine.random.Mix;

/**
 * One thing that happened in combat. Mutable scratch: whoever tells the log fills one and reuses it, and whoever
 * reads rows has one filled. Not thread-safe.
 */
public final class CombatEvent {

    /** No player: as actor, the world itself. */
    public static final long NOBODY = 0;

    /** Largest {@link #amount}, 10,000 points: so that the sums of a whole batch fit in 32 bits. */
    public static final int AMOUNT_MAX = 1_000_000;

    public CombatEventKind kind = CombatEventKind.DAMAGE;

    /** {@link CombatFlags}. */
    public int flags;

    /** Number of the zone, 0 to 65,535; the log writes its own. */
    public int zone;

    /** The zone's tick in which it happened. */
    public int tick;

    /** When, by the zone's wall clock, in microseconds since 1970; for people, orders nothing. */
    public long wallMicros;

    /** The player who did it, or {@link #NOBODY}. */
    public long actor;

    /** The player to whom it happened. */
    public long subject;

    /** Health, in hundredths of a point, 0 to {@link #AMOUNT_MAX}. */
    public int amount;

    /** Where the subject stood, in Q16.16 metres from the zone's centre; y is up. */
    public int x;

    public int y;
    public int z;

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** 64 bits over every field. */
    public long digest() {
        long hash = Mix.fold(0, kind.code() | flags << 8 | zone << 16);
        hash = Mix.fold(hash, pair(tick, amount));
        hash = Mix.fold(hash, wallMicros);
        hash = Mix.fold(hash, actor);
        hash = Mix.fold(hash, subject);
        hash = Mix.fold(hash, pair(x, z));
        return Mix.fold(hash, y);
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }
}
