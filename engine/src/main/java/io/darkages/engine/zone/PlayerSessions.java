package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerNotice;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.SessionProbes;
import java.util.Optional;

/** What a zone's endpoint tells of its players' sessions, brought to whom it concerns. */
final class PlayerSessions implements EndpointListener {

    private final ZoneTime time;
    private final Visitors visitors;
    private final Lobby lobby;
    private final Intake intake;
    private final Handovers handovers;
    private final InputRelay inputRelay;
    private final SessionProbes sessionProbes;
    private final ZoneCounters counters;
    private final BorderCounters borderCounters;
    private final WorkCounters work;

    PlayerSessions(
            ZoneTime time,
            Visitors visitors,
            Lobby lobby,
            Intake intake,
            Handovers handovers,
            InputRelay inputRelay,
            SessionProbes sessionProbes,
            ZoneCounters counters,
            BorderCounters borderCounters,
            WorkCounters work) {
        this.time = time;
        this.visitors = visitors;
        this.lobby = lobby;
        this.intake = intake;
        this.handovers = handovers;
        this.inputRelay = inputRelay;
        this.sessionProbes = sessionProbes;
        this.counters = counters;
        this.borderCounters = borderCounters;
        this.work = work;
    }

    @Override
    public void connected(Session session) {
        visitors.arrived(session, time.nowNanos());
    }

    @Override
    public void message(
            Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
        if (lane != 0) {
            counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
        } else if (reliable) {
            work.add(Work.CONTROL_MESSAGES, 1);
            Optional<ControlMessage> message = ControlCodec.decode(buffer, offset, length);
            if (message.isEmpty()) {
                counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
            } else {
                lobby.control(session, message.get(), time.tick(), time.nowNanos(), time.wallMicros());
            }
        } else if (length > 1 && buffer[offset] == MessageKind.INPUTS) {
            inputs(session, buffer, offset + 1, length - 1);
        } else {
            counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
        }
    }

    private void inputs(Session session, byte[] buffer, int offset, int length) {
        // The tick by the clock, not the last one run: after a pause the inputs of all that time come before the next
        // tick, and nobody cheats by having made them.
        int due = Math.max(time.tick(), ZoneServer.tickAt(time.nowNanos()));
        if (session.attachment() instanceof Handovers.Parting parting) {
            relay(parting.player(), buffer, offset, length);
        } else if (!(session.attachment() instanceof Player player)) {
            counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
        } else if (player.isObserving) {
            intake.look(player, buffer, offset, length, due);
        } else {
            boolean isHonest = intake.receive(player, buffer, offset, length, due);
            if (player.isFrozen) {
                relay(player.id, buffer, offset, length);
            } else if (!isHonest && !time.isHeld()) {
                lobby.punish(player, CorrectionReason.INPUT_RATE.ordinal(), time.nowNanos());
            }
        }
    }

    private void relay(long player, byte[] buffer, int offset, int length) {
        if (length <= PlayerNotice.INPUTS_BYTES_MAX) {
            borderCounters.add(BorderCounter.BATCHES_PASSED_ON, 1);
            inputRelay.relay(player, buffer, offset, length);
        }
    }

    @Override
    public void closed(Session session, int reason, String debug) {
        if (session.attachment() instanceof Handovers.Parting parting) {
            handovers.ended(parting);
        } else {
            lobby.ended(session, reason, time.nowNanos());
        }
        sessionProbes.closed(session, reason);
    }
}
