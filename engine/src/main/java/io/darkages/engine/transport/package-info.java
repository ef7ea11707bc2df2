/**
 * Sessions over datagrams, framed as GameNetworkingSockets frames them: challenge and connect,
 * unreliable and reliable messages on lanes, acks, retransmission, pacing, keep-alive and timeout.
 *
 * <p>A state machine without input or output of its own: datagrams and monotonic times come in
 * through {@link io.darkages.engine.transport.Endpoint}, datagrams leave through
 * {@link io.darkages.engine.port.DatagramSender}. It knows nothing of the game's messages, reads no
 * clock, and answers bad bytes by dropping and counting them, never by an exception. Nothing is kept
 * for an address that has not proven that it receives what is sent to it.
 *
 * <p>The arithmetic of a handshake takes milliseconds with real curves. It is cut out as a
 * {@link io.darkages.engine.transport.HandshakeJob}, which a
 * {@link io.darkages.engine.transport.HandshakeWorker} may run on another thread; everything else, and
 * every random draw, happens on the owner's.
 */
package io.darkages.engine.transport;
