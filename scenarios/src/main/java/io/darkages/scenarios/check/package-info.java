/**
 * The judges: one class for each invariant, fed with the merged history of probe records. A checker
 * holds no reference to any host, keeps a bounded amount for each player, computes in integers, and
 * never changes what it judges. What the records cannot decide is counted as undecided, not guessed.
 */
package io.darkages.scenarios.check;
