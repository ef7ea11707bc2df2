package io.darkages.scenarios.run;

import io.darkages.scenarios.format.GroupSpec;

/**
 * One player of a scenario.
 *
 * @param id from 1, in the order of the groups and within them of joining
 * @param group what it is like
 * @param indexInGroup from 0
 */
record Player(long id, GroupSpec group, int indexInGroup) {

    /** Name of its host, and of it in reports: {@code strollers/17}. */
    String name() {
        return group.name() + "/" + (indexInGroup + 1);
    }

    boolean honest() {
        return group.behaviour().honest();
    }
}
