package io.darkages.sim;

/** A change to hosts or links, applied exactly at its time: after all that happens before, before the rest. */
@FunctionalInterface
public interface FaultAction {

    void apply(Simulation simulation);
}
