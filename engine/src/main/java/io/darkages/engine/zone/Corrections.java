package io.darkages.engine.zone;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;

/**
 * Tells a client that what it claimed was not possible: at most once a second, on the reliable channel.
 * A correction is no punishment.
 */
final class Corrections {

    private static final int INTERVAL_TICKS = 60;

    private final World world;
    private final ZoneCounters counters;
    private final Probes probes;
    private final MotionState scratch = new MotionState();

    Corrections(World world, ZoneCounters counters, Probes probes) {
        this.world = world;
        this.counters = counters;
        this.probes = probes;
    }

    void correct(Player player, CorrectionReason reason, long tick) {
        if (tick < player.nextCorrectionTick || !player.isConnected()) {
            return;
        }
        player.nextCorrectionTick = tick + INTERVAL_TICKS;
        counters.add(ZoneCounter.CORRECTIONS, 1);
        probes.record(ProbeKind.CORRECTED, player.id, reason.ordinal(), 0, 0);
        world.entities.load(EntityTable.slot(player.entity), scratch);
        byte[] message =
                ControlCodec.encode(new ControlMessage.Correction(player.gate.lastProcessed(), reason, scratch));
        player.session().orElseThrow().sendReliable(message, 0, message.length);
    }
}
