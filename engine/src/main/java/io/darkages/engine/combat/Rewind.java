package io.darkages.engine.combat;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.ToldHistory;
import io.darkages.engine.snapshot.Viewer;

/**
 * Rebuilds on the server what a client drew of its target: from the rounded states that it was sent, which the history
 * still holds, by the very function that drew them. The result is exact, or there is none.
 *
 * <p>A client names the states that it drew from. It can't name what it was not sent, and it can't leave out what it
 * surely had, because an earlier batch acknowledged it: an old state drawn far ahead in place of a newer one would be a
 * lie about where the target is. What it had but did not acknowledge it can leave out, as if it had been lost. Besides,
 * it can choose the time, and that is the business of {@link DrawTimeGate}.
 *
 * <p>Not thread-safe; allocates nothing.
 */
public class Rewind {

    /** Where nothing older is known, somebody is drawn at the first state; a state in these ticks before it counts. */
    private static final int RECENT_TICKS = 30;

    /** States older than that may have left a full client's log, or are about to. */
    private static final int FORGETTING_TICKS = 40;

    /** Makes a zone's rewind from its rules and its history. */
    @FunctionalInterface
    public interface Maker {
        Rewind make(CombatRules rules, SnapshotHistory history);
    }

    private static final int END_OF_TIME = Integer.MAX_VALUE;

    private final SnapshotHistory history;
    private final int oldestTicks;
    private final DrawnPlace drawn = new DrawnPlace();
    private AttackOutcome refusal = AttackOutcome.NEVER_SENT;

    public Rewind(CombatRules rules, SnapshotHistory history) {
        this.history = history;
        oldestTicks = rules.rewind().oldestTicks();
    }

    /**
     * Rebuilds the drawn place of a claim's target.
     *
     * @param viewer the book of the client that claims
     * @param tick that judges; the history holds the ticks before it
     * @return whether {@link #drawn} now holds it; else {@link #refusal} says why not
     */
    public boolean rebuild(AttackClaim claim, Viewer viewer, int tick) {
        ToldHistory told = viewer.told();
        long now = DrawnPlace.startQ8(tick);
        if (now - claim.timeQ8 > DrawnPlace.startQ8(oldestTicks)) {
            return refuse(AttackOutcome.TOO_OLD);
        }
        boolean isKept = isKept(claim.tickA, tick) && isKept(claim.tickB, tick);
        int index = isKept ? told.indexAt(claim.target, claim.tickB) : Viewer.NONE;
        if (index == Viewer.NONE || claim.tickA != claim.tickB && told.indexAt(claim.target, claim.tickA) != index) {
            return refuse(AttackOutcome.NEVER_SENT);
        }
        if (now - claim.shownQ8() > DrawnPlace.startQ8(oldestTicks)) {
            return refuse(AttackOutcome.TOO_OLD);
        }
        boolean motionKnown = told.hadMotion(index, claim.tickB);
        boolean isUnheard = claim.acknowledgedTick - claim.tickB < 0;
        if (claim.timeQ8 > now || isUnheard || !fits(claim, motionKnown) || leavesOut(claim, told, index)) {
            return refuse(AttackOutcome.BAD_TIME);
        }
        draw(claim);
        return true;
    }

    /** The target as the client drew it, after {@link #rebuild} succeeded. */
    public DrawnPlace drawn() {
        return drawn;
    }

    /** Why {@link #rebuild} failed: too old, never sent or bad time. */
    public AttackOutcome refusal() {
        return refusal;
    }

    private boolean refuse(AttackOutcome outcome) {
        refusal = outcome;
        return false;
    }

    private static boolean isKept(int told, int tick) {
        return tick - told > 0 && tick - told < SnapshotHistory.TICKS;
    }

    /** Whether somebody who has those states and draws at that time draws that way. */
    private static boolean fits(AttackClaim claim, boolean motionKnown) {
        boolean reached = DrawnPlace.startQ8(claim.tickB) <= claim.timeQ8;
        return switch (claim.mode) {
            case AT -> claim.tickA == claim.tickB && !(reached && motionKnown);
            case AHEAD -> claim.tickA == claim.tickB && reached && motionKnown;
            case BETWEEN -> DrawnPlace.startQ8(claim.tickA) <= claim.timeQ8 && !reached;
            case AHEAD_OF_TWO -> reached && !motionKnown && DrawnPlace.leadsOn(claim.tickA, claim.tickB);
        };
    }

    /** Whether the client surely had a state that it would have drawn from in place of those that it names. */
    private static boolean leavesOut(AttackClaim claim, ToldHistory told, int index) {
        int afterKnown = claim.knownTick + 1;
        boolean reached = DrawnPlace.startQ8(claim.tickB) <= claim.timeQ8;
        if (reached && told.acknowledgedBetween(index, claim.tickB, afterKnown) > 0) {
            return true;
        }
        if (claim.mode == DrawMode.BETWEEN || claim.mode == DrawMode.AHEAD_OF_TWO) {
            return told.acknowledgedBetween(index, claim.tickA, Math.min(claim.tickB, afterKnown)) > 0;
        }
        return claim.mode == DrawMode.AT && leavesOutOlder(claim, told, index, reached);
    }

    /** Somebody is drawn at one state only if nothing before it leads on to it, or is known at all. */
    private static boolean leavesOutOlder(AttackClaim claim, ToldHistory told, int index, boolean reached) {
        int before = Math.min(claim.tickB, claim.knownTick + 1);
        if (reached) {
            return claim.acknowledgedTick - claim.tickB < FORGETTING_TICKS
                    && told.acknowledgedBetween(index, claim.tickB - DrawnPlace.MAX_EXTRAPOLATION_TICKS - 1, before)
                            > 0;
        }
        // So many may have followed that what was before is not kept.
        return told.acknowledgedBetween(index, claim.tickB - RECENT_TICKS, before) > 0
                && told.acknowledgedBetween(index, claim.tickB, END_OF_TIME) < ReplicaTable.STATES - 1;
    }

    private void draw(AttackClaim claim) {
        drawn.of(history.origin());
        int slot = EntityTable.slot(claim.target);
        int a = history.index(claim.tickA, slot);
        int b = history.index(claim.tickB, slot);
        switch (claim.mode) {
            case AT -> drawn.at(claim.tickB, history.placeAt(b));
            case AHEAD -> drawn.ahead(claim.tickB, history.placeAt(b), history.motionAt(b), claim.timeQ8);
            case BETWEEN ->
                drawn.between(claim.tickA, history.placeAt(a), claim.tickB, history.placeAt(b), claim.timeQ8);
            case AHEAD_OF_TWO ->
                drawn.aheadOfTwo(claim.tickA, history.placeAt(a), claim.tickB, history.placeAt(b), claim.timeQ8);
        }
    }
}
