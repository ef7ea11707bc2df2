package io.darkages.engine.redis;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;

/**
 * Hot state in Redis 7, or in what speaks like it. Two connections: one for commands, pipelined, and one for messages.
 *
 * <p>Its owner calls {@link #advance} often: each tick. What a call begins leaves at once if the stream has room. Once
 * warm, saves allocate nothing, and neither does anything else here. All calls and all answers on one thread.
 */
public final class RedisHotState implements HotState {

    private static final byte[] EVALSHA = CommandBuffer.ascii("EVALSHA");
    private static final byte[] ONE = CommandBuffer.ascii("1");
    private static final byte[] HMGET = CommandBuffer.ascii("HMGET");
    private static final byte[] EPOCH = CommandBuffer.ascii("epoch");
    private static final byte[] VERSION = CommandBuffer.ascii("version");
    private static final byte[] RECORD = CommandBuffer.ascii("record");
    private static final byte[] SADD = CommandBuffer.ascii("SADD");
    private static final byte[] SREM = CommandBuffer.ascii("SREM");
    private static final byte[] SMEMBERS = CommandBuffer.ascii("SMEMBERS");
    private static final byte[] SET = CommandBuffer.ascii("SET");
    private static final byte[] PX = CommandBuffer.ascii("PX");
    private static final byte[] DEL = CommandBuffer.ascii("DEL");
    private static final byte[] MGET = CommandBuffer.ascii("MGET");
    private static final byte[] PUBLISH = CommandBuffer.ascii("PUBLISH");

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RedisOptions options;
    private final Script save = Script.named("save_session.lua");
    private final Script delete = Script.named("delete_session.lua");
    private final ServerAddresses addresses;
    private final RedisConnection connection;
    private final Subscription subscription;
    private final RedisCounters counters = new RedisCounters();
    private final HotReply reply = new HotReply();

    /**
     * Connects with the first {@link #advance}.
     *
     * @param streams where streams are opened: two at a time
     * @param servers addresses of all servers, one of which is the primary; at least one
     */
    public RedisHotState(RedisOptions options, ByteStreams streams, long... servers) {
        this.options = options;
        addresses = new ServerAddresses(servers);
        connection = new RedisConnection(
                options,
                streams,
                addresses,
                new Script[] {save, delete},
                HotReply.COUNT_MAX + 1,
                new Decoder(),
                counters);
        subscription = new Subscription(options, streams, addresses, counters);
    }

    /** Ends what waits too long, connects and keeps connected. */
    public void advance(long monotonicNanos) {
        connection.advance(monotonicNanos);
        subscription.advance(monotonicNanos, connection.isReady());
    }

    @Override
    public boolean saveSession(
            long monotonicNanos, long request, SessionRecord session, long expiryNanos, Answers answers) {
        check("epoch", session.epoch, 0, SessionRecord.COUNT_MAX);
        check("version", session.version, 0, SessionRecord.COUNT_MAX);
        check("length", session.length, 0, SessionRecord.BYTES_MAX);
        long expiryMillis = millis(expiryNanos);
        if (isRefused()) {
            return false;
        }
        CommandBuffer command = connection.commands().begin(8);
        command.argument(EVALSHA).argument(save.sha1()).argument(ONE);
        HotStateKeys.session(command, session.player)
                .argument(session.epoch)
                .argument(session.version)
                .argument(expiryMillis)
                .argument(session.bytes, 0, session.length);
        return begun(monotonicNanos, Operation.SAVE_SESSION, request, session.player, answers);
    }

    @Override
    public boolean loadSession(long monotonicNanos, long request, long player, Answers answers) {
        if (isRefused()) {
            return false;
        }
        HotStateKeys.session(connection.commands().begin(5).argument(HMGET), player)
                .argument(EPOCH)
                .argument(VERSION)
                .argument(RECORD);
        return begun(monotonicNanos, Operation.LOAD_SESSION, request, player, answers);
    }

    @Override
    public boolean deleteSession(
            long monotonicNanos, long request, long player, long epoch, long expiryNanos, Answers answers) {
        check("epoch", epoch, 0, SessionRecord.COUNT_MAX);
        long expiryMillis = millis(expiryNanos);
        if (isRefused()) {
            return false;
        }
        CommandBuffer command = connection.commands().begin(7);
        command.argument(EVALSHA).argument(delete.sha1()).argument(ONE);
        HotStateKeys.session(command, player)
                .argument(epoch)
                .argument(expiryMillis)
                .argument(SessionRecord.COUNT_MAX);
        return begun(monotonicNanos, Operation.DELETE_SESSION, request, player, answers);
    }

    @Override
    public boolean addToZone(long monotonicNanos, long request, int zone, long player, Answers answers) {
        return changeSet(SADD, Operation.ADD_TO_ZONE, monotonicNanos, request, zone, player, answers);
    }

    @Override
    public boolean removeFromZone(long monotonicNanos, long request, int zone, long player, Answers answers) {
        return changeSet(SREM, Operation.REMOVE_FROM_ZONE, monotonicNanos, request, zone, player, answers);
    }

    private boolean changeSet(
            byte[] name, Operation operation, long nowNanos, long request, int zone, long player, Answers answers) {
        check("zone", zone, 0, Integer.MAX_VALUE);
        check("player", player, -Long.MAX_VALUE, Long.MAX_VALUE);
        if (isRefused()) {
            return false;
        }
        HotStateKeys.zonePlayers(connection.commands().begin(3).argument(name), zone)
                .argument(player);
        return begun(nowNanos, operation, request, player, answers);
    }

    @Override
    public boolean zoneMembers(long monotonicNanos, long request, int zone, Answers answers) {
        check("zone", zone, 0, Integer.MAX_VALUE);
        if (isRefused()) {
            return false;
        }
        HotStateKeys.zonePlayers(connection.commands().begin(2).argument(SMEMBERS), zone);
        return begun(monotonicNanos, Operation.ZONE_MEMBERS, request, zone, answers);
    }

    @Override
    public boolean announce(
            long monotonicNanos,
            long request,
            int process,
            byte[] buffer,
            int offset,
            int length,
            long expiryNanos,
            Answers answers) {
        check("process", process, 0, PROCESSES_MAX - 1);
        check("length", length, 0, ANNOUNCEMENT_BYTES_MAX);
        long expiryMillis = millis(expiryNanos);
        if (isRefused()) {
            return false;
        }
        HotStateKeys.process(connection.commands().begin(5).argument(SET), process)
                .argument(buffer, offset, length)
                .argument(PX)
                .argument(expiryMillis);
        return begun(monotonicNanos, Operation.ANNOUNCE, request, process, answers);
    }

    @Override
    public boolean withdraw(long monotonicNanos, long request, int process, Answers answers) {
        check("process", process, 0, PROCESSES_MAX - 1);
        if (isRefused()) {
            return false;
        }
        HotStateKeys.process(connection.commands().begin(2).argument(DEL), process);
        return begun(monotonicNanos, Operation.WITHDRAW, request, process, answers);
    }

    @Override
    public boolean announcements(long monotonicNanos, long request, Answers answers) {
        if (isRefused()) {
            return false;
        }
        CommandBuffer command = connection.commands().begin(1 + PROCESSES_MAX).argument(MGET);
        for (int process = 0; process < PROCESSES_MAX; process++) {
            HotStateKeys.process(command, process);
        }
        return begun(monotonicNanos, Operation.ANNOUNCEMENTS, request, 0, answers);
    }

    @Override
    public boolean publish(
            long monotonicNanos, long request, int channel, byte[] buffer, int offset, int length, Answers answers) {
        check("channel", channel, BROADCAST, Integer.MAX_VALUE);
        check("length", length, 0, MESSAGE_BYTES_MAX);
        if (isRefused()) {
            return false;
        }
        HotStateKeys.channel(connection.commands().begin(3).argument(PUBLISH), channel)
                .argument(buffer, offset, length);
        return begun(monotonicNanos, Operation.PUBLISH, request, channel, answers);
    }

    @Override
    public void subscribe(int channel, Messages messages) {
        check("channel", channel, BROADCAST, Integer.MAX_VALUE);
        subscription.add(channel, messages);
    }

    @Override
    public void unsubscribe(int channel) {
        subscription.remove(channel);
    }

    private boolean isRefused() {
        boolean refused = !connection.hasRoom();
        if (refused) {
            counters.add(RedisCounter.OPERATIONS_REFUSED);
        }
        return refused;
    }

    private boolean begun(long nowNanos, Operation operation, long request, long subject, Answers answers) {
        counters.add(RedisCounter.OPERATIONS);
        connection.submit(nowNanos, operation, request, subject, answers);
        return true;
    }

    @Override
    public int operationsMax() {
        return options.operationsMax();
    }

    @Override
    public long answerNanosMax() {
        return options.answerNanosMax();
    }

    /** Whether a primary is connected, as far as is known. */
    public boolean isConnected() {
        return connection.isReady();
    }

    public RedisCounters counters() {
        return counters;
    }

    /** Operations that are under way, or whose late answer may still come. */
    public int operationsUnderWay() {
        return connection.size();
    }

    /** Tells judges how full it has been, and how full it may get. */
    public void reportBounds(Probes probes) {
        long high = counters.count(RedisCounter.OPERATIONS_HIGH_WATER);
        probes.bound(BoundedStructure.HOT_STATE_OPERATIONS, high, options.operationsMax());
        connection.reportBounds(probes);
        subscription.reportBounds(probes);
    }

    /** Digest of all that is under way and was done, for the owner's. */
    public long stateHash() {
        return Mix.fold(Mix.fold(connection.digest(), subscription.digest()), counters.digest());
    }

    private static long millis(long expiryNanos) {
        return check("expiryNanos", expiryNanos, NANOS_PER_MILLI, EXPIRY_NANOS_MAX) / NANOS_PER_MILLI;
    }

    private static long check(String field, long value, long low, long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(field + " " + value + " is outside " + low + " to " + high);
        }
        return value;
    }

    /** Turns replies into answers. */
    private final class Decoder implements OperationEnds {

        @Override
        public void replied(
                long nanos, Operation operation, long request, long subject, Answers answers, RespReader reader) {
            reply.clear();
            StoreOutcome outcome = decode(operation, subject, reader);
            answer(nanos, request, answers, outcome);
        }

        @Override
        public void ended(long nanos, Operation operation, long request, Answers answers, StoreOutcome outcome) {
            reply.clear();
            answer(nanos, request, answers, outcome);
        }

        private void answer(long nanos, long request, Answers answers, StoreOutcome outcome) {
            counters.add(
                    switch (outcome) {
                        case DONE -> RedisCounter.DONE;
                        case FAILED -> RedisCounter.FAILED;
                        case UNKNOWN -> RedisCounter.UNKNOWN;
                    });
            answers.answered(nanos, request, outcome, reply);
        }

        private StoreOutcome decode(Operation operation, long subject, RespReader reader) {
            return switch (operation) {
                case SAVE_SESSION -> {
                    reply.replacedEpoch(Math.max(0, reader.integer(0)));
                    yield fenced(reader.integer(0) < 0);
                }
                case DELETE_SESSION -> {
                    reply.present(reader.integer(0) == 1);
                    yield fenced(reader.integer(0) < 0);
                }
                case REMOVE_FROM_ZONE, WITHDRAW -> {
                    reply.present(reader.integer(0) == 1);
                    yield StoreOutcome.DONE;
                }
                case ADD_TO_ZONE -> {
                    reply.present(reader.integer(0) == 0);
                    yield StoreOutcome.DONE;
                }
                case LOAD_SESSION -> session(subject, reader);
                case ZONE_MEMBERS -> members(reader);
                case ANNOUNCEMENTS -> announced(reader);
                case ANNOUNCE, PUBLISH, ASK_ROLE, LOAD_SCRIPT -> StoreOutcome.DONE;
            };
        }

        private StoreOutcome fenced(boolean refused) {
            if (refused) {
                counters.add(RedisCounter.FENCED);
            }
            reply.fenced(refused);
            return refused ? StoreOutcome.FAILED : StoreOutcome.DONE;
        }

        private StoreOutcome session(long player, RespReader reader) {
            if (reader.count() != 4) {
                return odd();
            }
            if (reader.isNull(3) && reader.isNull(1) == reader.isNull(2)) {
                // There is none, or there was one.
                return StoreOutcome.DONE;
            }
            SessionRecord session = reply.session();
            session.player = player;
            session.epoch = reader.decimal(1);
            session.version = reader.decimal(2);
            session.length = reader.length(3);
            if (session.epoch < 0
                    || session.version < 0
                    || session.length < 0
                    || session.length > session.bytes.length) {
                return odd();
            }
            System.arraycopy(reader.bytes(), reader.offset(3), session.bytes, 0, session.length);
            reply.present(true);
            return StoreOutcome.DONE;
        }

        private StoreOutcome members(RespReader reader) {
            if (reader.isTruncated() || reader.type(0) != RespReader.ARRAY) {
                return odd();
            }
            for (int item = 1; item < reader.count(); item++) {
                long player = reader.decimal(item);
                if (player == Long.MIN_VALUE) {
                    return odd();
                }
                reply.add(player);
            }
            reply.present(reply.count() > 0);
            return StoreOutcome.DONE;
        }

        private StoreOutcome announced(RespReader reader) {
            if (reader.count() != 1 + PROCESSES_MAX) {
                return odd();
            }
            for (int process = 0; process < PROCESSES_MAX; process++) {
                int item = 1 + process;
                if (!reader.isNull(item) && reader.length(item) <= ANNOUNCEMENT_BYTES_MAX) {
                    reply.add(process, reader.bytes(), reader.offset(item), reader.length(item));
                }
            }
            reply.present(reply.count() > 0);
            return StoreOutcome.DONE;
        }

        /** Somebody else wrote there: nothing can be read. */
        private StoreOutcome odd() {
            reply.clear();
            counters.add(RedisCounter.PROTOCOL_ERRORS);
            return StoreOutcome.FAILED;
        }
    }
}
