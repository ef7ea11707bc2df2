package io.darkages.sim.redis;

import java.util.Locale;
import java.util.Optional;

/** The commands that the node knows, each with Redis's arity: the name counts, a negative one is the least. */
enum RedisCommand {
    PING(-1),
    ECHO(2),
    QUIT(-1),
    ROLE(1),
    REPLICAOF(3),
    CONFIG(-2),
    PSYNC(-3),
    REPLCONF(-1),
    SUBSCRIBE(-2),
    UNSUBSCRIBE(-1),
    PUBLISH(3),
    SCRIPT(-2),
    EVALSHA(-3),
    GET(2),
    MGET(-2),
    EXISTS(-2),
    TYPE(2),
    PTTL(2),
    HGET(3),
    HMGET(-3),
    HGETALL(2),
    SMEMBERS(2),
    SCARD(2),
    SISMEMBER(3),
    DBSIZE(1),
    SET(-3, true),
    HSET(-4, true),
    SADD(-3, true),
    DEL(-2, false),
    HDEL(-3, false),
    SREM(-3, false),
    PEXPIRE(-3, false),
    PEXPIREAT(-3, false),
    FLUSHALL(-1, false);

    private static final RedisCommand[] ALL = values();

    private final int arity;
    private final boolean write;
    private final boolean needsMemory;

    RedisCommand(int arity) {
        this.arity = arity;
        write = false;
        needsMemory = false;
    }

    RedisCommand(int arity, boolean needsMemory) {
        this.arity = arity;
        write = true;
        this.needsMemory = needsMemory;
    }

    static Optional<RedisCommand> named(String name) {
        for (RedisCommand each : ALL) {
            if (each.name().equalsIgnoreCase(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    boolean takes(int arguments) {
        return arity < 0 ? arguments >= -arity : arguments == arity;
    }

    boolean isWrite() {
        return write;
    }

    /** Whether it is refused when no memory is left. */
    boolean needsMemory() {
        return needsMemory;
    }

    /** Whether it is answered while the data set is loaded. */
    boolean isAnsweredWhileLoading() {
        return switch (this) {
            case QUIT, ROLE, REPLICAOF, CONFIG, SUBSCRIBE, UNSUBSCRIBE, PUBLISH, SCRIPT -> true;
            default -> false;
        };
    }

    /** Whether a client that has subscriptions may say it. */
    boolean isForSubscribers() {
        return this == SUBSCRIBE || this == UNSUBSCRIBE || this == PING || this == QUIT;
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
