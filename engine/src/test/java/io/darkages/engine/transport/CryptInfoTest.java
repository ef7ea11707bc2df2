package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is signed and enters the derivation of keys, there and back. */
class CryptInfoTest {

    private final CryptInfo got = new CryptInfo();
    private final WireWriter out = new WireWriter();

    @Property
    void cryptInfosComeBack(
            @ForAll @Size(32) byte[] key,
            @ForAll long nonce,
            @ForAll int version,
            @ForAll @Size(min = 1, max = CryptInfo.SUITES_MAX) List<Integer> suites) {
        byte[] bytes = CryptInfo.encode(key, nonce, version, suites);
        byte[] buffer = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, buffer, 5, bytes.length);
        assertTrue(got.read(buffer, 5, bytes.length));
        assertTrue(got.hasKey());
        assertArrayEquals(key, got.key.copy());
        assertEquals(nonce, got.nonce);
        assertEquals(version, got.protocolVersion);
        assertEquals(suites.size(), got.suiteCount);
        for (int i = 0; i < suites.size(); i++) {
            assertEquals(suites.get(i), got.suites[i]);
            assertTrue(got.offers(suites.get(i)));
        }
    }

    @Property(tries = 5000)
    void anyBytesAreSurvived(@ForAll @Size(max = 100) byte[] bytes) {
        if (got.read(bytes, 0, bytes.length) && got.key.present) {
            assertTrue(got.key.offset + got.key.length <= bytes.length);
        }
    }

    @Property(tries = 5000)
    void damagedOnesAreSurvived(
            @ForAll @IntRange(max = 50) int at, @ForAll byte changed, @ForAll @IntRange(max = 51) int length) {
        byte[] bytes = CryptInfo.encode(new byte[32], 5, 13, List.of(2, 1));
        assertEquals(51, bytes.length);
        bytes[at] = changed;
        if (got.read(bytes, 0, length) && got.hasKey()) {
            assertTrue(got.key.offset + got.key.length <= length);
        }
    }

    @Test
    void fieldsComeInAnyOrderAmongUnknownOnes() {
        out.reset(new byte[200], 0, 200);
        out.varintField(5, 2);
        out.bytesField(17, new byte[20], 0, 20);
        out.varintField(4, 12);
        out.varintField(2, 3); // the key's number with another type
        out.fixed32Field(9, 5);
        out.fixed64Field(3, -1);
        out.varintField(5, 1);
        out.bytesField(2, new byte[32], 0, 32);
        out.varintField(1, 1);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertTrue(got.hasKey());
        assertEquals(-1, got.nonce);
        assertEquals(12, got.protocolVersion);
        assertEquals(2, got.suiteCount);
        assertEquals(2, got.suites[0]);
        assertEquals(1, got.suites[1]);
    }

    @Test
    void suitesMayBePacked() {
        out.reset(new byte[50], 0, 50);
        out.bytesField(5, new byte[] {1, (byte) 0xE8, 7, 2}, 0, 4);
        out.varintField(5, 3);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertEquals(4, got.suiteCount);
        assertTrue(got.offers(1) && got.offers(1000) && got.offers(2) && got.offers(3));
        assertFalse(got.offers(0));
        assertFalse(got.read(new byte[] {5 << 3 | 2, 1, -1}, 0, 3));
    }

    @Test
    void whoNamesNoSuiteMeansAes() {
        assertTrue(got.read(new byte[0], 0, 0));
        assertTrue(got.offers(2));
        assertFalse(got.offers(1));
        assertTrue(got.read(new byte[] {5 << 3, 1}, 0, 2));
        assertFalse(got.offers(2));
    }

    @Test
    void furtherSuitesAreCountedOnly() {
        byte[] many = new byte[40];
        Arrays.fill(many, (byte) 1);
        many[39] = 2;
        out.reset(new byte[50], 0, 50);
        out.bytesField(5, many, 0, many.length);
        assertTrue(got.read(out.buffer, 0, out.position));
        assertEquals(40, got.suiteCount);
        assertTrue(got.offers(1));
        assertFalse(got.offers(2));
    }

    @Test
    void onlyKeysOfTheRightFormAreKeys() {
        assertTrue(got.read(new byte[0], 0, 0));
        assertFalse(got.hasKey());
        for (int type = 0; type <= 2; type++) {
            for (int length = 31; length <= 33; length++) {
                out.reset(new byte[50], 0, 50);
                out.varintField(1, type);
                out.bytesField(2, new byte[length], 0, length);
                assertTrue(got.read(out.buffer, 0, out.position));
                assertEquals(type == 1 && length == 32, got.hasKey());
            }
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CryptInfo.encode(new byte[31], 1, 13, List.of(2)));
        assertThrows(IllegalArgumentException.class, () -> CryptInfo.encode(new byte[32], 1, 13, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> CryptInfo.encode(new byte[32], 1, 13, Collections.nCopies(CryptInfo.SUITES_MAX + 1, 2)));
    }
}
