package io.darkages.sim;

import io.darkages.engine.random.Mix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** A program for tests: does what it is told and writes down what it sees. */
final class Recorder implements Program {

    /** One datagram as it was handed over. */
    record Seen(long nanos, long from, String text) {}

    /** One timer as it fired. */
    record Fired(long nanos, int id) {}

    final HostContext context;
    final List<Seen> seen;
    final List<Fired> fired;
    private final ObjIntConsumer<Recorder> onTimer;
    private final Consumer<Recorder> onDatagram;
    private long hash;

    private Recorder(HostContext context, Script script, List<Seen> seen, List<Fired> fired) {
        this.context = context;
        this.seen = seen;
        this.fired = fired;
        onTimer = script.onTimer;
        onDatagram = script.onDatagram;
        script.onStart.accept(this);
    }

    void send(long address, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        context.send(address, bytes, 0, bytes.length);
    }

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        String text = new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
        seen.add(new Seen(context.virtualNanosForProbes(), from, text));
        hash = Mix.fold(hash, text.hashCode());
        onDatagram.accept(this);
    }

    @Override
    public void timer(int id) {
        fired.add(new Fired(context.virtualNanosForProbes(), id));
        onTimer.accept(this, id);
    }

    @Override
    public long stateHash() {
        return hash;
    }

    /** What a recorder does; records survive restarts of the program. */
    static final class Script implements ProgramFactory {
        final List<Seen> seen = new ArrayList<>();
        final List<Fired> fired = new ArrayList<>();
        private Consumer<Recorder> onStart = recorder -> {};
        private ObjIntConsumer<Recorder> onTimer = (recorder, id) -> {};
        private Consumer<Recorder> onDatagram = recorder -> {};

        Script onStart(Consumer<Recorder> action) {
            onStart = action;
            return this;
        }

        Script onTimer(ObjIntConsumer<Recorder> action) {
            onTimer = action;
            return this;
        }

        Script onDatagram(Consumer<Recorder> action) {
            onDatagram = action;
            return this;
        }

        /** Sends "0", "1", ... to an address, one each interval, from the start. */
        static Script sendEvery(long intervalNanos, int count, long address) {
            return sendEvery(intervalNanos, count, address, 1);
        }

        /** The same, each filled up with dots to {@code bytes}. */
        static Script sendEvery(long intervalNanos, int count, long address, int bytes) {
            int[] sent = {0};
            return new Script()
                    .onStart(recorder -> recorder.context.setTimer(0, recorder.context.monotonicNanos()))
                    .onTimer((recorder, id) -> {
                        String number = Integer.toString(sent[0]);
                        recorder.send(address, number + ".".repeat(Math.max(0, bytes - number.length())));
                        if (++sent[0] < count) {
                            recorder.context.setTimer(0, recorder.context.monotonicNanos() + intervalNanos);
                        }
                    });
        }

        /** Arrival times in milliseconds, rounded down. */
        List<Long> seenMillis() {
            return seen.stream().map(each -> each.nanos() / 1_000_000).toList();
        }

        List<String> texts() {
            return seen.stream().map(each -> each.text().replace(".", "")).toList();
        }

        List<Long> firedMillis() {
            return fired.stream().map(each -> each.nanos() / 1_000_000).toList();
        }

        @Override
        public Program start(HostContext context) {
            return new Recorder(context, this, seen, fired);
        }
    }
}
