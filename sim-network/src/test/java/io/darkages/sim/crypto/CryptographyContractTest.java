package io.darkages.sim.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomSource;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.ByteSlice;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import io.darkages.engine.transport.crypto.KeyContext;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.engine.transport.crypto.SessionKeys;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the transport may rely on, the same tests for the JDK's cryptography and for the simulated one. */
class CryptographyContractTest {

    /** The implementations, each with the suites it has. */
    enum Kind {
        JDK(Cryptography.SUITE_AES_256_GCM) {
            @Override
            Cryptography create(RandomSource random, List<Integer> suites) {
                return new JdkCryptography(random, suites);
            }
        },
        SIMULATED(SimulatedCryptography.SUITE_SIMULATED) {
            @Override
            Cryptography create(RandomSource random, List<Integer> suites) {
                return new SimulatedCryptography(random, suites);
            }
        };

        final int sealingSuite;

        Kind(int sealingSuite) {
            this.sealingSuite = sealingSuite;
        }

        abstract Cryptography create(RandomSource random, List<Integer> suites);

        Cryptography create(String name) {
            return create(stream(name), List.of(sealingSuite, Cryptography.SUITE_NONE));
        }
    }

    private static RandomSource stream(String name) {
        return new Randomness(7).stream(name);
    }

    private static byte[] bytes(String name, int length) {
        byte[] bytes = new byte[length];
        stream(name).fill(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit >> 3] ^= (byte) (1 << (bit & 7));
        return changed;
    }

    @ParameterizedTest
    @EnumSource
    void sizesAreThoseOfTheWire(Kind kind) throws GeneralSecurityException {
        Cryptography a = kind.create("a");
        byte[] publicKey = a.publicKey(bytes("secret", 32));
        assertEquals(Cryptography.KEY_BYTES, a.signingKey().length);
        assertEquals(Cryptography.KEY_BYTES, publicKey.length);
        assertEquals(Cryptography.KEY_BYTES, a.agree(bytes("other", 32), publicKey).length);
        assertEquals(Cryptography.SIGNATURE_BYTES, a.sign(new byte[50]).length);
        assertEquals(16, a.overheadBytes(kind.sealingSuite));
        assertEquals(0, a.overheadBytes(Cryptography.SUITE_NONE));
    }

    @ParameterizedTest
    @EnumSource
    void equalSourcesGiveEqualKeys(Kind kind) {
        assertArrayEquals(kind.create("a").signingKey(), kind.create("a").signingKey());
        assertFalse(
                Arrays.equals(kind.create("a").signingKey(), kind.create("b").signingKey()));
        assertArrayEquals(
                kind.create("a").sign(bytes("info", 60)), kind.create("a").sign(bytes("info", 60)));
    }

    @ParameterizedTest
    @EnumSource
    void signaturesHoldForTheirInfoAndSignerOnly(Kind kind) {
        Cryptography signer = kind.create("signer");
        Cryptography other = kind.create("other");
        for (int length : new int[] {0, 1, 58, 59, 300}) {
            byte[] info = bytes("info", length);
            byte[] signature = signer.sign(info);
            assertTrue(other.verify(signer.signingKey(), info, signature));
            assertFalse(other.verify(other.signingKey(), info, signature), "another signer");
            assertFalse(other.verify(signer.signingKey(), Arrays.copyOf(info, length + 1), signature), "longer info");
            assertFalse(other.verify(signer.signingKey(), info, new byte[64]), "signature of zeros");
            for (int bit = 0; bit < 512; bit += 61) {
                assertFalse(other.verify(signer.signingKey(), info, flipped(signature, bit)), "signature bit " + bit);
            }
            for (int bit = 0; bit < length * 8; bit += 200) {
                assertFalse(other.verify(signer.signingKey(), flipped(info, bit), signature), "info bit " + bit);
            }
            for (int bit = 0; bit < 256; bit += 50) {
                assertFalse(other.verify(flipped(signer.signingKey(), bit), info, signature), "key bit " + bit);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysAndSignaturesOfAnyLengthAreNone(Kind kind) {
        Cryptography cryptography = kind.create("a");
        byte[] info = new byte[10];
        byte[] signature = cryptography.sign(info);
        for (int length : new int[] {0, 1, 31, 33, 63, 65, 1_000}) {
            byte[] wrong = Arrays.copyOf(cryptography.signingKey(), length);
            assertFalse(cryptography.verify(wrong, info, signature), "key of " + length);
            byte[] cut = Arrays.copyOf(signature, length);
            assertFalse(cryptography.verify(cryptography.signingKey(), info, cut), "signature of " + length);
            assertThrows(GeneralSecurityException.class, () -> cryptography.agree(new byte[32], wrong));
        }
        assertThrows(GeneralSecurityException.class, () -> cryptography.agree(bytes("secret", 32), new byte[32]));
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesAgreeAndNobodyElse(Kind kind) throws GeneralSecurityException {
        Cryptography a = kind.create("a");
        Cryptography b = kind.create("b");
        byte[] secretA = bytes("secret a", 32);
        byte[] secretB = bytes("secret b", 32);
        byte[] secretC = bytes("secret c", 32);
        byte[] shared = a.agree(secretA, b.publicKey(secretB));
        assertArrayEquals(shared, b.agree(secretB, a.publicKey(secretA)));
        assertFalse(Arrays.equals(shared, b.agree(secretC, a.publicKey(secretA))));
        assertFalse(Arrays.equals(shared, a.agree(secretA, b.publicKey(secretC))));
        assertFalse(Arrays.equals(shared, a.agree(secretA, flipped(b.publicKey(secretB), 3))));
        assertArrayEquals(bytes("secret a", 32), secretA, "the secret stays as it is");
        assertFalse(Arrays.equals(a.publicKey(secretA), secretA));
    }

    @ParameterizedTest
    @EnumSource
    void ciphersOfOneHandshakeUnderstandEachOther(Kind kind) {
        Cryptography client = kind.create("client");
        Cryptography server = kind.create("server");
        for (int suite : client.suites()) {
            SessionKeys keys = keys(1);
            PacketCipher up = client.cipher(suite, keys.sealing(false), keys.opening(false));
            PacketCipher down = server.cipher(suite, keys.sealing(true), keys.opening(true));
            assertEquals(client.overheadBytes(suite), up.overheadBytes());
            byte[] packet = Arrays.copyOf(bytes("packet", 100), 100 + up.overheadBytes());
            byte[] opened = new byte[packet.length];
            int sealed = up.seal(2, packet, 0, 100);
            assertEquals(100, down.open(2, packet, 0, sealed, opened, 0));
            assertArrayEquals(bytes("packet", 100), Arrays.copyOf(opened, 100));
            if (suite != Cryptography.SUITE_NONE) {
                SessionKeys others = keys(2);
                PacketCipher stranger = server.cipher(suite, others.sealing(true), others.opening(true));
                assertEquals(PacketCipher.FORGED, stranger.open(2, packet, 0, sealed, opened, 0));
                assertEquals(PacketCipher.FORGED, up.open(2, packet, 0, sealed, opened, 0));
                assertEquals(PacketCipher.FORGED, down.open(3, packet, 0, sealed, opened, 0));
                assertEquals(PacketCipher.FORGED, down.open(2, packet, 0, sealed - 1, opened, 0));
                assertEquals(PacketCipher.FORGED, down.open(2, flipped(packet, 77), 0, sealed, opened, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void suitesAreWhatWasAskedFor(Kind kind) {
        Cryptography plainFirst = kind.create(stream("a"), List.of(Cryptography.SUITE_NONE, kind.sealingSuite));
        assertEquals(List.of(Cryptography.SUITE_NONE, kind.sealingSuite), plainFirst.suites());
        Cryptography plainOnly = kind.create(stream("a"), List.of(Cryptography.SUITE_NONE));
        SessionKeys keys = keys(1);
        assertThrows(
                IllegalArgumentException.class,
                () -> plainOnly.cipher(kind.sealingSuite, keys.toClient(), keys.toServer()));
        assertThrows(IllegalArgumentException.class, () -> plainOnly.overheadBytes(kind.sealingSuite));
        for (List<Integer> wrong : List.of(
                List.<Integer>of(), List.of(3), List.of(kind.sealingSuite, kind.sealingSuite), List.of(1, 2, 1_000))) {
            assertThrows(IllegalArgumentException.class, () -> kind.create(stream("a"), wrong), wrong::toString);
        }
    }

    /** A real peer offers AES, a simulated one its own suite: neither has the other's. */
    @Test
    void simulatedSuiteIsNoRealOne() {
        assertEquals(List.of(1_000), new SimulatedCryptography(stream("a")).suites());
        assertThrows(
                IllegalArgumentException.class, () -> Kind.SIMULATED.create(stream("a"), List.of(2)), "AES is real");
    }

    private static SessionKeys keys(int clientId) {
        ByteSlice none = ByteSlice.of(new byte[0]);
        return SessionKeys.derive(new byte[32], new KeyContext(clientId, 2, 3, 4, none, none, none, none));
    }
}
