package io.darkages.server.redis;

import io.darkages.engine.port.HotState;
import io.darkages.engine.redis.RedisOptions;

/** A Redis server, simulated or real, a hot state that uses it, and the means to disturb both. */
interface RedisBench extends AutoCloseable {

    long MILLI = 1_000_000L;
    long SECOND = 1_000 * MILLI;

    /** Waits that a loaded machine keeps. */
    RedisOptions OPTIONS =
            new RedisOptions(64, 2 * SECOND, 3 * SECOND, 2 * SECOND, 10 * MILLI, 100 * MILLI, 200 * MILLI);

    /** What is done on the owner's loop. */
    @FunctionalInterface
    interface Action {
        void run(HotState state, long nowNanos);
    }

    /** Runs an action on the owner's loop, soon, and returns after it. */
    void onLoop(Action action);

    /** Lets the owner's loop run for that long. */
    void pass(long nanos);

    /** Whether commands go through at present. */
    boolean isConnected();

    /** Says that to the server on another connection, which stays, and returns the reply's bytes. */
    String ask(String... words);

    /** Takes the server away without a word, and brings it back as it was. */
    void away(boolean away);

    /** Ends the server; starts another at its address, which knows nothing. */
    void gone(boolean gone);

    @Override
    void close();
}
