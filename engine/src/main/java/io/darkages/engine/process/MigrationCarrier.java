package io.darkages.engine.process;

import io.darkages.engine.backplane.Message;

/** Carries messages about migrations, reliably, and knows who holds the neighbours: the backplane and its routes. */
public interface MigrationCarrier {

    /** The process that holds a zone, as far as is known and as the backplane names it; 0 for none. */
    long processOf(int zone);

    /** Queues a message for the process that holds a zone; false if it will not be carried. */
    boolean sendToZone(int zone, Message message);

    /** Queues an answer; false if it will not be carried. */
    boolean sendToProcess(long process, Message message);
}
