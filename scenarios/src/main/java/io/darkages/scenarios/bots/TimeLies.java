package io.darkages.scenarios.bots;

import io.darkages.engine.client.BatchTamper;
import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.random.Mix;
import java.util.Optional;

/**
 * Changes some of a client's attacks: they claim that the target was drawn so much earlier, where it was then. An
 * attack that goes out several times lies each time or never.
 */
public final class TimeLies implements BatchTamper {

    private static final int MILLION = 1_000_000;
    private static final int TICKS_PER_SECOND = 60;
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** What the client could have drawn at another time. */
    @FunctionalInterface
    public interface Hindsight {

        /**
         * Where it would have drawn an entity from what it has been told.
         *
         * @param timeQ8 in server ticks, Q8
         * @return false if it has not been told of it
         */
        boolean draw(int entity, long timeQ8, DrawnPlace out);
    }

    private final long byTicksQ8;
    private final int sharePpm;
    private final long salt;
    private final DrawnPlace place = new DrawnPlace();
    private Optional<Hindsight> hindsight = Optional.empty();
    private long told;

    /**
     * @param byNanos how much earlier, above 0
     * @param sharePpm how many of a million attacks
     * @param salt of this liar: decides which
     */
    public TimeLies(long byNanos, int sharePpm, long salt) {
        byTicksQ8 = Math.max(1, DrawnPlace.startQ8(1) * (byNanos / 1_000) * TICKS_PER_SECOND / (SECOND_NANOS / 1_000));
        this.sharePpm = sharePpm;
        this.salt = salt;
    }

    /** Lies from now on; before it knows what the client could have drawn, it tells the truth. */
    public void learn(Hindsight client) {
        hindsight = Optional.of(client);
    }

    @Override
    public void tamper(InputBatch batch) {
        for (int i = 0; i < batch.attackCount && hindsight.isPresent(); i++) {
            AttackClaim claim = batch.attacks[i];
            long earlier = claim.timeQ8 - byTicksQ8;
            if (claim.target != EntityTable.NO_ENTITY
                    && earlier >= 0
                    && Long.remainderUnsigned(Mix.fold(salt, claim.sequence), MILLION) < sharePpm
                    && hindsight.get().draw(claim.target, earlier, place)) {
                claim.drawn(place, earlier);
                told++;
            }
        }
    }

    /** Lies sent, repeats included. */
    public long told() {
        return told;
    }
}
