package io.darkages.engine.zone;

import io.darkages.engine.backplane.CrossAttack;
import io.darkages.engine.backplane.PlayerNotice;

/**
 * The way of attacks across a border. The attacker's zone rebuilds where its client drew the victim, from what that client
 * was sent; the victim's zone decides, and answers. Messages are the zone's own and are good during the call only.
 */
public interface RemoteVictims {

    /** Nobody is elsewhere. */
    RemoteVictims NONE = new RemoteVictims() {
        @Override
        public boolean strike(CrossAttack attack) {
            return false;
        }

        @Override
        public void decided(PlayerNotice outcome) {
            throw new IllegalStateException("an attack by player " + outcome.player + " came from nowhere");
        }
    };

    /**
     * An attack on a player for whom another zone acts, or this one no longer: one that is frozen. To be brought to the
     * {@link Border#struck} of whoever acts for the target, once.
     *
     * @return false if there is no way: then there is no such target
     */
    boolean strike(CrossAttack attack);

    /**
     * An attack from elsewhere was decided. To be brought to the {@link Border#decided} of whoever acts for {@code
     * outcome.player}, the attacker.
     */
    void decided(PlayerNotice outcome);
}
