package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The certificate: written with the least that does, read with all that peers put into theirs. */
class CertificateTest {

    private final Certificate got = new Certificate();
    private final WireWriter out = new WireWriter();

    @Property
    void certificatesComeBack(@ForAll @Size(32) byte[] key) {
        byte[] bytes = Certificate.encode(key);
        assertEquals(Certificate.ENCODED_BYTES, bytes.length);
        byte[] buffer = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, buffer, 5, bytes.length);
        assertTrue(got.read(buffer, 5, bytes.length));
        assertTrue(got.hasKey());
        assertArrayEquals(key, got.key.copy());
        assertFalse(got.hasIdentity());
        assertEquals(0, got.appIdCount);
    }

    @Property(tries = 5000)
    void anyBytesAreSurvived(@ForAll @Size(max = 150) byte[] bytes) {
        if (got.read(bytes, 0, bytes.length)) {
            assertTrue(got.key.offset + got.key.length <= bytes.length);
            assertTrue(got.identity.offset + got.identity.length <= bytes.length);
        }
    }

    @Property(tries = 5000)
    void damagedOnesAreSurvived(
            @ForAll @IntRange(max = 70) int at, @ForAll byte changed, @ForAll @IntRange(max = 71) int length) {
        byte[] bytes = full();
        assertEquals(71, bytes.length);
        bytes[at] = changed;
        if (got.read(bytes, 0, length) && got.hasKey()) {
            assertTrue(got.key.offset + got.key.length <= length);
        }
    }

    @Test
    void fieldsComeInAnyOrderAmongUnknownOnes() {
        byte[] bytes = full();
        assertTrue(got.read(bytes, 0, bytes.length));
        assertTrue(got.hasKey());
        assertEquals("str:x", got.identity.text());
        assertTrue(got.legacyIdentity);
        assertEquals(4, got.appIdCount);
        assertEquals(480, got.appIds[0]);
        assertEquals(-1, got.appIds[1]);
        assertEquals(0, got.appIds[2]);
        assertEquals(7, got.appIds[3]);
        assertTrue(got.read(Certificate.encode(new byte[32]), 0, Certificate.ENCODED_BYTES));
        assertFalse(got.hasIdentity());
        assertEquals(0, got.appIdCount);
    }

    private byte[] full() {
        out.reset(new byte[200], 0, 200);
        out.bytesField(12, new byte[] {'s', 't', 'r', ':', 'x'}, 0, 5);
        out.varintField(10, 480);
        out.fixed32Field(8, 1);
        out.bytesField(11, new byte[] {0x22, 0}, 0, 2);
        out.varintField(10, 0xFFFF_FFFFL);
        out.bytesField(2, new byte[32], 0, 32);
        out.bytesField(10, new byte[] {0, 7}, 0, 2);
        out.bytesField(99, new byte[3], 0, 3);
        out.varintField(1, 1);
        return Arrays.copyOf(out.buffer, out.position);
    }

    @Test
    void eachFormOfIdentityIsOne() {
        out.reset(new byte[50], 0, 50);
        out.fixed64Field(4, 1);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertTrue(got.hasIdentity());
        out.reset(new byte[50], 0, 50);
        out.bytesField(11, new byte[0], 0, 0);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertTrue(got.hasIdentity());
        out.reset(new byte[50], 0, 50);
        out.bytesField(12, new byte[0], 0, 0);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertTrue(got.hasIdentity());
        assertFalse(got.legacyIdentity);
    }

    @Test
    void furtherAppsAreCountedOnly() {
        out.reset(new byte[200], 0, 200);
        for (int i = 1; i <= 40; i++) {
            out.varintField(10, i);
        }
        assertTrue(got.read(out.buffer, 0, out.position));
        assertEquals(40, got.appIdCount);
        assertEquals(16, got.appIds[15]);
    }

    @Test
    void malformedOnesAreRefused() {
        for (byte[] bytes : new byte[][] {
            {0}, {10 << 3 | 2, 2, 1}, {10 << 3 | 2, 1, -1}, {2 << 3 | 2, 5, 0, 0}, {8}, {11}, {4 << 3 | 1, 0, 0}
        }) {
            assertFalse(got.read(bytes, 0, bytes.length));
        }
        out.reset(new byte[200], 0, 200);
        out.bytesField(12, new byte[128], 0, 128);
        assertFalse(got.read(out.buffer, 0, out.position));
        out.reset(new byte[200], 0, 200);
        out.bytesField(12, new byte[127], 0, 127);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertFalse(got.hasKey());
        assertThrows(IllegalArgumentException.class, () -> Certificate.encode(new byte[33]));
    }
}
