package io.darkages.engine.backplane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeldMessagesTest {

    private static final int CAP = 10_000;

    @Property(tries = 200)
    void itHoldsWhatAListWould(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("held");
        HeldMessages held = new HeldMessages(CAP);
        List<byte[]> all = new ArrayList<>();
        int first = 0;
        int cursor = 0;
        for (int i = 0; i < 300; i++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    byte[] message = new byte[random.nextInt(Message.BYTES_MAX + 1)];
                    random.fill(message);
                    int bytes = held.heldBytes() + HeldMessages.ENTRY_BYTES + message.length;
                    assertEquals(bytes <= CAP, held.hasRoom(message.length));
                    if (held.hasRoom(message.length)) {
                        all.add(message);
                        held.add(message, 0, message.length);
                    }
                }
                case 2 -> {
                    int sequence = random.nextInt(all.size() + 2);
                    boolean isPossible = sequence <= all.size();
                    assertEquals(isPossible, held.acknowledge(sequence));
                    first = isPossible ? Math.max(first, sequence) : first;
                    cursor = Math.max(cursor, first);
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        assertEquals(cursor - first, held.rewind());
                        cursor = first;
                    }
                    while (held.hasUnsent() && random.nextInt(3) > 0) {
                        int at = held.unsentOffset();
                        byte[] sent = Arrays.copyOfRange(held.bytes(), at, at + held.unsentLength());
                        assertArrayEquals(all.get(cursor), sent);
                        held.sent();
                        cursor++;
                    }
                }
            }
            assertEquals(all.size() - first, held.count());
            assertEquals(cursor < all.size(), held.hasUnsent());
            assertTrue(held.bytes().length <= CAP);
        }
    }

    @Test
    void aRestartDropsAll() {
        HeldMessages held = new HeldMessages(CAP);
        held.add(new byte[3], 0, 3);
        held.add(new byte[3], 0, 3);
        held.sent();
        assertEquals(2, held.restart());
        assertEquals(1, held.nextSequence());
        assertFalse(held.hasUnsent());
        assertFalse(held.acknowledge(1));
    }
}
