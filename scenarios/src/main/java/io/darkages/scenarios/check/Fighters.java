package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeRecord;

/** Who is in the world as which entity, and who of them is dead, as the server's records say. */
final class Fighters {

    private static final int NOBODY = -1;
    /** Way of owning a player: it was accepted from a transfer. */
    private static final int ACCEPTED = 1;
    /** Within that time a client has caught up with what it made while it was between two zones. */
    private static final long CATCH_UP_NANOS = 2_000_000_000L;

    private final StateTable<Fighter> players = new StateTable<>(player -> new Fighter());
    /** By host. */
    private final StateTable<EntityHolders> entities = new StateTable<>(host -> new EntityHolders());

    /** Takes PLAYER_OWNED, JOINED, LEFT, DIED and RESPAWNED. */
    void accept(ProbeRecord record) {
        Fighter fighter = players.of(record.player());
        switch (record.kind()) {
            case PLAYER_OWNED -> {
                fighter.isOwned = true;
                fighter.takenOverBy = record.digest() == ACCEPTED ? record.host() : NOBODY;
                fighter.ownedNanos = record.nanos();
            }
            case JOINED -> joined(fighter, record);
            case LEFT -> {
                // Whoever had it before takes it out when it plays elsewhere already.
                if (fighter.host == record.host()) {
                    forget(fighter, record.player());
                    fighter.present = false;
                }
            }
            case DIED -> fighter.changed(record, true);
            case RESPAWNED -> fighter.changed(record, false);
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void joined(Fighter fighter, ProbeRecord record) {
        boolean isSame = fighter.present && fighter.host == record.host() && fighter.entity == record.a();
        boolean isTakenOver = fighter.takenOverBy == record.host();
        // One who comes back to its entity, or goes on in the next zone, is dead or alive as it was.
        if (!isSame && !isTakenOver) {
            // From a session somebody may come back dead.
            fighter.lifeKnown = !fighter.isOwned || !fighter.joined;
            fighter.dead = false;
            fighter.changedNanos = record.nanos();
        }
        forget(fighter, record.player());
        fighter.takenOverBy = NOBODY;
        fighter.joined = true;
        fighter.present = true;
        fighter.host = record.host();
        fighter.entity = record.a();
        entities.of(record.host()).take(record.a(), record.player());
    }

    private void forget(Fighter fighter, long player) {
        if (fighter.present) {
            entities.of(fighter.host).release(fighter.entity, player);
        }
    }

    /** The player whose entity that is in the world of that host, or {@link EntityHolders#NOBODY}. */
    long player(int host, long entity) {
        return entities.of(host).player(entity);
    }

    /** Whether another zone has owned the player for so short a time that its client may still be catching up. */
    boolean isNewlyOwned(long player, long nanos) {
        Fighter fighter = players.of(player);
        return fighter.isOwned && nanos - fighter.ownedNanos < CATCH_UP_NANOS;
    }

    /** Whether a player was dead at that time and not only from or until then. */
    boolean isSurelyDead(long player, long nanos) {
        Fighter fighter = players.of(player);
        return fighter.lifeKnown && fighter.dead && fighter.changedNanos < nanos;
    }

    /** Whether a player was alive at that time and not only from or until then. */
    boolean isSurelyAlive(long player, long nanos) {
        Fighter fighter = players.of(player);
        return fighter.lifeKnown && !fighter.dead && fighter.changedNanos < nanos;
    }

    private static final class Fighter {
        private boolean joined;
        private boolean present;
        private int host = NOBODY;
        private long entity;
        /** By a host that owns its players. */
        private boolean isOwned;
        /** Who was handed the player, and has it not in its world yet. */
        private int takenOverBy = NOBODY;

        private long ownedNanos;

        private boolean lifeKnown = true;
        private boolean dead;
        private long changedNanos = Long.MIN_VALUE;

        void changed(ProbeRecord record, boolean nowDead) {
            dead = nowDead;
            lifeKnown = true;
            changedNanos = record.nanos();
        }
    }
}
