package io.darkages.engine.redis;

/** The kinds of error replies, by the word that they begin with. */
enum RedisError {
    /** It is a replica. */
    READONLY(true, true),
    /** It reads its data set from the disk or from its primary. */
    LOADING(true, true),
    /** It is a replica that lost its primary and may not serve old data. */
    MASTERDOWN(true, true),
    /** A primary that may not write without replicas. */
    NOREPLICAS(true, true),
    /** It can't save to its disk and takes no writes. */
    MISCONF(true, true),
    NOSCRIPT(true, false),
    /** No memory is left, and none may be freed. */
    OOM(true, false),
    WRONGTYPE(true, false),
    /** Another script runs for too long. */
    BUSY(true, false),
    NOAUTH(true, false),
    NOPERM(true, false),
    /** Any other. A single command was not carried out; a script may have been, in part. */
    OTHER(false, false);

    private static final RedisError[] ALL = values();

    private final byte[] word;
    private final boolean beforeAnything;
    private final boolean leave;

    RedisError(boolean beforeAnything, boolean leave) {
        word = CommandBuffer.ascii(name());
        this.beforeAnything = beforeAnything;
        this.leave = leave;
    }

    static RedisError of(RespReader reply) {
        for (RedisError each : ALL) {
            if (reply.startsWith(0, each.word)) {
                return each;
            }
        }
        return OTHER;
    }

    /** Whether even a script has surely done nothing. Ours write after all their checks, and can fail there alone. */
    boolean isBeforeAnything() {
        return beforeAnything;
    }

    /** Whether another server is to be asked from now on. */
    boolean isReasonToLeave() {
        return leave;
    }
}
