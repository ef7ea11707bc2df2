/**
 * The cryptography of GameNetworkingSockets' handshake and packets: a port, the JDK's behind it, and the
 * derivation of a session's keys. It knows bytes and keys, neither packets nor sessions, and draws nothing
 * at random but what it is handed.
 */
package io.darkages.engine.transport.crypto;
