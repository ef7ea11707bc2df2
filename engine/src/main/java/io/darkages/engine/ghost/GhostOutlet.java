package io.darkages.engine.ghost;

import io.darkages.engine.backplane.EntitySync;

/** Where {@link GhostSender} sends to: the backplane's links, by zone. */
public interface GhostOutlet {

    /** Whether somebody serves that zone and is linked, as far as can be known. */
    boolean isOpen(int zone);

    /** Queues a message, unreliably; it is copied before this returns. What is lost is told again with the next. */
    void send(int zone, EntitySync message);
}
