package io.darkages.engine.transport;

/**
 * What both sides of a session know when its ciphers are made.
 *
 * @param serverSide true on the side that accepted the session
 * @param clientId the client's connection id, not 0
 * @param serverId the server's connection id, not 0
 * @param clientNonce random number that the client's connect request carried
 * @param serverNonce random number that the server's answer carried
 */
public record CipherParameters(boolean serverSide, int clientId, int serverId, long clientNonce, long serverNonce) {}
