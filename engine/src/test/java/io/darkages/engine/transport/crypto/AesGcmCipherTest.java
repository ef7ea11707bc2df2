package io.darkages.engine.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.random.Randomness;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AesGcmCipherTest {

    private static final int OFFSET = 5;
    private static final int TAG = AesGcmCipher.TAG_BYTES;

    private final DirectionKeys up = keys("up");
    private final DirectionKeys down = keys("down");
    private final PacketCipher client = new AesGcmCipher(up, down);
    private final PacketCipher server = new AesGcmCipher(down, up);
    private long number;

    private static DirectionKeys keys(String name) {
        byte[] key = new byte[Cryptography.KEY_BYTES];
        byte[] iv = new byte[Cryptography.IV_BYTES];
        new Randomness(1).stream(name, "key").fill(key);
        new Randomness(1).stream(name, "iv").fill(iv);
        return new DirectionKeys(key, iv);
    }

    private static byte[] framed(byte[] plain) {
        byte[] buffer = new byte[OFFSET + plain.length + TAG + 3];
        System.arraycopy(plain, 0, buffer, OFFSET, plain.length);
        return buffer;
    }

    /** Test cases 13 and 14 of the GCM specification (McGrew, Viega: The Galois/Counter Mode of Operation). */
    @Test
    void sealsAsPublished() {
        DirectionKeys zeros = new DirectionKeys(new byte[32], new byte[12]);
        byte[] empty = new byte[16];
        assertEquals(16, new AesGcmCipher(zeros, zeros).seal(0, empty, 0, 0));
        assertEquals("530f8afbc74536b9a963b4f1c4cb738b", HexFormat.of().formatHex(empty));
        byte[] block = new byte[32];
        assertEquals(32, new AesGcmCipher(zeros, zeros).seal(0, block, 0, 16));
        assertEquals(
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
                HexFormat.of().formatHex(block));
    }

    @Property(tries = 300)
    void opensWhatThePeerSealed(@ForAll @Size(max = 1_248) byte[] plain, @ForAll long packet) {
        byte[] sealed = framed(plain);
        assertEquals(plain.length + TAG, new AesGcmCipher(up, down).seal(packet, sealed, OFFSET, plain.length));
        byte[] source = sealed.clone();
        byte[] opened = new byte[plain.length + TAG];
        assertEquals(plain.length, server.open(packet, sealed, OFFSET, plain.length + TAG, opened, 0));
        assertArrayEquals(plain, Arrays.copyOf(opened, plain.length));
        assertArrayEquals(source, sealed, "the source stays as it is");
        assertArrayEquals(new byte[OFFSET], Arrays.copyOf(sealed, OFFSET), "nothing before the packet is touched");
        assertArrayEquals(new byte[3], Arrays.copyOfRange(sealed, sealed.length - 3, sealed.length));
    }

    /** The nonce by arithmetic of its own, the sealing by a cipher made for one packet. */
    @Property(tries = 200)
    void nonceIsTheIvPlusTheNumber(@ForAll @Size(12) byte[] iv, @ForAll long packet, @ForAll @Size(20) byte[] plain)
            throws GeneralSecurityException {
        byte[] first = new byte[9];
        for (int i = 0; i < 8; i++) {
            first[8 - i] = iv[i];
        }
        BigInteger sum = new BigInteger(first).add(new BigInteger(Long.toUnsignedString(packet)));
        byte[] nonce = iv.clone();
        for (int i = 0; i < 8; i++) {
            nonce[i] = sum.shiftRight(8 * i).byteValue();
        }
        Cipher jdk = Cipher.getInstance("AES/GCM/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(up.key(), "AES"), new GCMParameterSpec(128, nonce));
        byte[] sealed = Arrays.copyOf(plain, plain.length + TAG);
        new AesGcmCipher(new DirectionKeys(up.key(), iv), down).seal(packet, sealed, 0, plain.length);
        assertArrayEquals(jdk.doFinal(plain), sealed);
    }

    @Property(tries = 300)
    void anyChangedByteFails(
            @ForAll @Size(min = 1, max = 300) byte[] plain,
            @ForAll @IntRange(max = 315) int at,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] sealed = framed(plain);
        number++;
        int length = client.seal(number, sealed, OFFSET, plain.length);
        sealed[OFFSET + at % length] ^= (byte) change;
        byte[] target = new byte[length];
        assertEquals(PacketCipher.FORGED, server.open(number, sealed, OFFSET, length, target, 0));
        sealed[OFFSET + at % length] ^= (byte) change;
        assertEquals(plain.length, server.open(number, sealed, OFFSET, length, target, 0), "and harms no later packet");
    }

    @Property(tries = 300)
    void anyBytesAreSurvived(@ForAll @Size(max = 400) byte[] bytes, @ForAll long packet) {
        byte[] target = new byte[bytes.length];
        assertEquals(PacketCipher.FORGED, server.open(packet, bytes, 0, bytes.length, target, 0));
    }

    @Test
    void wrongNumberDirectionKeyOrLengthFails() {
        byte[] sealed = framed(new byte[50]);
        client.seal(9, sealed, OFFSET, 50);
        byte[] target = new byte[80];
        assertEquals(PacketCipher.FORGED, server.open(10, sealed, OFFSET, 66, target, 0));
        assertEquals(PacketCipher.FORGED, server.open(9 + (1L << 16), sealed, OFFSET, 66, target, 0));
        assertEquals(PacketCipher.FORGED, client.open(9, sealed, OFFSET, 66, target, 0));
        PacketCipher stranger = new AesGcmCipher(down, new DirectionKeys(down.key(), up.iv()));
        assertEquals(PacketCipher.FORGED, stranger.open(9, sealed, OFFSET, 66, target, 0));
        for (int length = 0; length <= 68; length++) {
            int opened = server.open(9, sealed, OFFSET, length, target, 0);
            assertEquals(length == 66 ? 50 : PacketCipher.FORGED, opened, "length " + length);
        }
    }

    /** That nobody takes the bytes of a forged packet for its contents is up to the caller, but they are not there. */
    @Test
    void forgedPacketsLeaveNoPlaintext() {
        for (int length : new int[] {16, 50, 700, 1_200}) {
            byte[] plain = new byte[length];
            Arrays.fill(plain, (byte) 'p');
            byte[] sealed = framed(plain);
            client.seal(length, sealed, OFFSET, length);
            sealed[OFFSET + length + TAG - 1] ^= 1;
            byte[] target = new byte[length + TAG];
            assertEquals(PacketCipher.FORGED, server.open(length, sealed, OFFSET, length + TAG, target, 0));
            assertFalse(new String(target, StandardCharsets.US_ASCII).contains("pppp"));
        }
    }

    @Test
    void sealingUnderOneNumberTwiceIsABrokenInvariant() {
        byte[] buffer = new byte[40];
        client.seal(7, buffer, 0, 10);
        assertThrows(IllegalStateException.class, () -> client.seal(7, buffer, 0, 10));
        client.seal(8, buffer, 0, 10);
    }

    /** Per packet sealed and opened, the least of a few stretches: the compilers may allocate on this account too. */
    @Test
    void allocatesNoMoreThanTheJdksCipher() throws GeneralSecurityException {
        byte[] buffer = new byte[1_200 + TAG];
        byte[] opened = new byte[buffer.length];
        byte[] iv = up.iv().clone();
        SecretKeySpec key = new SecretKeySpec(up.key(), "AES");
        Cipher sealer = Cipher.getInstance("AES/GCM/NoPadding");
        Cipher opener = Cipher.getInstance("AES/GCM/NoPadding");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTrue(threads.isThreadAllocatedMemorySupported());
        threads.getCurrentThreadAllocatedBytes();
        long ours = Long.MAX_VALUE;
        long jdks = Long.MAX_VALUE;
        for (int stretch = 0; stretch < 20; stretch++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                number++;
                client.seal(number, buffer, 0, 1_200);
                assertEquals(1_200, server.open(number, buffer, 0, buffer.length, opened, 0));
            }
            ours = Math.min(ours, threads.getCurrentThreadAllocatedBytes() - before);
            before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                iv[0]++;
                iv[1] += (byte) (iv[0] == 0 ? 1 : 0);
                sealer.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
                sealer.doFinal(buffer, 0, 1_200, buffer, 0);
                opener.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, iv));
                opener.doFinal(buffer, 0, buffer.length, opened, 0);
            }
            jdks = Math.min(jdks, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(ours <= jdks, ours + " bytes for 500 packets, the JDK's cipher " + jdks);
    }
}
