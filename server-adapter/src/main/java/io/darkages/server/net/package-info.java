/**
 * Real sockets, real randomness and real threads under the engine's sans-IO endpoint. It moves datagrams
 * and finished handshakes to the endpoint's thread and knows nothing of messages.
 */
package io.darkages.server.net;
