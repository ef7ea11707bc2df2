package io.darkages.engine.transport.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.random.RandomSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's part against published vectors. What both cryptographies have in common is tested beside the simulated. */
class JdkCryptographyTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static JdkCryptography fromSeed(String hex) {
        ByteBuffer seed = ByteBuffer.wrap(HEX.parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
        RandomSource source = seed::getLong;
        return new JdkCryptography(source, List.of(Cryptography.SUITE_AES_256_GCM, Cryptography.SUITE_NONE));
    }

    /** RFC 8032, section 7.1: the source's 32 bytes are the secret, whatever the JDK does inside. */
    @ParameterizedTest
    @CsvSource({
        SEED
                + ", d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
                + ", 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void signsAsPublished(String seed, String signingKey, String message, String signature) {
        JdkCryptography cryptography = fromSeed(seed);
        assertEquals(signingKey, HEX.formatHex(cryptography.signingKey()));
        byte[] info = HEX.parseHex(message);
        assertEquals(signature, HEX.formatHex(cryptography.sign(info)));
        assertTrue(cryptography.verify(HEX.parseHex(signingKey), info, HEX.parseHex(signature)));
    }

    /** RFC 7748, section 6.1. */
    @Test
    void agreesAsPublished() throws GeneralSecurityException {
        JdkCryptography cryptography = fromSeed(SEED);
        byte[] alice = HEX.parseHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        byte[] bob = HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alices = cryptography.publicKey(alice);
        byte[] bobs = cryptography.publicKey(bob);
        assertEquals("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", HEX.formatHex(alices));
        assertEquals("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", HEX.formatHex(bobs));
        String shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
        assertEquals(shared, HEX.formatHex(cryptography.agree(alice, bobs)));
        assertEquals(shared, HEX.formatHex(cryptography.agree(bob, alices)));
        bobs[31] |= (byte) 0x80;
        assertEquals(shared, HEX.formatHex(cryptography.agree(alice, bobs)), "section 5: the top bit is ignored");
    }

    /** Points of small order, which would give the same secret whoever asks (RFC 7748, section 6.1). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
            })
    void weakKeysAreRefused(String key) {
        JdkCryptography cryptography = fromSeed(SEED);
        byte[] secret = HEX.parseHex(SEED);
        assertThrows(GeneralSecurityException.class, () -> cryptography.agree(secret, HEX.parseHex(key)));
    }

    /** Points of order 1, 2, 4 and 8: one signature would hold for one of as many infos, whoever made it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
            })
    void weakSigningKeysVouchForNothing(String key) {
        JdkCryptography cryptography = fromSeed(SEED);
        byte[] signature = new byte[Cryptography.SIGNATURE_BYTES];
        signature[0] = 1;
        for (int i = 0; i < 60; i++) {
            assertFalse(cryptography.verify(HEX.parseHex(key), new byte[] {(byte) i}, signature));
        }
    }

    /** About half of all 32 bytes are points of the signatures' curve; y from 2^255 - 19 up never are. */
    @Property(tries = 100)
    void anyBytesForSigningKeysAreSurvived(@ForAll @Size(32) byte[] key, @ForAll @Size(64) byte[] signature) {
        JdkCryptography cryptography = fromSeed(SEED);
        assertFalse(cryptography.verify(key, new byte[100], signature));
        Arrays.fill(key, 1, 32, (byte) 0xFF);
        assertFalse(cryptography.verify(key, new byte[100], signature));
    }

    @Property(tries = 100)
    void anyBytesForPublicKeysAreSurvived(@ForAll @Size(32) byte[] key) {
        JdkCryptography cryptography = fromSeed(SEED);
        try {
            assertEquals(32, cryptography.agree(HEX.parseHex(SEED), key).length);
        } catch (GeneralSecurityException e) {
            assertFalse(e.getMessage().isEmpty(), "refused");
        }
    }

    @Test
    void signingKeyTakesThirtyTwoBytesOfTheSource() {
        int[] draws = new int[1];
        JdkCryptography cryptography = new JdkCryptography(() -> ++draws[0], List.of(Cryptography.SUITE_AES_256_GCM));
        assertEquals(4, draws[0]);
        cryptography.sign(new byte[10]);
        cryptography.publicKey(new byte[32]);
        assertEquals(4, draws[0]);
    }
}
