package io.darkages.scenarios.run;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.Set;
import java.util.function.IntPredicate;

/** Bytes down and up for each player in each virtual second, UDP and IPv4 headers included, handshake not. */
final class BandwidthMeter implements ProbeConsumer {

    private final IntPredicate zoneHosts;
    private final long[] down;
    private final long[] up;

    BandwidthMeter(IntPredicate zoneHosts, int players) {
        this.zoneHosts = zoneHosts;
        down = new long[players + 1];
        up = new long[players + 1];
    }

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(ProbeKind.DATAGRAM_SENT);
    }

    @Override
    public void accept(ProbeRecord record) {
        int player = (int) record.player();
        if (record.b() == 0 && player > 0 && player < down.length) {
            (zoneHosts.test(record.host()) ? down : up)[player] += SessionColumn.number(record.a());
        }
    }

    /** A second is over: gives every player's bytes to the distributions and starts anew. */
    void secondEnded(Distributions distributions) {
        for (int player = 1; player < down.length; player++) {
            if (down[player] > 0 || up[player] > 0) {
                distributions.record(Distributions.downBandwidth(), player, down[player]);
                distributions.record(Distributions.upBandwidth(), player, up[player]);
            }
            down[player] = 0;
            up[player] = 0;
        }
    }
}
