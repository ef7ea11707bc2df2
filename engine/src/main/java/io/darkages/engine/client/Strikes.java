package io.darkages.engine.client;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.PackedPlace;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionColumn;

/**
 * Whom the player aims at, and its attacks: each is made with an input, of what is on the screen then, and goes with
 * every batch that holds the input. Not thread-safe; allocates nothing.
 */
final class Strikes {

    /** Attacks that a confirmation may still come for: twice a second for 8 s. */
    static final int REMEMBERED = 16;

    /** No attack with that input is remembered. */
    static final long FORGOTTEN = Long.MIN_VALUE;

    private final long player;
    private final Sight sight;
    private final ClientCounters counters;
    private final Probes probes;
    private final DrawnPlace drawn = new DrawnPlace();
    private final MotionState then = new MotionState();

    private int aimed = EntityTable.NO_ENTITY;
    private int aimedIndex = Sight.NONE;
    private boolean striking;
    private AttackKind kind = AttackKind.MELEE;

    /** A ring: the newest attacks that batches may hold. */
    private final AttackClaim[] claims = {new AttackClaim(), new AttackClaim()};

    private final int[] sequences = new int[REMEMBERED];
    private final long[] madeAtNanos = new long[REMEMBERED];
    /** Attacks ever made in this session. */
    private int made;
    /** Attacks before that one are the last zone's business. */
    private int firstTold;

    Strikes(long player, Sight sight, ClientCounters counters, Probes probes) {
        this.player = player;
        this.sight = sight;
        this.counters = counters;
        this.probes = probes;
    }

    /** A new session: nothing of the old one is sent or confirmed in it. */
    void reset() {
        aimed = EntityTable.NO_ENTITY;
        aimedIndex = Sight.NONE;
        striking = false;
        made = 0;
        firstTold = 0;
    }

    /**
     * Another zone acts for the player from now on, and is on the screen. It knows the aimed-at entity by another name,
     * and of what was drawn before only what it told itself: attacks that the last zone did not judge are told to it as
     * it showed them at that time.
     *
     * @param processedSequence attacks with inputs up to that one are not told again
     */
    void goOn(EntityMatch match, Prediction prediction, int processedSequence, int session) {
        aimed = match.after(aimed);
        aimedIndex = Sight.NONE;
        int oldest = Math.max(firstTold, made - claims.length);
        firstTold = made;
        for (int number = made - 1; number >= Math.max(0, oldest); number--) {
            int sequence = sequences[indexOf(number)];
            if (sequence - processedSequence > 0 && prediction.holds(sequence)) {
                firstTold = number;
                AttackClaim claim = claims[number & 1];
                prediction.stateAt(sequence, then);
                see(claim, match.after(claim.target), madeAtNanos[indexOf(number)]);
                record(claim, prediction.inputAt(sequence), then, session);
            }
        }
    }

    void aimAt(int entity) {
        aimed = entity;
    }

    int aimed() {
        return aimed;
    }

    void strike(AttackKind wanted) {
        striking = true;
        kind = wanted;
    }

    /**
     * An input was made: what was wished before goes with it.
     *
     * @param predicted after the input
     */
    void stepped(int sequence, long inputWord, MotionState predicted, int session, long nowNanos) {
        boolean full = made >= InputBatch.MOST_ATTACKS
                && sequence - sequences[indexOf(made - InputBatch.MOST_ATTACKS)] < InputBatch.MOST_INPUTS;
        if (striking) {
            striking = false;
            counters.add(full ? ClientCounter.ATTACKS_NOT_MADE : ClientCounter.ATTACKS, 1);
            if (!full) {
                make(sequence, inputWord, predicted, session, nowNanos);
            }
        }
    }

    private void make(int sequence, long inputWord, MotionState predicted, int session, long nowNanos) {
        sequences[indexOf(made)] = sequence;
        madeAtNanos[indexOf(made)] = nowNanos;
        AttackClaim claim = claims[made & 1];
        made++;
        claim.sequence = sequence;
        claim.kind = kind;
        see(claim, aimed, nowNanos);
        record(claim, inputWord, predicted, session);
    }

    /** What the screen shows of the target then; it is nobody if nothing. */
    private void see(AttackClaim claim, int target, long thenNanos) {
        long timeQ8 = sight.timeQ8(thenNanos);
        aimedIndex = sight.indexOf(target, aimedIndex);
        boolean seen = sight.draw(aimedIndex, timeQ8, drawn);
        claim.target = seen ? target : EntityTable.NO_ENTITY;
        if (seen) {
            claim.drawn(drawn, timeQ8);
        }
    }

    private void record(AttackClaim claim, long inputWord, MotionState predicted, int session) {
        boolean seen = claim.target != EntityTable.NO_ENTITY;
        int sequence = claim.sequence;
        probes.record(
                ProbeKind.ATTACK_MADE,
                player,
                SessionColumn.of(session, sequence),
                (long) PackedPlace.tile(predicted.x, predicted.z) << 40
                        | (long) claim.kind.ordinal() << 32
                        | claim.target & 0xFFFF_FFFFL,
                PackedPlace.of(predicted.x, predicted.y, predicted.z));
        probes.record(
                ProbeKind.ATTACK_SEEN,
                player,
                SessionColumn.of(session, sequence),
                (seen ? 1L << 32 : 0) | (long) InputWord.yaw(inputWord) << 16 | InputWord.pitch(inputWord) & 0xFFFFL,
                seen ? PackedPlace.of(drawn.x, drawn.y, drawn.z) : 0);
    }

    /** Puts the aim, and the attacks made with a batch's inputs, into the batch. */
    void fill(InputBatch batch) {
        aimedIndex = sight.indexOf(aimed, aimedIndex);
        batch.aimedIndex = aimedIndex;
        batch.attackCount = 0;
        for (int number = Math.max(firstTold, made - claims.length); number < made; number++) {
            int age = batch.newestSequence - sequences[indexOf(number)];
            if (age >= 0 && age < batch.count) {
                batch.attacks[batch.attackCount++].copyFrom(claims[number & 1]);
            }
        }
    }

    /** The last input up to {@code newest} that comes before any attack that was made after {@code processed}. */
    int lastBeforeBlow(int newest, int processed) {
        int last = newest;
        for (int number = made - 1; number >= Math.max(0, made - claims.length); number--) {
            int sequence = sequences[indexOf(number)];
            if (sequence - processed > 0 && sequence - last <= 0) {
                last = sequence - 1;
            }
        }
        return last;
    }

    /** When the attack with that input was made, or {@link #FORGOTTEN}. */
    long madeAtNanos(int sequence) {
        for (int number = made - 1; number >= Math.max(0, made - REMEMBERED); number--) {
            if (sequences[indexOf(number)] == sequence) {
                return madeAtNanos[indexOf(number)];
            }
        }
        return FORGOTTEN;
    }

    /** Steps that the attack made last still forbids, were the next input that one. */
    int cooldownSteps(int sequence, int cooldown) {
        return made == 0 ? 0 : Math.max(0, sequences[indexOf(made - 1)] + cooldown - sequence);
    }

    private static int indexOf(int number) {
        return number & REMEMBERED - 1;
    }
}
