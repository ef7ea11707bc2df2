package io.darkages.sim.trace;

import java.util.Locale;

/**
 * Where two runs that should be one part ways.
 *
 * @param virtualNanos end of the first interval that differs; the cause lies in it
 * @param host name of the first host that differs in it; empty where no single host does
 * @param field what differs there
 * @param hostsDiffering how many hosts differ in that interval
 */
public record TraceDifference(long virtualNanos, String host, Field field, int hostsDiffering) {

    public enum Field {
        /** The runs have other hosts, or the same in another order. */
        HOSTS,
        /** The intervals end at other times. */
        TIME,
        /** The host's program was in another state after the same events: the cause is in this program. */
        STATE,
        /** The host saw other events, or the same at other times. */
        EVENTS,
        /** One run ended earlier. */
        LENGTH
    }

    /** One line for people. */
    public String describe() {
        String where = host.isEmpty() ? "" : " of host " + host;
        return String.format(
                Locale.ROOT,
                "the runs differ first in %s%s in the interval that ends at %.3f s (%d hosts differ there)",
                field.name().toLowerCase(Locale.ROOT),
                where,
                virtualNanos / 1e9,
                hostsDiffering);
    }
}
