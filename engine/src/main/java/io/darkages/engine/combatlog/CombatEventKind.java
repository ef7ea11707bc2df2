package io.darkages.engine.combatlog;

import java.util.Optional;

/** What happened, with its code in the store. Codes are for ever: rows outlive servers. */
public enum CombatEventKind {
    /** The actor took health from the subject. */
    DAMAGE(1),
    /** The subject gained health, by the actor or by itself. */
    HEAL(2),
    /** The actor is credited with the subject's death. */
    KILL(3),
    /** The subject died; the actor is whoever did it, or {@link CombatEvent#NOBODY}. */
    DEATH(4);

    private static final CombatEventKind[] KINDS = values();

    private final int code;

    CombatEventKind(int code) {
        this.code = code;
    }

    /** 1 to 255. */
    public int code() {
        return code;
    }

    /** The kind with that code; empty if there is none. */
    public static Optional<CombatEventKind> ofCode(int code) {
        for (CombatEventKind kind : KINDS) {
            if (kind.code == code) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
