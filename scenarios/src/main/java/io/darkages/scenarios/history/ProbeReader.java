package io.darkages.scenarios.history;

import io.darkages.engine.port.ProbeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Feeds the hosts' logs to the consumers: those of hosts that are near each other in the order (window, time, host,
 * sequence), then the others in the order (window, host, sequence). What one of those sends reaches another at the
 * earliest in the next window, so a cause always comes before its effect; and the order depends on no thread. Records of
 * one host are in time order; those of two hosts may lie up to a window the wrong way round, unless both are near.
 *
 * <p>Used by one thread, between windows.
 */
public final class ProbeReader {

    private final ProbeConsumer[][] byKind;
    private final ProbeRecord record = new ProbeRecord();
    private final List<ProbeLog> near = new ArrayList<>();
    private long events;

    /** Consumers are served in the order given here. */
    public ProbeReader(List<? extends ProbeConsumer> consumers) {
        ProbeKind[] kinds = ProbeKind.values();
        byKind = new ProbeConsumer[kinds.length][];
        for (ProbeKind kind : kinds) {
            List<ProbeConsumer> wanting = new ArrayList<>();
            for (ProbeConsumer consumer : consumers) {
                if (consumer.kinds().contains(kind)) {
                    wanting.add(consumer);
                }
            }
            byKind[kind.ordinal()] = wanting.toArray(new ProbeConsumer[0]);
        }
    }

    /** As {@link #drain(List, IntPredicate)}, where no two hosts are near each other. */
    public void drain(List<ProbeLog> logs) {
        drain(logs, host -> false);
    }

    /**
     * Hands over and clears everything that was written in one window.
     *
     * @param logs in ascending order of host
     * @param isNear which hosts' messages may reach another such host within a window; few
     */
    public void drain(List<ProbeLog> logs, IntPredicate isNear) {
        int lastHost = -1;
        near.clear();
        for (int i = 0; i < logs.size(); i++) {
            ProbeLog log = logs.get(i);
            if (log.host() <= lastHost) {
                throw new IllegalStateException("log of host " + log.host() + " follows that of host " + lastHost);
            }
            lastHost = log.host();
            if (log.size() > 0 && isNear.test(log.host())) {
                near.add(log);
            }
        }
        merge();
        for (int i = 0; i < logs.size(); i++) {
            if (logs.get(i).size() > 0) {
                drain(logs.get(i));
            }
        }
    }

    /** Few logs: looking at the head of each is quick. */
    private void merge() {
        int[] heads = new int[near.size()];
        for (int next = earliest(near, heads); next >= 0; next = earliest(near, heads)) {
            feed(near.get(next), heads[next]++);
        }
        for (int i = 0; i < near.size(); i++) {
            near.get(i).clear();
        }
    }

    /** Which log's head is the earliest, the first of those of one time; -1 if all are at their end. */
    private static int earliest(List<ProbeLog> logs, int[] heads) {
        int first = -1;
        long least = 0;
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] < logs.get(i).size()) {
                long nanos = logs.get(i).nanos(heads[i]);
                if (first < 0 || nanos < least) {
                    first = i;
                    least = nanos;
                }
            }
        }
        return first;
    }

    /** Records handed over so far, wanted or not: the last record's event number. */
    public long events() {
        return events;
    }

    private void drain(ProbeLog log) {
        int size = log.size();
        for (int index = 0; index < size; index++) {
            feed(log, index);
        }
        log.clear();
    }

    private void feed(ProbeLog log, int index) {
        record.moveTo(log, index, ++events);
        for (ProbeConsumer consumer : byKind[record.kindOrdinal()]) {
            consumer.accept(record);
        }
    }
}
