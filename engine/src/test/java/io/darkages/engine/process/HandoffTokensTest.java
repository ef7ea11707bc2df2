package io.darkages.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomSource;
import io.darkages.engine.random.Randomness;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoffTokensTest {

    private static final HandoffTokens.Terms TERMS = new HandoffTokens.Terms(7, 3, 12);
    private static final byte[] KEY = new byte[16];

    private final HandoffTokens tokens = new HandoffTokens(KEY);
    private final RandomSource random = new Randomness(1).stream("tokens");
    private final byte[] token = tokens.issue(TERMS, random);

    private boolean isAdmitted(byte[] shown, long player, int zone, long process, boolean isInTime, boolean isUsed) {
        HandoffCheck.Expected expected =
                new HandoffCheck.Expected(player, zone, process, HandoffTokens.digest(token), isInTime, isUsed);
        return HandoffCheck.STRICT.admits(tokens, shown, expected);
    }

    @Test
    void aTokenSaysWhatItIsBoundTo() {
        assertEquals(Optional.of(TERMS), HandoffTokens.read(token));
        assertTrue(tokens.isSigned(token));
        assertFalse(Arrays.equals(token, tokens.issue(TERMS, random)));
    }

    @Test
    void itOpensOneViewForItsPlayerAtItsTargetInTime() {
        assertTrue(isAdmitted(token, 7, 3, 12, true, false));
        assertFalse(isAdmitted(token, 7, 3, 12, true, true));
        assertFalse(isAdmitted(token, 8, 3, 12, true, false));
        assertFalse(isAdmitted(token, 7, 2, 12, true, false));
        assertFalse(isAdmitted(token, 7, 3, 13, true, false));
        assertFalse(isAdmitted(token, 7, 3, 12, false, false));
        assertFalse(isAdmitted(tokens.issue(TERMS, random), 7, 3, 12, true, false));
    }

    @Test
    void noBitMayBeChanged() {
        for (int bit = 0; bit < 8 * HandoffTokens.BYTES; bit++) {
            byte[] forged = token.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(tokens.isSigned(forged), "bit " + bit);
        }
        assertFalse(tokens.isSigned(Arrays.copyOf(token, HandoffTokens.BYTES - 1)));
        assertEquals(Optional.empty(), HandoffTokens.read(new byte[3]));
        byte[] otherKey = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertFalse(new HandoffTokens(otherKey).isSigned(token));
    }
}
