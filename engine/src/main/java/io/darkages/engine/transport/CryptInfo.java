package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;
import java.util.List;

/**
 * What each side brings to the agreement on keys, read from the exact bytes that came: these are signed
 * and enter the derivation of keys as they are, so they are kept by the caller and never written anew.
 * One object is used again and again; reading allocates nothing.
 *
 * <table>
 *   <caption>Message CMsgSteamDatagramSessionCryptInfo; what is not named here is skipped</caption>
 *   <tr><th>field</th><th>type</th><th>here</th></tr>
 *   <tr><td>1 key_type</td><td>enum</td><td>{@link #keyType}</td></tr>
 *   <tr><td>2 key_data</td><td>bytes</td><td>{@link #key}: the public key of this session</td></tr>
 *   <tr><td>3 nonce</td><td>fixed64</td><td>{@link #nonce}</td></tr>
 *   <tr><td>4 protocol_version</td><td>uint32</td><td>{@link #protocolVersion}</td></tr>
 *   <tr><td>5 ciphers</td><td>repeated enum</td><td>{@link #suites}: a client's by preference, of a server
 *       the one that it took</td></tr>
 * </table>
 */
final class CryptInfo {

    /** Type of an X25519 key, the only one there is. */
    static final int KEY_TYPE_X25519 = 1;

    static final int KEY_BYTES = Cryptography.KEY_BYTES;

    /** So many suites are remembered of those that a peer names; of further ones only the count. */
    static final int SUITES_MAX = 8;

    private static final int KEY_TYPE = 1 << 3 | FieldReader.VARINT;
    private static final int KEY_DATA = 2 << 3 | FieldReader.BYTES;
    private static final int NONCE = 3 << 3 | FieldReader.FIXED64;
    private static final int PROTOCOL_VERSION = 4 << 3 | FieldReader.VARINT;
    private static final int SUITE = 5 << 3 | FieldReader.VARINT;
    private static final int SUITES_PACKED = 5 << 3 | FieldReader.BYTES;

    /** 0 if absent. */
    int keyType;

    final ByteSlice key = new ByteSlice();
    /** Random number for the derivation of keys. */
    long nonce;
    /** Unsigned; 0 if absent. */
    int protocolVersion;
    /** How many suites are named; 0 of a client from before there was a choice. */
    int suiteCount;
    /** The first {@link #SUITES_MAX} of them. */
    final int[] suites = new int[SUITES_MAX];

    private final FieldReader fields = new FieldReader();
    private final WireReader packed = new WireReader();

    /**
     * The bytes that GameNetworkingSockets would make of the same: all fields by number, also those that
     * are 0.
     *
     * @param x25519Key 32 bytes
     * @param suites 1 to {@value #SUITES_MAX}
     */
    static byte[] encode(byte[] x25519Key, long nonce, int protocolVersion, List<Integer> suites) {
        if (x25519Key.length != KEY_BYTES || suites.isEmpty() || suites.size() > SUITES_MAX) {
            throw new IllegalArgumentException(
                    "a key of " + x25519Key.length + " bytes and " + suites.size() + " suites");
        }
        int length = 2 + 2 + KEY_BYTES + 9 + 1 + WireWriter.varintBytes(protocolVersion & 0xFFFF_FFFFL);
        for (int suite : suites) {
            length += 1 + WireWriter.varintBytes(suite);
        }
        WireWriter out = new WireWriter();
        out.reset(new byte[length], 0, length);
        out.varintField(1, KEY_TYPE_X25519);
        out.bytesField(2, x25519Key, 0, KEY_BYTES);
        out.fixed64Field(3, nonce);
        out.varintField(4, protocolVersion & 0xFFFF_FFFFL);
        for (int suite : suites) {
            out.varintField(5, suite);
        }
        return out.buffer;
    }

    boolean read(ByteSlice slice) {
        return read(slice.buffer, slice.offset, slice.length);
    }

    /** Reads a whole crypt info. False if it is malformed; the fields then mean nothing. */
    boolean read(byte[] buffer, int offset, int length) {
        keyType = 0;
        key.clear();
        nonce = 0;
        protocolVersion = 0;
        suiteCount = 0;
        fields.reset(buffer, offset, length);
        while (fields.next()) {
            switch (fields.tag) {
                case KEY_TYPE -> keyType = (int) fields.number;
                case KEY_DATA -> key.set(buffer, fields.offset, fields.length);
                case NONCE -> nonce = fields.number;
                case PROTOCOL_VERSION -> protocolVersion = (int) fields.number;
                case SUITE -> addSuite(fields.number);
                case SUITES_PACKED -> {
                    packed.reset(buffer, fields.offset, fields.length);
                    while (packed.remaining() > 0) {
                        addSuite(packed.varint());
                    }
                    if (packed.failed) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return !fields.failed();
    }

    /** Whether there is a key to agree by, as far as form goes. */
    boolean hasKey() {
        return keyType == KEY_TYPE_X25519 && key.length == KEY_BYTES;
    }

    /** Whether the peer would talk a suite. One that names none talks AES-256-GCM. */
    boolean offers(int suite) {
        for (int i = 0; i < Math.min(suiteCount, SUITES_MAX); i++) {
            if (suites[i] == suite) {
                return true;
            }
        }
        return suiteCount == 0 && suite == Cryptography.SUITE_AES_256_GCM;
    }

    private void addSuite(long suite) {
        if (suiteCount < SUITES_MAX) {
            suites[suiteCount] = (int) suite;
        }
        suiteCount++;
    }
}
