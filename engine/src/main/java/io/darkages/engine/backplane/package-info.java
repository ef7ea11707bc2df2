/**
 * What zone processes say to each other, and how it gets there: seven types of messages over sessions of the engine's
 * own transport, that survive reconnects. Sans-IO as everything here: bytes and times go in, bytes and messages come
 * out. A message is a hint or a request; who may act for a zone or a player is never decided by it but by the register.
 */
package io.darkages.engine.backplane;
