package io.darkages.engine.port;

/**
 * State that many processes share and that may be lost: players' sessions, who is where, which processes there are,
 * and hints on channels (Redis in production). It is never authority: it forgets acknowledged writes when it fails
 * over, and two of it may answer at one time.
 *
 * <p>Each operation is asynchronous and returns whether it was begun; false when as many as {@link #operationsMax} are
 * under way: nothing was sent then and no answer will come. An operation that was begun is answered exactly once,
 * within {@link #answerNanosMax} of its beginning, as long as the owner's loop runs. {@link StoreOutcome#FAILED} is
 * told only where it surely did not happen and never will.
 *
 * <p>Called on the owner's loop only, and answered on it, never from inside a call. What the caller hands in is copied
 * before the call returns. {@code request} is the caller's own name for an operation, told back with its answer.
 */
public interface HotState {

    /** Most processes, numbered from 0. */
    int PROCESSES_MAX = 64;

    /** Most bytes of an announcement. */
    int ANNOUNCEMENT_BYTES_MAX = 128;

    /** Most bytes of a message on a channel. */
    int MESSAGE_BYTES_MAX = 512;

    /** The channel that everyone may subscribe to. The others are zones' numbers, from 0. */
    int BROADCAST = -1;

    /** Most channels to which one owner may subscribe. */
    int SUBSCRIPTIONS_MAX = 16;

    /** Longest expiry: one week. */
    long EXPIRY_NANOS_MAX = 7L * 24 * 3_600 * 1_000_000_000L;

    /** Takes what became of operations. */
    @FunctionalInterface
    interface Answers {

        /**
         * An operation ended.
         *
         * @param monotonicNanos now, on the owner's clock
         * @param request the name that it was begun with
         * @param reply what was read, gone when the call returns; says nothing unless the outcome is {@link
         *     StoreOutcome#DONE}, save for {@link HotReply#isFenced}
         */
        void answered(long monotonicNanos, long request, StoreOutcome outcome, HotReply reply);
    }

    /** Takes what comes on channels. */
    interface Messages {

        /** A message came, at most once. Those of one publisher come in order as long as nothing breaks. */
        void message(long monotonicNanos, int channel, byte[] buffer, int offset, int length);

        /** The subscription to that channel holds from now on; what was published before, or since it broke, is lost. */
        void subscribed(long monotonicNanos, int channel);
    }

    /**
     * Stores a session in place of the player's stored one, unless that has a higher epoch, or the same and a higher
     * version: then {@link StoreOutcome#FAILED} and {@link HotReply#isFenced}. If it was stored, {@link
     * HotReply#replacedEpoch} tells what it took the place of.
     *
     * @param expiryNanos it is forgotten that long after it was stored, rounded down to milliseconds; 1 ms to {@link
     *     #EXPIRY_NANOS_MAX}
     */
    boolean saveSession(long monotonicNanos, long request, SessionRecord session, long expiryNanos, Answers answers);

    /** Reads a player's session into {@link HotReply#session}; {@link HotReply#isPresent} tells whether there is one. */
    boolean loadSession(long monotonicNanos, long request, long player, Answers answers);

    /**
     * Deletes a player's session unless it has a higher epoch, as with {@link #saveSession}. {@link
     * HotReply#isPresent} tells whether there was one. The epoch is kept: whoever saves under it or a lower one is
     * refused from then on.
     *
     * @param expiryNanos for how long that is, as with {@link #saveSession}
     */
    boolean deleteSession(
            long monotonicNanos, long request, long player, long epoch, long expiryNanos, Answers answers);

    /** Adds a player, any but the least {@code long}, to a zone's set; {@link HotReply#isPresent} tells whether it was in it. */
    boolean addToZone(long monotonicNanos, long request, int zone, long player, Answers answers);

    /** Takes a player out of a zone's set; {@link HotReply#isPresent} tells whether it was in it. */
    boolean removeFromZone(long monotonicNanos, long request, int zone, long player, Answers answers);

    /** Reads a zone's set into {@link HotReply#number}; failed if it has more than {@link HotReply#COUNT_MAX}. */
    boolean zoneMembers(long monotonicNanos, long request, int zone, Answers answers);

    /**
     * Announces a process until the announcement expires or is replaced.
     *
     * @param process 0 to {@link #PROCESSES_MAX} - 1
     * @param length at most {@link #ANNOUNCEMENT_BYTES_MAX}
     * @param expiryNanos as with {@link #saveSession}
     */
    boolean announce(
            long monotonicNanos,
            long request,
            int process,
            byte[] buffer,
            int offset,
            int length,
            long expiryNanos,
            Answers answers);

    /** Takes a process's announcement back. */
    boolean withdraw(long monotonicNanos, long request, int process, Answers answers);

    /** Reads all announcements that hold, into {@link HotReply#number} and {@link HotReply#bytes}. */
    boolean announcements(long monotonicNanos, long request, Answers answers);

    /**
     * Sends a message to whoever is subscribed to the channel now. Done says that the store took it, not that anyone
     * got it.
     *
     * @param channel a zone's number or {@link #BROADCAST}
     * @param length at most {@link #MESSAGE_BYTES_MAX}
     */
    boolean publish(
            long monotonicNanos, long request, int channel, byte[] buffer, int offset, int length, Answers answers);

    /**
     * Subscribes to a channel, for good: it is renewed whenever the store was away.
     *
     * @throws IllegalStateException if it would be more than {@link #SUBSCRIPTIONS_MAX}, or is subscribed to already
     */
    void subscribe(int channel, Messages messages);

    /** Gives a subscription up; a message may still be on its way and is dropped. Nothing if there is none. */
    void unsubscribe(int channel);

    /** How many operations may be under way at one time, at least 1. */
    int operationsMax();

    /** The longest that an answer takes, in nanoseconds. */
    long answerNanosMax();
}
