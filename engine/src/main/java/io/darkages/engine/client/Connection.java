package io.darkages.engine.client;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.Session;
import java.util.List;
import java.util.Optional;

/**
 * A client's way into the world and back into it: how far the session in use has got, and when and where to try again.
 *
 * <p>One who knows several addresses goes from one to the next, and to where it was welcome last, and does not wait long
 * at any: whoever was in the world before tries to get back in every {@value #WELCOME_NANOS} ns at least.
 */
final class Connection {

    /** The client accepted an owner epoch. */
    private static final long BY_CLIENT = 0;

    /** Waits between attempts double from the first to the last, until one is welcomed. */
    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;

    static final long LAST_RETRY_NANOS = 16_000_000_000L;

    /** The same for one who was in the world and knows where else to go. */
    private static final long FIRST_RETURN_NANOS = 250_000_000L;

    private static final long LAST_RETURN_NANOS = 2_000_000_000L;

    /** Who knows where else to go waits so long for a handshake: three tries. */
    static final long HANDSHAKE_NANOS = 1_500_000_000L;

    /** And so long for a welcome, the handshake included: a server that looks it up says within 4 s that it is busy. */
    static final long WELCOME_NANOS = 4_500_000_000L;

    /** From one who was welcomed nowhere in between; then it waits before it goes round again. */
    static final int REDIRECTS_MAX = 4;

    private final ClientOptions options;
    private final Endpoint endpoint;
    private final ClientCounters counters;
    private final Probes probes;

    private ClientState state = ClientState.IDLE;
    private Optional<byte[]> resumeToken = Optional.empty();
    /** Of the addresses, the one that was tried last. */
    private int place;
    /** Where the session in use goes. */
    private long address;
    /** Where it was welcome last; one of the directory's before. */
    private long welcomeAddress;

    private long begunNanos;
    private int redirects;
    private boolean wasInWorld;
    private long retryNanos;
    private long retryDelayNanos = FIRST_RETRY_NANOS;
    private long returnDelayNanos = FIRST_RETURN_NANOS;
    /** What is drawn, and whose session is in use. */
    private View view;
    /** The highest owner epoch that a zone has shown. */
    private int epoch;
    /** The zone took the player over from another one: it may say later who the player is there. */
    private boolean wentOn;

    Connection(ClientOptions options, Endpoint endpoint, ClientCounters counters, Probes probes, View view) {
        this.options = options;
        this.probes = probes;
        welcomeAddress = options.directory().get(0);
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

    /** Goes to the first address. */
    void connect(long nowNanos) {
        place = 0;
        connectTo(options.directory().get(0), nowNanos);
    }

    /** Goes to the next address that is not the last one's, if there is any. */
    private void connectToNext(long nowNanos) {
        List<Long> directory = options.directory();
        int count = directory.size() + (directory.contains(welcomeAddress) ? 0 : 1);
        long next = address;
        for (int i = 0; i < count && next == address; i++) {
            place = (place + 1) % count;
            next = place < directory.size() ? directory.get(place) : welcomeAddress;
        }
        connectTo(next, nowNanos);
    }

    private boolean hasChoice() {
        List<Long> directory = options.directory();
        for (int i = 1; i < directory.size(); i++) {
            if (!directory.get(i).equals(directory.get(0))) {
                return true;
            }
        }
        return false;
    }

    private void connectTo(long newAddress, long nowNanos) {
        address = newAddress;
        begunNanos = nowNanos;
        state = ClientState.CONNECTING;
        counters.add(ClientCounter.CONNECTS, 1);
        probes.record(ProbeKind.LOGIN_TRIED, options.player(), resumeToken.isPresent() ? 1 : 0, newAddress, 0);
        wentOn = false;
        view.connectBy(endpoint.connect(nowNanos, newAddress));
    }

    /** Tries again, if it is time to. */
    void advance(long nowNanos) {
        if (state == ClientState.RETRYING && nowNanos - retryNanos >= 0) {
            redirects = 0;
            connectToNext(nowNanos);
        } else if (hasChoice() && isLate(nowNanos)) {
            counters.add(ClientCounter.ATTEMPTS_TIMED_OUT, 1);
            view.disconnect(nowNanos, GameCloseReason.RESUMING, "no answer");
            if (wasInWorld) {
                redirects = 0;
                connectToNext(nowNanos);
            } else {
                retryLater(nowNanos);
            }
        }
    }

    private boolean isLate(long nowNanos) {
        long waitedNanos = nowNanos - begunNanos;
        return state == ClientState.CONNECTING && waitedNanos >= HANDSHAKE_NANOS
                || state == ClientState.LOGGING_IN && waitedNanos >= WELCOME_NANOS;
    }

    private void retryLater(long nowNanos) {
        state = ClientState.RETRYING;
        if (wasInWorld && hasChoice()) {
            retryNanos = nowNanos + returnDelayNanos;
            returnDelayNanos = Math.min(LAST_RETURN_NANOS, 2 * returnDelayNanos);
        } else {
            retryNanos = nowNanos + retryDelayNanos;
            retryDelayNanos = Math.min(LAST_RETRY_NANOS, 2 * retryDelayNanos);
        }
    }

    void resumeElsewhere(long nowNanos) {
        view.disconnect(nowNanos, GameCloseReason.RESUMING, "no fresh snapshot");
        connectToNext(nowNanos);
    }

    /** Another zone acts for the player: goes there with that token, as whoever is sent there. */
    void resumeAt(long newAddress, byte[] token, long nowNanos) {
        resumeToken = Optional.of(token);
        view.disconnect(nowNanos, GameCloseReason.RESUMING, "acted for elsewhere");
        connectTo(newAddress, nowNanos);
    }

    /** Says goodbye. A session that is not connected yet is given up. */
    void leave(long nowNanos) {
        state = ClientState.IDLE;
        probes.record(ProbeKind.CLIENT_LEFT, options.player(), 0, 0, 0);
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
        if (message instanceof ControlMessage.Welcome welcome && welcome.epoch() - epoch < 0) {
            // Somebody who does not know yet that another zone acts for the player: who does is to be found.
            counters.add(ClientCounter.WELCOMES_STALE, 1);
            view.disconnect(nowNanos, GameCloseReason.RESUMING, "an owner of before");
            retryLater(nowNanos);
            return false;
        }
        if (message instanceof ControlMessage.Welcome welcome && state == ClientState.LOGGING_IN) {
            accept(welcome.epoch());
            counters.add(ClientCounter.WELCOMES, 1);
            view.admitted(welcome.entity(), welcome.team());
            view.begin(welcome.origin(), nowNanos);
            resumeToken = Optional.of(welcome.token());
            state = ClientState.ENTERING;
            retryDelayNanos = FIRST_RETRY_NANOS;
            returnDelayNanos = FIRST_RETURN_NANOS;
            redirects = 0;
            wasInWorld = true;
            welcomeAddress = address;
            return true;
        }
        if (message instanceof ControlMessage.Welcome welcome && wentOn) {
            accept(welcome.epoch());
            view.admitted(welcome.entity(), welcome.team());
            resumeToken = Optional.of(welcome.token());
        } else if (message instanceof ControlMessage.Refused refused && refused.isBusy()) {
            counters.add(ClientCounter.BUSY, 1);
        } else if (message instanceof ControlMessage.Refused) {
            counters.add(ClientCounter.REFUSED, 1);
            boolean isTokenToBlame = resumeToken.isPresent() && redirects > 0;
            resumeToken = Optional.empty();
            if (isTokenToBlame) {
                // It was sent here with a token that is not believed here: the wall clocks of the two are apart. No
                // other address may lead here but by such a token, so it says here who it is.
                view.disconnect(nowNanos, GameCloseReason.RESUMING, "the token is not believed");
                connectTo(address, nowNanos);
            }
        } else if (message instanceof ControlMessage.Correction) {
            // The exact state comes with the next snapshot; this says why.
            counters.add(ClientCounter.CORRECTIONS, 1);
        } else if (message instanceof ControlMessage.Redirect redirect) {
            resumeToken = Optional.of(redirect.token());
            view.disconnect(nowNanos, GameCloseReason.RESUMING, "redirected");
            counters.add(ClientCounter.REDIRECTS, 1);
            if (redirects == REDIRECTS_MAX) {
                retryLater(nowNanos);
            } else {
                redirects++;
                connectTo(redirect.address(), nowNanos);
            }
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
        return false;
    }

    /** A zone acts for the player under that owner epoch, and those of before do not. */
    private void accept(int newEpoch) {
        epoch = newEpoch;
        probes.record(ProbeKind.EPOCH_ACCEPTED, options.player(), newEpoch, BY_CLIENT, 0);
    }

    /** The first snapshot has come. */
    void entered() {
        state = ClientState.PLAYING;
    }

    /**
     * Another zone acts for the player from now on: its view takes the place of the one in use, whose session ends.
     *
     * @param nextEpoch under which that zone acts
     * @param token for resuming there
     * @param nextAddress where that is
     * @return the view that was in use
     */
    View goOn(View next, int nextEpoch, byte[] token, long nextAddress, long nowNanos) {
        accept(nextEpoch);
        View old = view;
        view = next;
        wentOn = true;
        address = nextAddress;
        welcomeAddress = nextAddress;
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
        // Who is kept out, or plays elsewhere as well, is not awaited.
        wasInWorld &= reason != GameCloseReason.CHEATING && reason != GameCloseReason.TAKEN_OVER;
        view.disconnected();
        retryLater(nowNanos);
    }
}
