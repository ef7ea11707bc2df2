package io.darkages.engine.transport.crypto;

/**
 * Seals what a session sends and opens what it receives: one object for each side of a session,
 * with a key for each direction. The packet number makes each seal unique; no number is sealed
 * twice, and the transport refuses a number that it has already opened.
 *
 * <p>Called on the endpoint's thread only. {@link #seal} and {@link #open} allocate nothing once warm,
 * save what a cipher of the JDK itself does. Forged, truncated and foreign bytes are answered with
 * {@link #FORGED}, never with an exception.
 */
public interface PacketCipher {

    /** What {@link #open} answers to bytes that its peer did not seal under this number. */
    int FORGED = -1;

    /** Bytes that sealing adds: the tag's length, 0 to 64. The same for every packet. */
    int overheadBytes();

    /**
     * Seals in place. The plaintext is overwritten, the tag follows it.
     *
     * @param packetNumber the full 64-bit number; strictly growing from call to call
     * @param buffer has room for {@link #overheadBytes} more bytes after the plaintext
     * @param offset first byte of the plaintext
     * @param length plaintext length in bytes, at least 0
     * @return sealed length in bytes, {@code length + overheadBytes()}
     */
    int seal(long packetNumber, byte[] buffer, int offset, int length);

    /**
     * Opens into another buffer; the source stays as it is, because its owner may deliver it again.
     *
     * @param packetNumber the full number as the receiver rebuilt it from its low 16 bits; wrong
     *     where the datagram is forged
     * @param source holds the sealed bytes
     * @param offset first sealed byte
     * @param length sealed length in bytes, any value from 0 up
     * @param target gets the plaintext; may hold half-opened bytes after {@link #FORGED}
     * @param targetOffset where the plaintext begins; {@code length} bytes of room follow
     * @return plaintext length in bytes, or {@link #FORGED}
     */
    int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset);
}
