package io.darkages.scenarios.check;

import io.darkages.scenarios.history.ProbeRecord;

/** Who is in the world as which entity, and who of them is dead, as the server's records say. */
final class Fighters {

    private final StateTable<Fighter> players = new StateTable<>(player -> new Fighter());
    private final EntityHolders entities = new EntityHolders();

    /** Takes JOINED, LEFT, DIED and RESPAWNED. */
    void accept(ProbeRecord record) {
        Fighter fighter = players.of(record.player());
        switch (record.kind()) {
            case JOINED -> {
                if (!fighter.present || fighter.entity != record.a()) {
                    // One who comes back to its entity comes back as dead or alive as it was.
                    fighter.dead = false;
                    fighter.changedNanos = record.nanos();
                }
                forget(fighter, record.player());
                fighter.present = true;
                fighter.entity = record.a();
                entities.take(record.a(), record.player());
            }
            case LEFT -> {
                forget(fighter, record.player());
                fighter.present = false;
            }
            case DIED -> fighter.changed(record, true);
            case RESPAWNED -> fighter.changed(record, false);
            default -> throw new IllegalStateException("not asked for: " + record);
        }
    }

    private void forget(Fighter fighter, long player) {
        if (fighter.present) {
            entities.release(fighter.entity, player);
        }
    }

    /** Whether an entity with that id is in the world. */
    boolean isPresent(long entity) {
        return entities.isHeld(entity);
    }

    /** The player whose entity it is; it is present. */
    long player(long entity) {
        return entities.player(entity);
    }

    /** Whether a player was dead at that time and not only from or until then. */
    boolean isSurelyDead(long player, long nanos) {
        Fighter fighter = players.of(player);
        return fighter.dead && fighter.changedNanos < nanos;
    }

    /** Whether a player was alive at that time and not only from or until then. */
    boolean isSurelyAlive(long player, long nanos) {
        Fighter fighter = players.of(player);
        return !fighter.dead && fighter.changedNanos < nanos;
    }

    private static final class Fighter {
        private boolean present;
        private long entity;
        private boolean dead;
        private long changedNanos = Long.MIN_VALUE;

        void changed(ProbeRecord record, boolean nowDead) {
            dead = nowDead;
            changedNanos = record.nanos();
        }
    }
}
