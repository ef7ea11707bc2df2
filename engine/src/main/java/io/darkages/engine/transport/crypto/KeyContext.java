package io.darkages.engine.transport.crypto;

/**
 * What the two sides of a handshake told each other and their keys are bound to, besides the shared
 * secret. Certificates and infos are the bytes that went over the wire, never a second encoding.
 *
 * @param clientId the client's connection id
 * @param serverId the server's connection id
 * @param clientNonce the nonce in the client's crypt info
 * @param serverNonce the nonce in the server's crypt info
 * @param clientCertificate the inner certificate of ConnectRequest (field 4, its field 4)
 * @param serverCertificate the inner certificate of ConnectOK (field 8, its field 4)
 * @param clientInfo the crypt info of ConnectRequest, without its signature (field 7, its field 1)
 * @param serverInfo the crypt info of ConnectOK, without its signature (field 7, its field 1)
 */
public record KeyContext(
        int clientId,
        int serverId,
        long clientNonce,
        long serverNonce,
        ByteSlice clientCertificate,
        ByteSlice serverCertificate,
        ByteSlice clientInfo,
        ByteSlice serverInfo) {}
