package io.darkages.engine.authority;

/**
 * What a zone looks at before it owns a player. There is one right way, {@link #STRICT}; it is apart so that tests can
 * plant the usual mistakes and see the judges find them.
 */
public interface OwnershipCheck {

    /** Each claim under a new epoch; taken back only from nobody. */
    OwnershipCheck STRICT = new OwnershipCheck() {
        @Override
        public long claimedUnder(long rowEpoch) {
            return rowEpoch + 1;
        }

        @Override
        public boolean mayRollBack(boolean isUnmoved) {
            return isUnmoved;
        }
    };

    /**
     * Owner epoch under which a player is claimed whom nobody owns, or whom this zone owned before, perhaps in another
     * process: one that fences off whatever is on its way from there.
     *
     * @param rowEpoch the newest, as the register tells it
     */
    long claimedUnder(long rowEpoch);

    /**
     * Whether a player who was to go to another zone is taken back.
     *
     * @param isUnmoved whether the register says that the target has not taken it
     */
    boolean mayRollBack(boolean isUnmoved);
}
