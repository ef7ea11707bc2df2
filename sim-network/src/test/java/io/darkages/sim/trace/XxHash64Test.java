package io.darkages.sim.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against published values of XXH64. */
class XxHash64Test {

    private static long hash(String text, long seed) {
        byte[] bytes = ("??" + text + "!").getBytes(StandardCharsets.US_ASCII);
        return XxHash64.hash(bytes, 2, text.length(), seed);
    }

    @Test
    void knownAnswers() {
        assertEquals(0xEF46_DB37_51D8_E999L, hash("", 0));
        assertEquals(0xD24E_C4F1_A98C_6E5BL, hash("a", 0));
        assertEquals(0x44BC_2CF5_AD77_0999L, hash("abc", 0));
        assertEquals(0x32DD_3895_2C4B_C720L, hash("xxhash", 0));
        assertEquals(0xB559_B98D_844E_0635L, hash("xxhash", 20_141_025));
        assertEquals(0xFBCE_A83C_8A37_8BF1L, hash("Nobody inspects the spammish repetition", 0));
    }
}
