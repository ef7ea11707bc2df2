package io.darkages.scenarios.run;

import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.port.StoreOutcome;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The usual mistake: who may act is agreed upon by publish/subscribe. A row is what this process set itself, or what it
 * heard of since; what it sets is so at once, and is published for the others.
 */
final class HearsayRegister implements Register {

    private static final int BYTES = (2 + WORDS) * Long.BYTES;

    private record Row(long version, long[] value) {}

    private static final Row ABSENT = new Row(0, new long[WORDS]);

    private final Register clock;
    private final HotState hot;
    private final SortedMap<Long, Row> rows = new TreeMap<>();
    private final byte[] message = new byte[BYTES];
    private long published;

    /** @param clock answers on this process' loop after a while; what it says is not looked at */
    HearsayRegister(Register clock, HotState hot) {
        this.clock = clock;
        this.hot = hot;
        hot.subscribe(HotState.BROADCAST, new HotState.Messages() {
            @Override
            public void message(long monotonicNanos, int channel, byte[] buffer, int offset, int length) {
                heard(ByteBuffer.wrap(buffer, offset, length));
            }

            @Override
            public void subscribed(long monotonicNanos, int channel) {
                // Nobody says again what was missed.
            }
        });
    }

    private void heard(ByteBuffer said) {
        long key = said.getLong();
        long version = said.getLong();
        if (version > row(key).version()) {
            long[] value = new long[WORDS];
            said.asLongBuffer().get(value);
            rows.put(key, new Row(version, value));
        }
    }

    private Row row(long key) {
        return rows.getOrDefault(key, ABSENT);
    }

    @Override
    public boolean read(long monotonicNanos, long request, long key, Answers answers) {
        return later(monotonicNanos, request, key, RegisterOutcome.READ, answers);
    }

    @Override
    public boolean compareAndSet(
            long monotonicNanos, long request, long key, long expectedVersion, long[] value, Answers answers) {
        boolean isSet = row(key).version() == expectedVersion;
        if (!later(monotonicNanos, request, key, isSet ? RegisterOutcome.APPLIED : RegisterOutcome.REFUSED, answers)) {
            return false;
        }
        if (isSet) {
            rows.put(key, new Row(expectedVersion + 1, value.clone()));
            ByteBuffer said = ByteBuffer.wrap(message).putLong(key).putLong(expectedVersion + 1);
            said.asLongBuffer().put(value);
            hot.publish(monotonicNanos, --published, HotState.BROADCAST, message, 0, BYTES, HearsayRegister::ignore);
        }
        return true;
    }

    private static void ignore(long nanos, long request, StoreOutcome outcome, HotReply reply) {
        // Whether anybody heard it is not known anyway.
    }

    private boolean later(long nowNanos, long request, long key, RegisterOutcome outcome, Answers answers) {
        return clock.read(nowNanos, request, key, (nanos, same, ignored, version, value) -> {
            Row row = row(key);
            answers.answered(nanos, same, outcome, row.version(), row.value());
        });
    }

    @Override
    public int operationsMax() {
        return clock.operationsMax();
    }

    @Override
    public long answerNanosMax() {
        return clock.answerNanosMax();
    }
}
