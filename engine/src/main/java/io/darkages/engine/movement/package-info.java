/**
 * How a player moves: one step of 1/60 s from one input among static obstacles, the same code on the
 * server and in the client's prediction. Positions are Q16.16 metres from the world's centre, y is
 * up and the ground is y = 0. Knows no network, no clock and no other player.
 */
package io.darkages.engine.movement;
