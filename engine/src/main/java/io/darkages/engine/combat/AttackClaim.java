package io.darkages.engine.combat;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.math.FixedPoint;

/**
 * One attack as a client tells it: with which input, at whom, and what it saw of the target. Mutable scratch; not
 * thread-safe. Heading, pitch and the attacker's own place are not in it: they follow from the input.
 */
public final class AttackClaim {

    /** The input with which it strikes. */
    public int sequence;

    public AttackKind kind = AttackKind.MELEE;

    /** Id of the entity aimed at, or {@link EntityTable#NO_ENTITY}; the rest then says nothing. */
    public int target;

    /** When the target was drawn, in server ticks, Q8; 0 to below 2^39. */
    public long timeQ8;

    /** What its place was made from. */
    public DrawMode mode = DrawMode.AT;

    /** As {@link DrawnPlace#tickA} and {@link DrawnPlace#tickB}. */
    public int tickA;

    public int tickB;

    /** Where the client says that it drew the target's feet, in 1/64 m. */
    public int claimedX;

    public int claimedY;
    public int claimedZ;

    /**
     * Not told but noted by the server: tick of the newest snapshot acknowledged by the batch that brought the claim.
     * The client had none newer when it drew.
     */
    public int acknowledgedTick;

    /**
     * Noted by the server: tick of the newest snapshot that the client surely had when it drew, because a batch
     * without this input acknowledged it; 0 where there was none.
     */
    public int knownTick;

    /**
     * Of what time the picture was, in server ticks, Q8: that of drawing, but a picture stands still when its newest state
     * is {@value DrawnPlace#MAX_EXTRAPOLATION_TICKS} ticks old.
     */
    public long shownQ8() {
        return Math.min(timeQ8, DrawnPlace.startQ8(tickB) + DrawnPlace.startQ8(DrawnPlace.MAX_EXTRAPOLATION_TICKS));
    }

    /** Notes what was drawn, and when. */
    public AttackClaim drawn(DrawnPlace place, long drawnTimeQ8) {
        timeQ8 = drawnTimeQ8;
        mode = place.mode;
        tickA = place.tickA;
        tickB = place.tickB;
        claimedX = FixedPoint.toSixtyFourths(place.x);
        claimedY = FixedPoint.toSixtyFourths(place.y);
        claimedZ = FixedPoint.toSixtyFourths(place.z);
        return this;
    }

    public AttackClaim copyFrom(AttackClaim other) {
        sequence = other.sequence;
        kind = other.kind;
        target = other.target;
        timeQ8 = other.timeQ8;
        mode = other.mode;
        tickA = other.tickA;
        tickB = other.tickB;
        claimedX = other.claimedX;
        claimedY = other.claimedY;
        claimedZ = other.claimedZ;
        acknowledgedTick = other.acknowledgedTick;
        knownTick = other.knownTick;
        return this;
    }
}
