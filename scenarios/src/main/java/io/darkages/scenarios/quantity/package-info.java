/**
 * Numbers with units as people write them, held exactly. Depends on nothing of the game; nothing here rounds
 * without saying so.
 */
package io.darkages.scenarios.quantity;
