package io.darkages.scenarios.run;

import io.darkages.engine.zone.Phase;
import io.darkages.engine.zone.Work;
import io.darkages.scenarios.format.WorkItem;
import java.util.Map;

/**
 * What each unit of a zone's work costs, in nanoseconds of CPU at nominal speed. The prices stand for
 * one core of a common server. Three kinds:
 *
 * <ul>
 *   <li>Measured with the JDK: cryptography (1.2 microseconds to seal 1,200 bytes; opening is taken to cost
 *       the same) and sockets (3.4 microseconds to send a datagram; receiving is taken to cost 3).
 *   <li>Measured by {@code darkages bench}, and set above what it says, since it runs with warm caches: a
 *       movement step (30 to 90 ns there, 150 here), an encoded entity (70 to 120 ns there, 120 here), and a
 *       candidate of a spatial query (20 here).
 *   <li>Estimates that nobody measured: all the others, among them what a tick costs whatever it does, an
 *       input, a control message, a snapshot's frame, a look around and a session's timers.
 * </ul>
 *
 * A scenario may replace any price that has a name in its {@code costs}.
 */
final class CostTable {

    /**
     * Measured with the JDK's curves: X25519 0.37 ms twice, Ed25519 1.6 ms to sign and 1.5 ms to verify. In
     * nanoseconds.
     */
    private static final long HANDSHAKE_NANOS = 3_800_000;

    private final long[] pricePicos = new long[Work.values().length];
    private long handshakeNanos = HANDSHAKE_NANOS;

    private CostTable() {}

    /** The standard table with a scenario's replacements. */
    static CostTable of(Map<WorkItem, Long> replacedNanos) {
        CostTable table = new CostTable();
        table.price(Work.DATAGRAMS_RECEIVED, 3_000_000);
        table.price(Work.BYTES_RECEIVED, 1_000);
        table.price(Work.INPUTS_RECEIVED, 60_000);
        table.price(Work.CONTROL_MESSAGES, 20_000_000);
        table.price(Work.MOVEMENT_STEPS, 150_000);
        table.price(Work.PLAYERS_VISITED, 40_000);
        table.price(Work.ATTACKS_JUDGED, 2_000_000);
        table.price(Work.FIGHTERS_VISITED, 10_000);
        table.price(Work.COMBAT_NOTICES, 300_000);
        table.price(Work.ENTITIES_QUANTISED, 30_000);
        table.price(Work.INTEREST_LOOKS, 1_000_000);
        table.price(Work.INTEREST_CANDIDATES, 20_000);
        table.price(Work.INDICES_SCANNED, 4_000);
        table.price(Work.ENTITIES_ENCODED, 120_000);
        table.price(Work.SNAPSHOTS_ENCODED, 500_000);
        table.price(Work.DATAGRAMS_SENT, 3_400_000);
        table.price(Work.BYTES_SEALED, 1_000);
        table.price(Work.SESSIONS_ADVANCED, 20_000);
        table.price(Work.TICKS, 50_000_000);
        for (Map.Entry<WorkItem, Long> replaced : replacedNanos.entrySet()) {
            if (replaced.getKey() == WorkItem.HANDSHAKE) {
                table.handshakeNanos = replaced.getValue();
            } else {
                table.price(workOf(replaced.getKey()), replaced.getValue() * 1_000);
            }
        }
        return table;
    }

    private void price(Work work, long picos) {
        pricePicos[work.ordinal()] = picos;
    }

    private static Work workOf(WorkItem item) {
        return switch (item) {
            case TICK -> Work.TICKS;
            case DATAGRAM_RECEIVED -> Work.DATAGRAMS_RECEIVED;
            case DATAGRAM_SENT -> Work.DATAGRAMS_SENT;
            case BYTE_SEALED -> Work.BYTES_SEALED;
            case INPUT_APPLIED -> Work.INPUTS_RECEIVED;
            case ENTITY_MOVED -> Work.MOVEMENT_STEPS;
            case ATTACK_JUDGED -> Work.ATTACKS_JUDGED;
            case CANDIDATE_SEEN -> Work.INTEREST_CANDIDATES;
            case ENTITY_ENCODED -> Work.ENTITIES_ENCODED;
            case SNAPSHOT_ENCODED -> Work.SNAPSHOTS_ENCODED;
            case HANDSHAKE -> throw new IllegalArgumentException("handshakes are no work of the zone's processor");
        };
    }

    /** A datagram to the store: like one to a client. */
    long datagramSentNanos() {
        return pricePicos[Work.DATAGRAMS_SENT.ordinal()] / 1_000;
    }

    /** A datagram from the store: like one from a client. */
    long datagramReceivedNanos() {
        return pricePicos[Work.DATAGRAMS_RECEIVED.ordinal()] / 1_000;
    }

    /** How long one side works on a session's keys. */
    long handshakeNanos() {
        return handshakeNanos;
    }

    /**
     * Cost of the work between two readings of the counters.
     *
     * @param byPhasePicos gets each phase's share added, in the order of {@link Phase}
     * @return the sum in picoseconds
     */
    long costPicos(long[] before, long[] after, long[] byPhasePicos) {
        long sum = 0;
        for (int i = 0; i < pricePicos.length; i++) {
            long done = after[i] - before[i];
            if (done != 0) {
                long cost = done * pricePicos[i];
                sum += cost;
                byPhasePicos[PHASE_OF_WORK[i]] += cost;
            }
        }
        return sum;
    }

    private static final int[] PHASE_OF_WORK = phaseOfWork();

    private static int[] phaseOfWork() {
        int[] phases = new int[Work.values().length];
        for (Work work : Work.values()) {
            phases[work.ordinal()] = work.phase().ordinal();
        }
        return phases;
    }
}
