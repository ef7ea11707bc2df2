/**
 * Sessions over datagrams, framed as GameNetworkingSockets frames them: challenge and connect,
 * unreliable and reliable messages, acks, retransmission, pacing, keep-alive and timeout.
 *
 * <p>A state machine without input or output of its own: datagrams and monotonic times come in
 * through {@link io.darkages.engine.transport.Endpoint}, datagrams leave through
 * {@link io.darkages.engine.port.DatagramSender}. It knows nothing of the game's messages, reads no
 * clock, and answers bad bytes by dropping and counting them, never by an exception. Nothing is kept
 * for an address that has not proven that it receives what is sent to it.
 */
package io.darkages.engine.transport;
