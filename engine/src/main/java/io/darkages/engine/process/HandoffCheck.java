package io.darkages.engine.process;

import java.security.MessageDigest;

/**
 * Whether a token opens a view here. There is one right way, {@link #STRICT}; it is apart so that tests can plant the
 * usual mistakes and see the judges find them.
 */
@FunctionalInterface
public interface HandoffCheck {

    /**
     * What the target knows.
     *
     * @param tokenDigest what the source announced
     * @param isInTime whether what the source announced is not too long ago, by the target's own monotonic clock
     * @param isUsed whether a view was opened with it before
     */
    record Expected(long player, int zone, long process, byte[] tokenDigest, boolean isInTime, boolean isUsed) {}

    /** Signed, announced, for this player, zone and process, in time, and for the first time. */
    HandoffCheck STRICT = (tokens, token, expected) -> {
        HandoffTokens.Terms terms = HandoffTokens.read(token).orElseThrow();
        return tokens.isSigned(token)
                && MessageDigest.isEqual(HandoffTokens.digest(token), expected.tokenDigest())
                && terms.player() == expected.player()
                && terms.targetZone() == expected.zone()
                && terms.targetProcess() == expected.process()
                && expected.isInTime()
                && !expected.isUsed();
    };

    /** @param token of the right length */
    boolean admits(HandoffTokens tokens, byte[] token, Expected expected);
}
