package io.darkages.engine.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.protocol.AccessToken.Claim;
import io.darkages.engine.protocol.AccessToken.Use;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    private final AccessToken tokens = new AccessToken("sixteen bytes ok".getBytes(StandardCharsets.UTF_8));

    @Property
    void whatWasSignedIsBelievedUntilItExpires(
            @ForAll Use use, @ForAll long player, @ForAll int epoch, @ForAll long expiry) {
        Claim claim = new Claim(use, player, epoch);
        byte[] token = tokens.issue(claim, expiry);
        assertEquals(AccessToken.BYTES, token.length);
        Optional<Claim> expected = player == 0 ? Optional.empty() : Optional.of(claim);
        assertEquals(expected, tokens.verify(token, expiry));
        assertEquals(expected, tokens.verify(token, Long.MIN_VALUE));
        if (expiry != Long.MAX_VALUE) {
            assertEquals(Optional.empty(), tokens.verify(token, expiry + 1));
        }
    }

    @Property
    void aFlippedBitIsAForgery(@ForAll long player, @ForAll @IntRange(min = 0, max = 8 * 53 - 1) int bit) {
        byte[] token = tokens.issue(new Claim(Use.RESUME, player | 1, 3), 1_000);
        token[bit / 8] ^= (byte) (1 << bit % 8);
        assertEquals(Optional.empty(), tokens.verify(token, 0));
    }

    @Property
    void anyBytesAreNoToken(@ForAll @Size(max = 120) byte[] bytes, @ForAll @Size(53) byte[] sized) {
        assertEquals(Optional.empty(), tokens.verify(bytes, 0));
        assertEquals(Optional.empty(), tokens.verify(sized, 0));
    }

    @Test
    void anotherKeyIsAnotherWorld() {
        byte[] token = tokens.issue(new Claim(Use.LOGIN, 5, 0), 1_000);
        AccessToken others = new AccessToken("sixteen bytes no".getBytes(StandardCharsets.UTF_8));
        assertTrue(tokens.verify(token, 0).isPresent());
        assertTrue(others.verify(token, 0).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new AccessToken(new byte[15]));
    }
}
