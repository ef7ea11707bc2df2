/**
 * Who sees whom, and how closely: radius tiers with hysteresis over the spatial hash. Writes into the
 * viewer's book; encodes nothing.
 */
package io.darkages.engine.interest;
