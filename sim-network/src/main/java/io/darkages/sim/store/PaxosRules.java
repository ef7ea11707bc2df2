package io.darkages.sim.store;

/**
 * What makes the transactions linearizable, one by one, so that tests can leave one out and see it missed.
 *
 * @param finishesInProgress a proposal that some replica has accepted is finished before anything else is proposed
 * @param syncsPromises promises and accepted proposals are on disk before they are answered
 * @param proposesWhenNothingChanges reads, and sets whose condition does not hold, propose that nothing changes
 */
record PaxosRules(boolean finishesInProgress, boolean syncsPromises, boolean proposesWhenNothingChanges) {

    static final PaxosRules SOUND = new PaxosRules(true, true, true);
}
