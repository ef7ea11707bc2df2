package io.darkages.engine.grid;

/**
 * How far a player is on its way to another zone, as its place calls for it. Whoever carries a handoff out follows this
 * at the pace at which the target, the client and the register answer, through each phase in turn: a place may call for
 * a later one at once.
 *
 * <p>Each of the first three ends only {@link HandoffRules#back} farther away than it began, so that a player who walks
 * along a line is not handed to and fro. The names are the original design's.
 */
public enum HandoffPhase {
    /** Far from the other zone. */
    NONE,
    /** The target is told, and makes a token. */
    PREPARING,
    /** The target knows the player at the full rate. */
    AURA_OVERLAP,
    /** The client connects to the target, too. */
    MIGRATING,
    /** Authority goes over. How that ends is not the place's to say. */
    SWITCHING,
    /**
     * The player came from that zone and has not left its neighbourhood since. It is handed back only when it is deep
     * inside.
     */
    COMPLETED;

    /**
     * The phase that a place calls for, after this one.
     *
     * @param toOther from the player to the other zone's area, Q16.16 metres; 0 inside
     * @param fromOwn from the player to the area of the zone that acts for it, Q16.16 metres; 0 inside. Where the two
     *     zones are neighbours and the player is in the other one, that is how deep it is inside
     */
    public HandoffPhase next(HandoffRules rules, int toOther, int fromOwn) {
        return switch (this) {
            case SWITCHING -> SWITCHING;
            case COMPLETED -> {
                if (toOther == 0 && fromOwn >= rules.back()) {
                    yield SWITCHING;
                }
                yield (long) toOther > (long) rules.prepare() + rules.back() ? NONE : COMPLETED;
            }
            default -> {
                HandoffPhase near = at(rules, toOther);
                HandoffPhase far = at(rules, Math.max(0, toOther - rules.back()));
                yield near.compareTo(this) > 0 ? near : far.compareTo(this) < 0 ? far : this;
            }
        };
    }

    /** The phase at a distance, of one who comes from afar. */
    private static HandoffPhase at(HandoffRules rules, int toOther) {
        if (toOther > rules.prepare()) {
            return NONE;
        }
        if (toOther > rules.overlap()) {
            return PREPARING;
        }
        if (toOther > rules.migrate()) {
            return AURA_OVERLAP;
        }
        return toOther > rules.change() ? MIGRATING : SWITCHING;
    }
}
