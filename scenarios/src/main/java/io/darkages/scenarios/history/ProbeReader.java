package io.darkages.scenarios.history;

import io.darkages.engine.port.ProbeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Feeds the hosts' logs to the consumers, in the order (window, host, sequence). What one host sends
 * reaches another at the earliest in the next window, so a cause always comes before its effect; and
 * the order depends on no thread. Records of one host are in time order; those of two hosts may lie
 * up to a window the wrong way round.
 *
 * <p>Used by one thread, between windows.
 */
public final class ProbeReader {

    private final ProbeConsumer[][] byKind;
    private final ProbeRecord record = new ProbeRecord();
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

    /**
     * Hands over and clears everything that was written in one window.
     *
     * @param logs in ascending order of host
     */
    public void drain(List<ProbeLog> logs) {
        int lastHost = -1;
        for (int i = 0; i < logs.size(); i++) {
            ProbeLog log = logs.get(i);
            if (log.host() <= lastHost) {
                throw new IllegalStateException("log of host " + log.host() + " follows that of host " + lastHost);
            }
            lastHost = log.host();
            if (log.size() > 0) {
                drain(log);
            }
        }
    }

    /** Records handed over so far, wanted or not: the last record's event number. */
    public long events() {
        return events;
    }

    private void drain(ProbeLog log) {
        int size = log.size();
        for (int index = 0; index < size; index++) {
            record.moveTo(log, index, ++events);
            for (ProbeConsumer consumer : byKind[record.kindOrdinal()]) {
                consumer.accept(record);
            }
        }
        log.clear();
    }
}
