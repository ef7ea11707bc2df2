package io.darkages.engine.redis;

import io.darkages.engine.port.HotState;
import io.darkages.engine.port.StoreOutcome;

/** Takes what came of operations. */
interface OperationEnds {

    /**
     * A reply came in time, and it is no error.
     *
     * @param subject as it was given with the command
     */
    void replied(
            long nanos, Operation operation, long request, long subject, HotState.Answers answers, RespReader reply);

    /** An operation ended without one. */
    void ended(long nanos, Operation operation, long request, HotState.Answers answers, StoreOutcome outcome);
}
