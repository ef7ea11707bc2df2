package io.darkages.sim.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.darkages.engine.transport.crypto.PacketCipher;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimulatedCipherTest {

    private static final int OFFSET = 5;

    private final PacketCipher client = new SimulatedCipher(11, 22);
    private final PacketCipher server = new SimulatedCipher(22, 11);

    private static byte[] plain(int length) {
        byte[] bytes = new byte[OFFSET + length + 16];
        for (int i = 0; i < length; i++) {
            bytes[OFFSET + i] = (byte) (i * 7 + 1);
        }
        return bytes;
    }

    @Test
    void opensWhatThePeerSealedAtAnyLength() {
        for (int length = 0; length <= 100; length++) {
            byte[] sealed = plain(length);
            assertEquals(length + 16, client.seal(9, sealed, OFFSET, length));
            if (length > 1) {
                assertFalse(Arrays.equals(plain(length), 0, OFFSET + length, sealed, 0, OFFSET + length));
            }
            byte[] opened = new byte[OFFSET + length + 16];
            assertEquals(length, server.open(9, sealed, OFFSET, length + 16, opened, OFFSET));
            assertArrayEquals(plain(length), opened);
        }
    }

    @Test
    void anyFlippedBitFails() {
        byte[] sealed = plain(50);
        client.seal(9, sealed, OFFSET, 50);
        byte[] target = new byte[66];
        for (int bit = 0; bit < 66 * 8; bit++) {
            sealed[OFFSET + bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(PacketCipher.FORGED, server.open(9, sealed, OFFSET, 66, target, 0), "bit " + bit);
            sealed[OFFSET + bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertEquals(50, server.open(9, sealed, OFFSET, 66, target, 0));
    }

    @Test
    void wrongNumberDirectionSessionOrLengthFails() {
        byte[] sealed = plain(50);
        client.seal(9, sealed, OFFSET, 50);
        byte[] target = new byte[80];
        assertEquals(PacketCipher.FORGED, server.open(10, sealed, OFFSET, 66, target, 0));
        assertEquals(PacketCipher.FORGED, client.open(9, sealed, OFFSET, 66, target, 0));
        PacketCipher stranger = new SimulatedCipher(22, 12);
        assertEquals(PacketCipher.FORGED, stranger.open(9, sealed, OFFSET, 66, target, 0));
        for (int length = 0; length < 66; length++) {
            assertEquals(PacketCipher.FORGED, server.open(9, sealed, OFFSET, length, target, 0), "length " + length);
        }
    }
}
