package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.scenarios.history.ProbeReader;
import java.util.ArrayList;
import java.util.List;

/** A history written down by hand: host 0 is the server, host 1 the clients' machine; more where a test says so. */
final class TestHistory {

    static final int SERVER = 0;
    static final int CLIENT = 1;
    static final long MILLI = 1_000_000L;

    record Entry(int host, long nanos, ProbeKind kind, long player, long a, long b, long digest) {

        Entry withDigest(long other) {
            return new Entry(host, nanos, kind, player, a, b, other);
        }

        Entry withA(long other) {
            return new Entry(host, nanos, kind, player, other, b, digest);
        }

        Entry withB(long other) {
            return new Entry(host, nanos, kind, player, a, other, digest);
        }

        Entry withPlayer(long other) {
            return new Entry(host, nanos, kind, other, a, b, digest);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private long nowNanos;

    TestHistory at(long millis) {
        return atNanos(millis * MILLI);
    }

    TestHistory atNanos(long nanos) {
        nowNanos = nanos;
        return this;
    }

    TestHistory server(ProbeKind kind, long player, long a, long b, long digest) {
        return add(new Entry(SERVER, nowNanos, kind, player, a, b, digest));
    }

    TestHistory client(ProbeKind kind, long player, long a, long b, long digest) {
        return add(new Entry(CLIENT, nowNanos, kind, player, a, b, digest));
    }

    /** A record of any host, for worlds with several servers. */
    TestHistory host(int host, ProbeKind kind, long player, long a, long b, long digest) {
        return add(new Entry(host, nowNanos, kind, player, a, b, digest));
    }

    TestHistory add(Entry entry) {
        entries.add(entry);
        return this;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Session 7's number in the upper half, as most tests use it. */
    static long in7(long number) {
        return SessionColumn.of(7, number);
    }

    /** Feeds everything and finishes a second after the last record. */
    <C extends Checker> C judgedBy(C checker) {
        long end = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).nanos();
        return judgedBy(checker, end + 1_000 * MILLI);
    }

    /** Feeds everything, one record in each window, so that the order is the one written down. */
    <C extends Checker> C judgedBy(C checker, long endNanos) {
        ProbeReader reader = new ProbeReader(List.of(checker));
        long[] clock = new long[1];
        int last = entries.stream().mapToInt(Entry::host).reduce(CLIENT, Math::max);
        List<ProbeLog> logs = new ArrayList<>();
        for (int host = 0; host <= last; host++) {
            logs.add(new ProbeLog(host, () -> clock[0]));
        }
        for (Entry entry : entries) {
            clock[0] = entry.nanos();
            logs.get(entry.host()).record(entry.kind(), entry.player(), entry.a(), entry.b(), entry.digest());
            reader.drain(logs);
        }
        checker.finish(endNanos);
        return checker;
    }
}
