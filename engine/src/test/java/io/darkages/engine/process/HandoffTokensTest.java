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

    private static final HandoffTokens.Terms TERMS = new HandoffTokens.Terms(7, 3, 12, 5_000);
    private static final byte[] KEY = new byte[16];

    private final HandoffTokens tokens = new HandoffTokens(KEY);
    private final RandomSource random = new Randomness(1).stream("tokens");
    private final byte[] token = tokens.issue(TERMS, random);

    private boolean isAdmitted(byte[] shown, long player, int zone, long process, boolean isUsed, long wallMicros) {
        HandoffCheck.Expected expected =
                new HandoffCheck.Expected(player, zone, process, HandoffTokens.digest(token), isUsed);
        return HandoffCheck.STRICT.admits(tokens, shown, expected, wallMicros);
    }

    @Test
    void aTokenSaysWhatItIsBoundTo() {
        assertEquals(Optional.of(TERMS), HandoffTokens.read(token));
        assertTrue(tokens.isSigned(token));
        assertFalse(Arrays.equals(token, tokens.issue(TERMS, random)));
    }

    @Test
    void itOpensOneViewForItsPlayerAtItsTargetInTime() {
        assertTrue(isAdmitted(token, 7, 3, 12, false, 5_000));
        assertFalse(isAdmitted(token, 7, 3, 12, true, 5_000));
        assertFalse(isAdmitted(token, 8, 3, 12, false, 5_000));
        assertFalse(isAdmitted(token, 7, 2, 12, false, 5_000));
        assertFalse(isAdmitted(token, 7, 3, 13, false, 5_000));
        assertFalse(isAdmitted(token, 7, 3, 12, false, 5_001));
        assertFalse(isAdmitted(tokens.issue(TERMS, random), 7, 3, 12, false, 5_000));
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
