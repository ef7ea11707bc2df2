package io.darkages.scenarios.check;

/** Which player's every entity is, as the server's records say. */
final class EntityHolders {

    /** The holder of an entity that is nobody's. */
    static final long NOBODY = 0;

    private final StateTable<Holder> entities = new StateTable<>(entity -> new Holder());

    void take(long entity, long player) {
        entities.of(entity).player = player;
    }

    /** The entity is gone, if it was still that player's. */
    void release(long entity, long player) {
        if (player(entity) == player) {
            entities.remove(entity);
        }
    }

    boolean isHeld(long entity) {
        return entities.contains(entity);
    }

    /** Whose it is, or {@link #NOBODY}. */
    long player(long entity) {
        return entities.contains(entity) ? entities.of(entity).player : NOBODY;
    }

    private static final class Holder {
        private long player;
    }
}
