package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;

/**
 * Invariant 10, {@code bandwidth}: in any second a session's server sends at most 20,480 bytes and its
 * honest client at most 2,048, UDP and IPv4 headers included, handshake excluded. Each datagram is
 * judged with the second that ends with it. Server and client are told apart by their hosts.
 */
public final class BandwidthChecker implements Checker {

    /** The original design's 20 KB/s for each player. */
    public static final long DOWN_BYTES_PER_SECOND = 20_480;

    /** The original design's 2 KB/s for each player. */
    public static final long UP_BYTES_PER_SECOND = 2_048;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Findings findings = new Findings();
    private final SessionTable<Traffic> sessions = new SessionTable<>(key -> new Traffic(), this::retired);
    private final StateTable<Totals> totals = new StateTable<>(Totals::new);
    private final IntPredicate serverHosts;
    private final LongPredicate honest;

    /**
     * @param serverHosts whether the host of that index is a server
     * @param honest whether the player of that id keeps to the rules; the others' clients may send
     *     what they like
     */
    public BandwidthChecker(IntPredicate serverHosts, LongPredicate honest) {
        this.serverHosts = serverHosts;
        this.honest = honest;
    }

    @Override
    public int invariant() {
        return 10;
    }

    @Override
    public String name() {
        return "bandwidth";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(ProbeKind.DATAGRAM_SENT, ProbeKind.SESSION_CLOSED);
    }

    @Override
    public void accept(ProbeRecord record) {
        boolean closed = record.kind() == ProbeKind.SESSION_CLOSED;
        if (!closed && record.b() == 1) {
            return;
        }
        long key = SessionTable.key(record.a(), record.player());
        Traffic traffic = sessions.of(key);
        if (record.player() != 0) {
            traffic.player = record.player();
        }
        if (!closed) {
            sent(traffic, record);
        } else if (!traffic.closed) {
            traffic.closed = true;
            sessions.closed(key);
        }
    }

    @Override
    public void finish(long endNanos) {
        sessions.retireAll();
    }

    @Override
    public Findings findings() {
        return findings;
    }

    /** Each player's figures, ascending by id. Complete after {@link #finish}. */
    public List<BandwidthFigures> figures() {
        List<BandwidthFigures> figures = new ArrayList<>();
        for (long player : totals.sortedKeys()) {
            figures.add(totals.of(player).figures);
        }
        return figures;
    }

    private void sent(Traffic traffic, ProbeRecord record) {
        boolean down = serverHosts.test(record.host());
        int bytes = (int) SessionColumn.number(record.a());
        long second = (down ? traffic.down : traffic.up).add(record.nanos(), bytes);
        if (!down && !honest.test(record.player())) {
            findings.exempted();
            return;
        }
        long limit = down ? DOWN_BYTES_PER_SECOND : UP_BYTES_PER_SECOND;
        findings.judged();
        if (second > limit) {
            long player = traffic.player;
            findings.violated(record.nanos(), record.eventNumber(), player, () -> second + " bytes "
                    + (down ? "down" : "up") + " in the second that ends here, " + limit + " are allowed");
        }
    }

    private void retired(Traffic traffic) {
        Totals player = totals.of(traffic.player);
        player.figures = player.figures.plus(traffic.figures());
    }

    /** What one session sent both ways. */
    private static final class Traffic {
        private final SlidingSecond down = new SlidingSecond();
        private final SlidingSecond up = new SlidingSecond();
        private long player;
        private boolean closed;

        BandwidthFigures figures() {
            return new BandwidthFigures(
                    player, down.maxBytes(), up.maxBytes(), down.totalBytes(), up.totalBytes(), activeNanos());
        }

        private long activeNanos() {
            if (!down.used() && !up.used()) {
                return 0;
            }
            long from = Math.min(
                    down.used() ? down.firstNanos() : Long.MAX_VALUE, up.used() ? up.firstNanos() : Long.MAX_VALUE);
            long to = Math.max(
                    down.used() ? down.lastNanos() : Long.MIN_VALUE, up.used() ? up.lastNanos() : Long.MIN_VALUE);
            return Math.max(SECOND_NANOS, to - from);
        }
    }

    private static final class Totals {
        private BandwidthFigures figures;

        private Totals(long player) {
            figures = new BandwidthFigures(player, 0, 0, 0, 0, 0);
        }
    }
}
