package io.darkages.server.gns;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.SendFlags;
import io.darkages.engine.transport.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends every message back as it came: on the same lane, and reliably if it came so. Says in a line what
 * happens to each session. On the endpoint's thread.
 */
public final class EchoServer implements EndpointListener {

    /** As many lanes as a session sends on; it may receive on one more. */
    private static final int LANES_MAX = 255;

    /** A session's own record. */
    private static final class Guest {
        private final Backlog backlog = new Backlog();
        /** Lanes that this side sends on. */
        private int lanes = 1;

        private long messages;
        private long bytes;
    }

    private final Map<Session, Guest> guests = new LinkedHashMap<>();
    private final Consumer<String> log;
    private final boolean eachMessage;
    private final LongSupplier nowNanos;

    /**
     * @param log takes lines
     * @param eachMessage whether each message is a line
     * @param nowNanos the endpoint's clock
     */
    public EchoServer(Consumer<String> log, boolean eachMessage, LongSupplier nowNanos) {
        this.log = log;
        this.eachMessage = eachMessage;
        this.nowNanos = nowNanos;
    }

    @Override
    public void connected(Session session) {
        guests.put(session, new Guest());
        say(session, "connected");
    }

    @Override
    public void message(
            Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
        Guest guest = guests.get(session);
        guest.messages++;
        guest.bytes += length;
        if (eachMessage) {
            say(session, MessageText.of(lane, number, reliable, buffer, offset, length));
        }
        if (lane >= LANES_MAX) {
            session.close(nowNanos.getAsLong(), CloseReason.NORMAL, "nothing is sent on lane " + lane);
            return;
        }
        if (lane >= guest.lanes) {
            // All of one rank: what goes back is to share the rate as what came did.
            guest.lanes = lane + 1;
            session.configureLanes(new int[guest.lanes], Lanes.equal(guest.lanes));
        }
        int flags = reliable ? SendFlags.RELIABLE : SendFlags.UNRELIABLE;
        if (!guest.backlog.send(session, lane, flags, buffer, offset, length)) {
            session.close(nowNanos.getAsLong(), CloseReason.SERVER_FULL, "too much waits to be sent back");
        }
    }

    @Override
    public void closed(Session session, int reason, String debug) {
        Guest guest = guests.remove(session);
        say(
                session,
                "closed, reason " + reason + (debug.isEmpty() ? "" : " (" + debug + ")")
                        + (guest == null ? "" : "; " + guest.messages + " messages, " + guest.bytes + " bytes"));
    }

    /** Sends what had to wait. Once a turn. */
    public void turn() {
        guests.forEach((session, guest) -> guest.backlog.retry(session));
    }

    private void say(Session session, String what) {
        log.accept(NetworkAddress.describe(session.address()) + " " + what);
    }
}
