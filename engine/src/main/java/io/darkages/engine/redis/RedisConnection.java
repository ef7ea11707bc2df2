package io.darkages.engine.redis;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ByteStreams;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.port.StreamListener;
import io.darkages.engine.random.Mix;

/**
 * The one connection on which commands go, to one of several servers. It keeps the order of commands and answers,
 * ends what waits too long, and looks for another server when this one is gone, silent, or no primary.
 *
 * <p>What becomes of a command when the connection breaks depends on its bytes alone. If the stream took all of them,
 * nobody knows. If it did not, no server can have read it in full, so it was not carried out: it stays, and goes to
 * the next server if its time allows.
 */
final class RedisConnection implements StreamListener {

    private enum State {
        DOWN,
        CONNECTING,
        /** Connected; the role and the scripts' digests are asked for. */
        GREETING,
        READY,
        /** Answers are waited for, but nothing more is sent here. */
        LEAVING
    }

    private static final long NOT_ASKED = 0;
    private static final HotState.Answers IGNORED = (nanos, request, outcome, reply) -> {};

    /** Longest command: all announcements are asked for by name. */
    static final int COMMAND_BYTES_MAX = 4_096;

    private static final int BYTES_PER_OPERATION = 1_024;

    /** Longest reply: a zone's set of {@link io.darkages.engine.port.HotReply#COUNT_MAX} players with long names. */
    private static final int REPLY_BYTES_MAX = 256 * 1_024;

    private final RedisOptions options;
    private final ByteStreams streams;
    private final ServerAddresses addresses;
    private final Script[] scripts;
    private final OperationEnds ends;
    private final RedisCounters counters;
    private final CommandQueue queue;
    private final CommandBuffer commands;
    private final Greeting greeting;
    private final RespReader reader;

    private State state = State.DOWN;
    private int stream = ByteStreams.NONE;
    private long sinceNanos;
    private long retryNanos;
    private long backoffNanos;
    private long activeNanos;
    /** Position up to which the stream took the commands. */
    private long taken;

    /** Commands at the queue's front that the stream took in full. */
    private int sent;
    /** Commands at the queue's front whose outcome was told while their answer may still come. */
    private int expired;

    RedisConnection(
            RedisOptions options,
            ByteStreams streams,
            ServerAddresses addresses,
            Script[] scripts,
            int replyItemsMax,
            OperationEnds ends,
            RedisCounters counters) {
        this.options = options;
        this.streams = streams;
        this.addresses = addresses;
        this.scripts = scripts.clone();
        this.ends = ends;
        this.counters = counters;
        queue = new CommandQueue(options.operationsMax());
        commands = new CommandBuffer(options.operationsMax() * BYTES_PER_OPERATION + COMMAND_BYTES_MAX);
        reader = new RespReader(REPLY_BYTES_MAX, replyItemsMax);
        backoffNanos = options.reconnectNanosMin();
        greeting = new Greeting(this.scripts);
    }

    /** Where to write the next command, then to be handed to {@link #submit}; ask {@link #hasRoom} first. */
    CommandBuffer commands() {
        return commands;
    }

    /** Whether one more command may be under way. */
    boolean hasRoom() {
        return !queue.isFull() && commands.hasRoom(COMMAND_BYTES_MAX);
    }

    /** Takes the command that was written. */
    void submit(long nowNanos, Operation operation, long request, long subject, HotState.Answers answers) {
        queue.add(operation, request, subject, nowNanos + options.answerNanosMax(), commands.endPosition(), answers);
        counters.highWater(RedisCounter.OPERATIONS_HIGH_WATER, queue.size());
        flush(nowNanos);
    }

    /** Ends what waits too long, and gets on with connecting. To be called each tick. */
    void advance(long nowNanos) {
        switch (state) {
            case DOWN -> {
                expireAtRest(nowNanos);
                if (nowNanos >= retryNanos) {
                    connect(nowNanos);
                }
            }
            case CONNECTING, GREETING -> {
                expireAtRest(nowNanos);
                if (nowNanos - sinceNanos >= options.connectNanosMax()) {
                    attemptFailed(nowNanos);
                }
            }
            case READY -> {
                expire(nowNanos);
                if (isSilent(nowNanos)) {
                    lost(nowNanos, true);
                } else if (state == State.READY && queue.size() == 0 && nowNanos - activeNanos >= options.pingNanos()) {
                    askRole(nowNanos);
                }
            }
            case LEAVING -> {
                expire(nowNanos);
                if (state == State.LEAVING && (sent == 0 || isSilent(nowNanos))) {
                    lost(nowNanos, true);
                }
            }
        }
    }

    private void connect(long nowNanos) {
        sinceNanos = nowNanos;
        stream = streams.connect(addresses.current(), this);
        if (stream == ByteStreams.NONE) {
            attemptFailed(nowNanos);
        } else {
            state = State.CONNECTING;
        }
    }

    private boolean isSilent(long nowNanos) {
        return sent > 0 && nowNanos - queue.sentNanos(0) >= options.silenceNanosMax();
    }

    private void askRole(long nowNanos) {
        activeNanos = nowNanos;
        if (hasRoom()) {
            Greeting.askRole(commands);
            submit(nowNanos, Operation.ASK_ROLE, NOT_ASKED, NOT_ASKED, IGNORED);
        }
    }

    private void flush(long nowNanos) {
        if (state != State.READY) {
            return;
        }
        int length = (int) (commands.endPosition() - taken);
        if (length > 0) {
            taken += streams.write(stream, commands.bytes(), commands.offset(taken), length);
        }
        while (sent < queue.size() && queue.end(sent) <= taken) {
            queue.sent(sent, nowNanos);
            commands.release(queue.end(sent));
            sent++;
        }
    }

    /** Nothing of the queue is on its way: what is too late fails. */
    private void expireAtRest(long nowNanos) {
        while (queue.size() > 0 && queue.deadline(0) <= nowNanos) {
            taken = queue.end(0);
            commands.release(taken);
            endFirst(nowNanos, StoreOutcome.FAILED);
        }
    }

    /** Connected: of what is too late nobody knows what became, unless it never left; then the stream is stuck. */
    private void expire(long nowNanos) {
        while (expired < sent && queue.deadline(expired) <= nowNanos) {
            int index = expired++;
            if (!queue.isTold(index)) {
                queue.told(index);
                ends.ended(
                        nowNanos,
                        queue.operation(index),
                        queue.request(index),
                        queue.answers(index),
                        StoreOutcome.UNKNOWN);
            }
        }
        if (sent < queue.size() && queue.deadline(sent) <= nowNanos) {
            lost(nowNanos, true);
        }
    }

    private void endFirst(long nowNanos, StoreOutcome outcome) {
        boolean told = queue.isTold(0);
        Operation operation = queue.operation(0);
        long request = queue.request(0);
        HotState.Answers answers = queue.answers(0);
        queue.removeFirst();
        if (!told) {
            ends.ended(nowNanos, operation, request, answers, outcome);
        }
    }

    /** The connection is of no use any more. */
    private void lost(long nowNanos, boolean closeIt) {
        counters.add(RedisCounter.CONNECTIONS_LOST);
        if (closeIt) {
            streams.close(stream);
        }
        int ended = sent;
        sent = 0;
        expired = 0;
        taken = commands.startPosition();
        down(nowNanos);
        for (int i = 0; i < ended; i++) {
            endFirst(nowNanos, StoreOutcome.UNKNOWN);
        }
        expireAtRest(nowNanos);
    }

    private void attemptFailed(long nowNanos) {
        counters.add(RedisCounter.CONNECTS_FAILED);
        streams.close(stream);
        down(nowNanos);
    }

    private void down(long nowNanos) {
        state = State.DOWN;
        stream = ByteStreams.NONE;
        retryNanos = nowNanos + backoffNanos;
        backoffNanos = Math.min(2 * backoffNanos, options.reconnectNanosMax());
        if (!addresses.isOnlyOne()) {
            counters.add(RedisCounter.ADDRESS_SWITCHES);
            addresses.next();
        }
    }

    @Override
    public void connected(long nowNanos, int itsStream) {
        if (itsStream == stream && state == State.CONNECTING) {
            state = State.GREETING;
            reader.reset();
            greeting.begin();
            greeting.write(streams, stream);
        }
    }

    @Override
    public void writable(long nowNanos, int itsStream) {
        if (itsStream != stream) {
            return;
        }
        if (state == State.GREETING) {
            greeting.write(streams, stream);
        }
        flush(nowNanos);
    }

    @Override
    public void closed(long nowNanos, int itsStream, StreamEnd end) {
        if (itsStream != stream) {
            return;
        }
        if (state == State.READY || state == State.LEAVING) {
            lost(nowNanos, false);
        } else {
            counters.add(RedisCounter.CONNECTS_FAILED);
            down(nowNanos);
        }
    }

    @Override
    public void received(long nowNanos, int itsStream, byte[] buffer, int offset, int length) {
        if (itsStream != stream) {
            return;
        }
        activeNanos = nowNanos;
        int fed = 0;
        while (fed < length && state != State.DOWN) {
            fed += reader.feed(buffer, offset + fed, length - fed);
            while (state != State.DOWN && reader.next()) {
                if (state == State.GREETING) {
                    greeted(nowNanos);
                } else {
                    replied(nowNanos);
                }
            }
            if (state != State.DOWN && reader.isBroken()) {
                broken(nowNanos);
            }
        }
    }

    private void broken(long nowNanos) {
        counters.add(RedisCounter.PROTOCOL_ERRORS);
        if (state == State.GREETING) {
            attemptFailed(nowNanos);
        } else {
            lost(nowNanos, true);
        }
    }

    private void greeted(long nowNanos) {
        if (!greeting.isExpected(reader)) {
            attemptFailed(nowNanos);
            return;
        }
        if (greeting.isOver()) {
            state = State.READY;
            counters.add(RedisCounter.CONNECTIONS);
            backoffNanos = options.reconnectNanosMin();
            flush(nowNanos);
        }
    }

    private void replied(long nowNanos) {
        if (sent == 0) {
            broken(nowNanos);
            return;
        }
        boolean told = queue.isTold(0);
        Operation operation = queue.operation(0);
        long request = queue.request(0);
        long subject = queue.subject(0);
        HotState.Answers answers = queue.answers(0);
        queue.removeFirst();
        sent--;
        expired = Math.max(expired - 1, 0);
        boolean failed = reader.type(0) == RespReader.ERROR;
        if (failed) {
            counters.add(RedisCounter.ERRORS);
            mend(nowNanos, RedisError.of(reader));
        } else if (operation == Operation.ASK_ROLE && !Greeting.isPrimary(reader)) {
            leave();
        }
        if (told) {
            if (!operation.isOwn()) {
                counters.add(RedisCounter.ANSWERS_LATE);
            }
        } else if (failed) {
            boolean surely = !operation.isScript() || RedisError.of(reader).isBeforeAnything();
            ends.ended(nowNanos, operation, request, answers, surely ? StoreOutcome.FAILED : StoreOutcome.UNKNOWN);
        } else {
            ends.replied(nowNanos, operation, request, subject, answers, reader);
        }
    }

    private void mend(long nowNanos, RedisError error) {
        if (error.isReasonToLeave()) {
            leave();
        } else if (error == RedisError.NOSCRIPT) {
            for (Script script : scripts) {
                if (hasRoom()) {
                    counters.add(RedisCounter.SCRIPTS_RELOADED);
                    Greeting.load(commands, script);
                    submit(nowNanos, Operation.LOAD_SCRIPT, NOT_ASKED, NOT_ASKED, IGNORED);
                }
            }
        }
    }

    private void leave() {
        if (state == State.READY) {
            state = State.LEAVING;
        }
    }

    /** Whether commands go to the {@link ServerAddresses#current} server now. */
    boolean isReady() {
        return state == State.READY;
    }

    /** Commands that are under way, or whose answer may still come. */
    int size() {
        return queue.size();
    }

    /** Tells judges how full it has been. */
    void reportBounds(Probes probes) {
        probes.bound(BoundedStructure.HOT_STATE_COMMAND_BYTES, commands.peakBytes(), commands.capacity());
    }

    long digest() {
        long hash = Mix.fold(queue.digest(), (long) state.ordinal() << 32 | stream);
        hash = Mix.fold(hash, taken);
        hash = Mix.fold(hash, retryNanos);
        return Mix.fold(hash, (long) addresses.index() << 32 | sent);
    }
}
