package io.darkages.engine.transport.crypto;

/**
 * What packets of one direction are sealed with. The arrays are neither copied nor to be changed.
 *
 * @param key 32 bytes
 * @param iv 12 bytes; the packet number is added to its first eight, as a little-endian number
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copies would leave more secrets in memory.
public record DirectionKeys(byte[] key, byte[] iv) {

    public DirectionKeys {
        if (key.length != Cryptography.KEY_BYTES || iv.length != Cryptography.IV_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " and an IV of " + iv.length + " bytes");
        }
    }
}
