package io.darkages.scenarios.history;

import io.darkages.engine.port.ProbeKind;
import java.util.Set;

/** Reads the merged history, record by record. Called by one thread, and never while a host runs. */
public interface ProbeConsumer {

    /** The kinds it wants; asked once. */
    Set<ProbeKind> kinds();

    /**
     * Takes one record of a wanted kind.
     *
     * @param record valid during the call only
     */
    void accept(ProbeRecord record);
}
