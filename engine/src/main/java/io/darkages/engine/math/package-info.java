/**
 * Fixed-point numbers and angles: whole numbers only, so that every JVM computes the same bits. Lengths
 * are metres in Q16.16, angles are 65,536 steps a turn. Knows nothing of the game.
 */
package io.darkages.engine.math;
