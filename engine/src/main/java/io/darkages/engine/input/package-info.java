/**
 * The client's upstream message: a few inputs, each coded against the one before, with the snapshot
 * acknowledgement, a timestamp and the position that the client claims, the entity that its player aims at
 * and the attacks made with the inputs. Knows bits, not sessions.
 */
package io.darkages.engine.input;
