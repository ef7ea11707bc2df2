package io.darkages.sim.store;

/**
 * What makes the transactions linearizable, one by one, so that tests can leave one out and see it missed.
 *
 * @param finishesInProgress a proposal that some replica has accepted is finished before anything else is proposed
 * @param syncsPromises promises and accepted proposals are on disk before they are answered
 * @param repairsChosen a row that was chosen is brought to a quorum before it is told or built upon
 */
record PaxosRules(boolean finishesInProgress, boolean syncsPromises, boolean repairsChosen) {

    static final PaxosRules SOUND = new PaxosRules(true, true, true);
}
