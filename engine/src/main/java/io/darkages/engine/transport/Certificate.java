package io.darkages.engine.transport;

import io.darkages.engine.transport.crypto.Cryptography;

/**
 * A certificate's fields, read from the exact bytes that came: these enter the derivation of keys as they
 * are, so they are kept by the caller and never written anew. One object is used again and again;
 * reading allocates nothing.
 *
 * <table>
 *   <caption>Message CMsgSteamDatagramCertificate; what is not named here is skipped</caption>
 *   <tr><th>field</th><th>type</th><th>here</th></tr>
 *   <tr><td>1 key_type</td><td>enum</td><td>{@link #keyType}, written</td></tr>
 *   <tr><td>2 key_data</td><td>bytes</td><td>{@link #key}, written</td></tr>
 *   <tr><td>4 legacy_steam_id</td><td>fixed64</td><td>{@link #legacyIdentity}</td></tr>
 *   <tr><td>10 app_ids</td><td>repeated uint32</td><td>{@link #appIds}</td></tr>
 *   <tr><td>11 legacy_identity_binary</td><td>message</td><td>{@link #legacyIdentity}</td></tr>
 *   <tr><td>12 identity_string</td><td>string</td><td>{@link #identity}</td></tr>
 * </table>
 *
 * <p>Nothing here is proven: open builds of GameNetworkingSockets accept certificates that no authority
 * has signed. The key is worth what the signature over the crypt info is worth, the identity nothing.
 */
final class Certificate {

    /** Type of an Ed25519 key, the only one there is. */
    static final int KEY_TYPE_ED25519 = 1;

    static final int KEY_BYTES = Cryptography.KEY_BYTES;

    /** Length of what {@link #encode} makes. */
    static final int ENCODED_BYTES = 4 + KEY_BYTES;

    /** An identity may be so long: GameNetworkingSockets' 128 without the zero at the end. */
    static final int IDENTITY_BYTES_MAX = 127;

    /** So many apps are remembered of those that a certificate names; of further ones only the count. */
    static final int APP_IDS_MAX = 16;

    private static final int KEY_TYPE = 1 << 3 | FieldReader.VARINT;
    private static final int KEY_DATA = 2 << 3 | FieldReader.BYTES;
    private static final int LEGACY_STEAM_ID = 4 << 3 | FieldReader.FIXED64;
    private static final int APP_ID = 10 << 3 | FieldReader.VARINT;
    private static final int APP_IDS_PACKED = 10 << 3 | FieldReader.BYTES;
    private static final int LEGACY_IDENTITY = 11 << 3 | FieldReader.BYTES;
    private static final int IDENTITY = 12 << 3 | FieldReader.BYTES;

    /** 0 if absent. */
    int keyType;

    final ByteSlice key = new ByteSlice();
    /** {@code str:…}, {@code ip:…}, {@code gen:…}, {@code steamid:…} or a form to come. */
    final ByteSlice identity = new ByteSlice();
    /** Whether an identity in one of the two forms from before {@link #identity} is there. */
    boolean legacyIdentity;
    /** How many apps the key is restricted to; 0 for any. */
    int appIdCount;
    /** The first {@link #APP_IDS_MAX} of them, unsigned. */
    final int[] appIds = new int[APP_IDS_MAX];

    private final FieldReader fields = new FieldReader();
    private final WireReader packed = new WireReader();

    /** The least that GameNetworkingSockets accepts: a key of 32 bytes and its type. */
    static byte[] encode(byte[] ed25519Key) {
        if (ed25519Key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + ed25519Key.length + " bytes");
        }
        WireWriter out = new WireWriter();
        out.reset(new byte[ENCODED_BYTES], 0, ENCODED_BYTES);
        out.varintField(1, KEY_TYPE_ED25519);
        out.bytesField(2, ed25519Key, 0, KEY_BYTES);
        return out.buffer;
    }

    boolean read(ByteSlice slice) {
        return read(slice.buffer, slice.offset, slice.length);
    }

    /** Reads a whole certificate. False if it is malformed; the fields then mean nothing. */
    boolean read(byte[] buffer, int offset, int length) {
        keyType = 0;
        key.clear();
        identity.clear();
        legacyIdentity = false;
        appIdCount = 0;
        fields.reset(buffer, offset, length);
        while (fields.next()) {
            switch (fields.tag) {
                case KEY_TYPE -> keyType = (int) fields.number;
                case KEY_DATA -> key.set(buffer, fields.offset, fields.length);
                case LEGACY_STEAM_ID, LEGACY_IDENTITY -> legacyIdentity = true;
                case APP_ID -> addApp(fields.number);
                case APP_IDS_PACKED -> {
                    packed.reset(buffer, fields.offset, fields.length);
                    while (packed.remaining() > 0) {
                        addApp(packed.varint());
                    }
                    if (packed.failed) {
                        return false;
                    }
                }
                case IDENTITY -> identity.set(buffer, fields.offset, fields.length);
                default -> {}
            }
        }
        return !fields.failed() && identity.length <= IDENTITY_BYTES_MAX;
    }

    /** Whether signatures can be checked by it, as far as form goes. */
    boolean hasKey() {
        return keyType == KEY_TYPE_ED25519 && key.length == KEY_BYTES;
    }

    boolean hasIdentity() {
        return identity.present || legacyIdentity;
    }

    private void addApp(long appId) {
        if (appIdCount < APP_IDS_MAX) {
            appIds[appIdCount] = (int) appId;
        }
        appIdCount++;
    }
}
