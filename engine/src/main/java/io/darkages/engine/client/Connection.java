package io.darkages.engine.client;

import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.Session;
import java.util.Optional;

/**
 * A client's way into the world and back into it: how far the session in use has got, and when and where to try again.
 */
final class Connection {

    /** Waits between attempts double from the first to the last, until one is welcomed. */
    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;

    private static final long LAST_RETRY_NANOS = 16_000_000_000L;

    private final ClientOptions options;
    private final Endpoint endpoint;
    private final ClientCounters counters;

    private ClientState state = ClientState.IDLE;
    private Optional<byte[]> resumeToken = Optional.empty();
    private boolean atHome = true;
    private long retryNanos;
    private long retryDelayNanos = FIRST_RETRY_NANOS;
    /** What is drawn, and whose session is in use. */
    private View view;
    /** The zone took the player over from another one: it may say later who the player is there. */
    private boolean wentOn;

    Connection(ClientOptions options, Endpoint endpoint, ClientCounters counters, View view) {
        this.options = options;
        this.endpoint = endpoint;
        this.counters = counters;
        this.view = view;
    }

    /** What is drawn, and whose session is in use. */
    View view() {
        return view;
    }

    ClientState state() {
        return state;
    }

    /** Whether the server counts the player as being in the world. */
    boolean isInWorld() {
        return state == ClientState.PLAYING || state == ClientState.ENTERING;
    }

    /** Goes to the address whose turn it is. */
    void connect(long nowNanos) {
        connectTo(atHome ? options.homeAddress() : options.otherAddress(), nowNanos);
    }

    private void connectTo(long address, long nowNanos) {
        state = ClientState.CONNECTING;
        counters.add(ClientCounter.CONNECTS, 1);
        wentOn = false;
        view.connectBy(endpoint.connect(nowNanos, address));
    }

    /** Tries again, if it is time to. */
    void advance(long nowNanos) {
        if (state == ClientState.RETRYING && nowNanos - retryNanos >= 0) {
            connect(nowNanos);
        }
    }

    void resumeElsewhere(long nowNanos) {
        view.disconnect(nowNanos, GameCloseReason.RESUMING, "no fresh snapshot");
        atHome = !atHome;
        connect(nowNanos);
    }

    /** Says goodbye. A session that is not connected yet is given up. */
    void leave(long nowNanos) {
        state = ClientState.IDLE;
        if (view.hasSession()) {
            Session leaving = view.session();
            byte[] message = ControlCodec.encode(new ControlMessage.Leave());
            if (leaving.sendReliable(message, 0, message.length)) {
                leaving.flush(nowNanos);
            } else {
                leaving.close(nowNanos, GameCloseReason.LEFT, "left");
            }
        }
    }

    /** The handshake of the session in use is over: logs in, or resumes with the token that it has. */
    void connected(long nowNanos) {
        byte[] message = ControlCodec.encode(
                resumeToken.isPresent()
                        ? new ControlMessage.Resume(resumeToken.get())
                        : new ControlMessage.Login(options.loginToken(), ControlCodec.PROTOCOL_VERSION));
        state = ClientState.LOGGING_IN;
        view.session().sendReliable(message, 0, message.length);
        view.session().flush(nowNanos);
    }

    /**
     * The server says something about the session in use.
     *
     * @return whether the player is welcome from now on
     */
    boolean control(ControlMessage message, long nowNanos) {
        if (message instanceof ControlMessage.Welcome welcome && state == ClientState.LOGGING_IN) {
            counters.add(ClientCounter.WELCOMES, 1);
            view.admitted(welcome.entity(), welcome.team());
            view.begin(welcome.origin(), nowNanos);
            resumeToken = Optional.of(welcome.token());
            state = ClientState.ENTERING;
            retryDelayNanos = FIRST_RETRY_NANOS;
            return true;
        }
        if (message instanceof ControlMessage.Welcome welcome && wentOn) {
            view.admitted(welcome.entity(), welcome.team());
            resumeToken = Optional.of(welcome.token());
        } else if (message instanceof ControlMessage.Refused) {
            counters.add(ClientCounter.REFUSED, 1);
            resumeToken = Optional.empty();
        } else if (message instanceof ControlMessage.Correction) {
            // The exact state comes with the next snapshot; this says why.
            counters.add(ClientCounter.CORRECTIONS, 1);
        } else if (message instanceof ControlMessage.Redirect redirect) {
            resumeToken = Optional.of(redirect.token());
            view.disconnect(nowNanos, GameCloseReason.RESUMING, "redirected");
            connectTo(redirect.address(), nowNanos);
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
        return false;
    }

    /** The first snapshot has come. */
    void entered() {
        state = ClientState.PLAYING;
    }

    /**
     * Another zone acts for the player from now on: its view takes the place of the one in use, whose session ends.
     *
     * @param token for resuming there
     * @return the view that was in use
     */
    View goOn(View next, byte[] token, long nowNanos) {
        View old = view;
        view = next;
        wentOn = true;
        resumeToken = Optional.of(token);
        old.disconnect(nowNanos, GameCloseReason.RESUMING, "handed over");
        return old;
    }

    /** The session in use is closed: waits, and tries the other address. */
    void closed(int reason, long nowNanos) {
        if (state == ClientState.IDLE) {
            return;
        }
        if (reason == GameCloseReason.REFUSED) {
            // The refusal itself may have been lost: without a token the next attempt logs in.
            resumeToken = Optional.empty();
        }
        view.disconnected();
        state = ClientState.RETRYING;
        retryNanos = nowNanos + retryDelayNanos;
        retryDelayNanos = Math.min(LAST_RETRY_NANOS, 2 * retryDelayNanos);
        atHome = !atHome;
    }
}
