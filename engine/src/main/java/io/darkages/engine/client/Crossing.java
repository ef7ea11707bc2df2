package io.darkages.engine.client;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.Session;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way from one zone into the next while a player runs: a second view, which is opened when the zone says so, warms
 * up, and is gone on with when the next zone acts for the player. If that comes to nothing, it is closed and nothing of
 * it remains. There is never more than one; a newer one takes its place.
 *
 * <p>Not thread-safe. Makes the second view with the first handoff, and uses the two in turn from then on.
 */
final class Crossing {

    /**
     * Without a word from the next zone for so long it is given up: what a migration may take. It holds nothing up, for
     * the player goes on in the first view.
     */
    static final long SILENCE_NANOS = 5_000_000_000L;

    /** How the player tries to get in there, see {@link ProbeKind#LOGIN_TRIED}. */
    private static final int ARRIVES = 2;

    private enum State {
        NONE,
        CONNECTING,
        /** The token was sent. */
        ARRIVING,
        /** The next zone said who the player is to be there. */
        WELCOME
    }

    private final long player;
    private final Probes probes;
    private final Endpoint endpoint;
    private final ClientCounters counters;
    private final Prediction prediction;
    private final Supplier<View> views;
    private final BatchTamper tamper;
    private final HeldNotices notices;

    private State state = State.NONE;
    private Optional<View> second = Optional.empty();
    private byte[] token = {};
    private long address;
    private int epoch;
    private byte[] resumeToken = {};
    private long heardNanos;
    /** Where the next zone sends the player on before the client has gone on to it. */
    private Optional<ControlMessage.Handoff> further = Optional.empty();

    /**
     * @param views makes a view
     * @param tamper {@link BatchTamper#NONE} for honest clients
     */
    Crossing(
            long player,
            Endpoint endpoint,
            ClientCounters counters,
            Probes probes,
            Prediction prediction,
            Supplier<View> views,
            BatchTamper tamper) {
        this.player = player;
        this.probes = probes;
        this.endpoint = endpoint;
        this.counters = counters;
        this.prediction = prediction;
        this.views = views;
        this.tamper = tamper;
        notices = new HeldNotices(counters);
    }

    boolean isUnderWay() {
        return state != State.NONE;
    }

    /** The second view; only while {@link #isUnderWay}. */
    View view() {
        return second.orElseThrow();
    }

    boolean isOf(Session session) {
        return isUnderWay() && view().isOf(session);
    }

    /** The zone sends the player on. */
    void begin(ControlMessage.Handoff handoff, long nowNanos) {
        giveUp(nowNanos, "another handoff");
        counters.add(ClientCounter.HANDOFFS, 1);
        if (second.isEmpty()) {
            second = Optional.of(views.get());
        }
        View view = view();
        view.admitted(0, 0);
        view.begin(handoff.origin(), nowNanos);
        view.uplink.reset(prediction.newestSequence());
        token = handoff.token();
        address = handoff.address();
        probes.record(ProbeKind.LOGIN_TRIED, player, ARRIVES, address, 0);
        notices.clear();
        further = Optional.empty();
        heardNanos = nowNanos;
        state = State.CONNECTING;
        view.connectBy(endpoint.connect(nowNanos, handoff.address()));
    }

    /** Closes the second view, if there is one. */
    void giveUp(long nowNanos, String why) {
        if (isUnderWay()) {
            end();
            view().disconnect(nowNanos, GameCloseReason.STAYED, why);
        }
    }

    private void end() {
        state = State.NONE;
        counters.add(ClientCounter.HANDOFFS_GIVEN_UP, 1);
        notices.clear();
    }

    /** The handshake with the next zone is over. */
    void connected(long nowNanos) {
        state = State.ARRIVING;
        heardNanos = nowNanos;
        byte[] message = ControlCodec.encode(new ControlMessage.Arrive(tamper.shown(token)));
        view().session().sendReliable(message, 0, message.length);
        view().session().flush(nowNanos);
    }

    /** The next zone closed the session, or never answered. */
    void closed() {
        view().disconnected();
        end();
    }

    /** The next zone says something reliable. */
    void receive(byte[] buffer, int offset, int length, long nowNanos) {
        heardNanos = nowNanos;
        if (notices.receive(buffer, offset, length)) {
            return;
        }
        Optional<ControlMessage> message = ControlCodec.decode(buffer, offset, length);
        if (message.isPresent() && message.get() instanceof ControlMessage.Welcome welcome) {
            welcomed(welcome, nowNanos);
        } else if (message.isPresent()
                && (message.get() instanceof ControlMessage.Refused
                        || message.get() instanceof ControlMessage.Redirect)) {
            giveUp(nowNanos, "not admitted");
        } else if (message.isPresent() && message.get() instanceof ControlMessage.Handoff handoff) {
            further = Optional.of(handoff);
        } else if (message.isPresent() && message.get() instanceof ControlMessage.HandoffCancelled) {
            further = Optional.empty();
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
    }

    private void welcomed(ControlMessage.Welcome welcome, long nowNanos) {
        View view = view();
        if (!welcome.origin().equals(view.origin())) {
            view.begin(welcome.origin(), nowNanos);
        }
        view.admitted(welcome.entity(), welcome.team());
        resumeToken = welcome.token();
        epoch = welcome.epoch();
        state = State.WELCOME;
    }

    /** A snapshot counted in the second view. */
    void told(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** Whether the next zone has said all that the client needs to go on there. */
    boolean isWelcome() {
        return state == State.WELCOME;
    }

    /** Owner epoch under which the next zone acts; only if {@link #isWelcome}. */
    int epoch() {
        return epoch;
    }

    /** For resuming in the next zone; only if {@link #isWelcome}. */
    byte[] resumeToken() {
        return resumeToken;
    }

    /** Where the next zone is. */
    long address() {
        return address;
    }

    /** The player made a step. */
    void stepped(long nowNanos) {
        if (isUnderWay() && view().snapshots.any()) {
            view().uplink.stepped(view().session(), false, nowNanos);
        }
    }

    void advance(long nowNanos) {
        if (isUnderWay() && nowNanos - heardNanos > SILENCE_NANOS) {
            giveUp(nowNanos, "silent");
        }
    }

    /**
     * The client goes on with the second view.
     *
     * @param old what it goes on from, without a session; the second view of another time
     */
    void done(View old) {
        counters.add(ClientCounter.HANDOFFS_DONE, 1);
        second = Optional.of(old);
        state = State.NONE;
    }

    /** Follows where the zone that it went on to had sent the player meanwhile. */
    void follow(long nowNanos) {
        further.ifPresent(handoff -> begin(handoff, nowNanos));
    }

    /** Shows what the next zone told of the fight before its first state. */
    void release(Fight fight, View view, long nowNanos) {
        notices.release(fight, view, nowNanos);
    }
}
