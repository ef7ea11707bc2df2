package io.darkages.engine.process;

import io.darkages.engine.backplane.Message;

/** The way to the other processes: the backplane. */
public interface ProcessLinks extends MigrationCarrier {

    /** Seeks a link with an address, for good. */
    void connect(long address);

    /** Messages to a zone go to that process from now on; 0 for nowhere. */
    void route(int zone, long process);

    /** This process serves that zone from now on, or {@link io.darkages.engine.backplane.MessageHeader#NO_ZONE}. */
    void serve(int zone);

    /** Tells every linked process, at most once. */
    void broadcast(Message message);
}
