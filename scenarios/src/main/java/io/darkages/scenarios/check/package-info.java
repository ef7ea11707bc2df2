/**
 * The judges: one class for each invariant, fed with the merged history of probe records. A checker
 * holds no reference to any host, keeps a bounded amount for each player (that of the combat log also the events),
 * and never changes what it judges. All compute in integers but {@link io.darkages.scenarios.check.FairHitsChecker},
 * whose geometry is apart from the engine's on purpose. What the records cannot decide is counted as undecided, not guessed.
 */
package io.darkages.scenarios.check;
