package io.darkages.scenarios.run;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.port.ProbeKind;
import io.darkages.reports.result.ReplayWriter;
import io.darkages.scenarios.history.ProbeConsumer;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.Set;

/** Where everybody was at the end of each virtual second, for the viewer. */
final class PositionRecorder implements ProbeConsumer {

    private static final long SAMPLE_NANOS = 1_000_000_000L;

    private final ReplayWriter replay = new ReplayWriter(SAMPLE_NANOS);
    private final boolean[] present;
    private final int[] x;
    private final int[] z;

    PositionRecorder(int players) {
        present = new boolean[players + 1];
        x = new int[players + 1];
        z = new int[players + 1];
    }

    @Override
    public Set<ProbeKind> kinds() {
        return Set.of(ProbeKind.POSITION, ProbeKind.PLACED, ProbeKind.LEFT);
    }

    @Override
    public void accept(ProbeRecord record) {
        int player = (int) record.player();
        if (player > 0 && player < present.length) {
            present[player] = record.kind() != ProbeKind.LEFT;
            x[player] = (int) record.a();
            z[player] = (int) record.b();
        }
    }

    /** Takes a sample with that number, growing. */
    void sample(long number) {
        int count = 0;
        for (boolean each : present) {
            count += each ? 1 : 0;
        }
        replay.beginSample(number, count);
        for (int player = 1; player < present.length; player++) {
            if (present[player]) {
                replay.entity(player, FixedPoint.toSixtyFourths(x[player]), FixedPoint.toSixtyFourths(z[player]));
            }
        }
    }

    byte[] bytes() {
        return replay.bytes();
    }
}
