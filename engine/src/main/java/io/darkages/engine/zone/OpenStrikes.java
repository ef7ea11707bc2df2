package io.darkages.engine.zone;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.DrawnPlace;
import java.util.Optional;

/**
 * Attacks on players elsewhere that are not answered yet, {@value #CAPACITY} at most, for two seconds at most. Allocates
 * only when made.
 */
final class OpenStrikes {

    static final int CAPACITY = 256;

    private static final int ANSWERED_WITHIN_TICKS = 120;

    /** One attack, as it was made. */
    static final class Strike {
        private long player;
        private int session;
        private int tick;
        final AttackClaim claim = new AttackClaim();
        private final DrawnPlace place = new DrawnPlace();
        final Optional<DrawnPlace> drawn = Optional.of(place);
        long paceBeforeQ8;
        long paceAfterQ8;
        private final Optional<Strike> present = Optional.of(this);

        /** In which this zone looked at it. */
        int tick() {
            return tick;
        }
    }

    private final Strike[] strikes = new Strike[CAPACITY];
    private int count;
    private int peak;

    OpenStrikes() {
        for (int i = 0; i < CAPACITY; i++) {
            strikes[i] = new Strike();
        }
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    /** The most that ever waited at one time. */
    int peak() {
        return peak;
    }

    Strike add(Player player, AttackClaim claim, DrawnPlace drawn, int tick) {
        if (isFull()) {
            throw new IllegalStateException("an attack of player " + player.id + " on top of " + count);
        }
        Strike strike = strikes[count++];
        peak = Math.max(peak, count);
        strike.player = player.id;
        strike.session = player.sessionNumber;
        strike.tick = tick;
        strike.claim.copyFrom(claim);
        strike.place.copyFrom(drawn);
        return strike;
    }

    /** Takes one out; good until the next is added. */
    Optional<Strike> take(long player, int session, int sequence) {
        for (int i = 0; i < count; i++) {
            Strike strike = strikes[i];
            if (strike.player == player && strike.session == session && strike.claim.sequence == sequence) {
                remove(i);
                return strike.present;
            }
        }
        return Optional.empty();
    }

    /** Gives up what has waited too long; returns how many. */
    int expire(int tick) {
        int expired = 0;
        for (int i = count - 1; i >= 0; i--) {
            if (tick - strikes[i].tick > ANSWERED_WITHIN_TICKS) {
                remove(i);
                expired++;
            }
        }
        return expired;
    }

    private void remove(int at) {
        Strike removed = strikes[at];
        strikes[at] = strikes[--count];
        strikes[count] = removed;
    }
}
