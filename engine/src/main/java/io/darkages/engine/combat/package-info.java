/**
 * The rules of fighting: where a client drew its target, whether an attack on what was drawn strikes, how far a
 * client may lie about when it drew, and what damage does. The same code judges on the server and decides on the
 * client, so both see the same.
 *
 * <p>Pure: knows no session, no clock and no randomness. Lengths are Q16.16 metres, times of drawing are ticks in Q8,
 * health is hundredths of a point. Not thread-safe; allocates nothing once made.
 */
package io.darkages.engine.combat;
