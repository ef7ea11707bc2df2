package io.darkages.engine.client;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.protocol.CombatNoticeCodec;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes notices of combat in: shows them, lets the prediction rest while the player is dead, and measures what they
 * tell. Not thread-safe; allocates {@link Cover} and the items of {@link CombatFeedback} once, with the first notices.
 */
final class Fight {

    private final Sight sight;
    private final Strikes strikes;
    private final Supplier<Cover> covers;
    /** From the first notice on: where nobody fights nobody takes cover. */
    private Optional<Cover> cover = Optional.empty();

    private final CombatFeedback feedback;
    private final Prediction prediction;
    private final ClientCounters counters;
    private final Measurements measurements;
    private final CombatNotice scratch = new CombatNotice();
    private int lastFriend = EntityTable.NO_ENTITY;

    Fight(
            ClientOptions options,
            Sight sight,
            Strikes strikes,
            Prediction prediction,
            ClientCounters counters,
            Measurements measurements) {
        this.sight = sight;
        this.strikes = strikes;
        covers = () -> new Cover(sight, options.obstacles(), options.movement().height());
        feedback = new CombatFeedback(options.combat());
        this.prediction = prediction;
        this.counters = counters;
        this.measurements = measurements;
    }

    /** A new session: nothing happened, until told otherwise. */
    void reset() {
        strikes.reset();
        forgetSteps();
        feedback.reset();
        prediction.resting(false);
    }

    /** The player made a step. */
    void stepped(long nowNanos) {
        if (cover.isPresent()) {
            cover.get().stepped(prediction.predicted(), nowNanos);
        }
    }

    private void forgetSteps() {
        if (cover.isPresent()) {
            cover.get().reset();
        }
    }

    /** Whom the server last refused to let the player strike because it is on the same team; nobody at first. */
    int lastFriend() {
        return lastFriend;
    }

    CombatFeedback feedback() {
        return feedback;
    }

    /** Another zone acts for the player from now on, and is on the screen. Nothing else has happened. */
    void goOn(EntityMatch match) {
        if (cover.isPresent()) {
            cover.get().retimed();
        }
        feedback.renamed(match);
        lastFriend = match.after(lastFriend);
    }

    /**
     * A reliable message came.
     *
     * @param view of the zone that acts for the player
     * @return false if it is no notice of combat
     */
    boolean receive(View view, byte[] buffer, int offset, int length, long nowNanos) {
        if (!CombatNoticeCodec.read(buffer, offset, length, scratch)) {
            return false;
        }
        take(view, scratch, nowNanos);
        return true;
    }

    /** The zone that acts for the player says so. */
    void take(View view, CombatNotice notice, long nowNanos) {
        int self = view.entity();
        counters.add(ClientCounter.COMBAT_NOTICES, 1);
        if (cover.isEmpty()) {
            cover = Optional.of(covers.get());
        }
        feedback.notice(notice, self, view.clock.sinceNanos(notice.tick, nowNanos), nowNanos);
        boolean isOwn = notice.subject == self;
        switch (notice.kind) {
            case ATTACK_RESULT -> confirm(notice, nowNanos);
            case HURT -> {
                int index = sight.indexOf(notice.object, Sight.NONE);
                if (index != Sight.NONE) {
                    measurements.record(Measurement.BEHIND_COVER, cover.get().behindNanos(index, nowNanos));
                }
            }
            case DEATH -> {
                if (isOwn) {
                    prediction.resting(true);
                }
            }
            case RESPAWN -> {
                if (isOwn) {
                    prediction.resting(false);
                    view.placed(notice.tick);
                    forgetSteps();
                }
            }
            case HEALED -> {
                // Nothing but what is shown.
            }
        }
    }

    private void confirm(CombatNotice notice, long nowNanos) {
        if (notice.outcome == AttackOutcome.FRIENDLY.ordinal()) {
            lastFriend = notice.subject;
        }
        long madeNanos = strikes.madeAtNanos(notice.sequence);
        if (notice.outcome == AttackOutcome.HIT.ordinal() && madeNanos != Strikes.FORGOTTEN) {
            measurements.record(Measurement.HIT_CONFIRM, nowNanos - madeNanos);
        }
    }
}
