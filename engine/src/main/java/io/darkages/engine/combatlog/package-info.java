/**
 * The record of combat on its way to the store: events in a bounded queue, written in batches with idempotent keys,
 * and the statistics and kill feed that follow from them. The game never waits for it: what could not be kept is
 * counted, and play goes on.
 *
 * <p>Knows what the rows of the store mean ({@code schema.cql} beside this package's classes names their columns) and
 * nothing of how the store is reached: that is {@link io.darkages.engine.port.CombatHistory}. Decides nothing of the
 * game.
 */
package io.darkages.engine.combatlog;
