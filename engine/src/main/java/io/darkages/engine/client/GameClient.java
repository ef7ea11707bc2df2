package io.darkages.engine.client;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurement;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.SnapshotDecoder;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.HandshakeWorker;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.SessionProbes;
import io.darkages.engine.transport.crypto.Cryptography;
import java.util.Optional;

/**
 * A player's machine without a screen: connects, logs in, predicts its own motion, mirrors the entities
 * around it, and resumes elsewhere when the server falls silent. The owner calls {@link #receive} for
 * each datagram and, 60 times a second, {@link #step} with what the player pressed and then
 * {@link #advance}.
 *
 * <p>All calls on one thread, times from one monotonic clock. Allocates nothing once warm.
 */
public final class GameClient {

    /** Waits between attempts double from the first to the last, until one is welcomed. */
    private static final long FIRST_RETRY_NANOS = 1_000_000_000L;

    private static final long LAST_RETRY_NANOS = 16_000_000_000L;
    private static final int BOUNDS_PROBE_FRAMES = 60;
    /** How often a drawn entity is compared with where it was: ten times a second. */
    private static final int DRAWN_ERROR_FRAMES = 6;

    private final ClientOptions options;
    private final Probes probes;
    private final SessionProbes sessionProbes;
    private final Measurements measurements;
    private final ClientCounters counters = new ClientCounters();
    private final Endpoint endpoint;
    private final ReplicaTable replicas = new ReplicaTable();
    private final SnapshotDecoder snapshots = new SnapshotDecoder(replicas);
    private final Prediction prediction;
    private final RenderClock clock = new RenderClock();
    private final DrawnError drawnError;
    private final Sight sight;
    private final Strikes strikes;
    private final Fight fight;
    private final Downlink downlink;
    private final Uplink uplink;

    private ClientState state = ClientState.IDLE;
    private Optional<Session> session = Optional.empty();
    private Optional<byte[]> resumeToken = Optional.empty();
    private boolean atHome = true;
    private long retryNanos;
    private long retryDelayNanos = FIRST_RETRY_NANOS;
    private long nowNanos;
    private long frames;
    private int entity;
    private int mostReplicas;
    private int team;

    /**
     * @param cryptography the client's own
     * @param random source of connection ids and the sessions' secrets
     */
    public GameClient(
            ClientOptions options,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random,
            Probes probes,
            Measurements measurements) {
        this.options = options;
        this.probes = probes;
        sessionProbes = new SessionProbes(probes, session -> options.player());
        this.measurements = measurements;
        endpoint = new Endpoint(
                options.endpoint(),
                datagrams,
                new Sessions(),
                cryptography,
                random,
                HandshakeWorker.INLINE,
                sessionProbes);
        prediction = new Prediction(options.movement(), options.obstacles());
        drawnError = new DrawnError(replicas, measurements);
        downlink = new Downlink(options.player(), snapshots, prediction, clock, counters, probes, measurements);
        sight = new Sight(replicas, clock);
        strikes = new Strikes(options.player(), sight, counters, probes);
        fight = new Fight(options, sight, strikes, prediction, clock, counters, measurements);
        uplink = new Uplink(prediction, snapshots, strikes, options.tamper(), counters);
    }

    /** Goes to the home address. */
    public void start(long monotonicNanos) {
        nowNanos = monotonicNanos;
        connect();
    }

    /** A datagram came. */
    public void receive(long monotonicNanos, long from, byte[] buffer, int offset, int length) {
        nowNanos = monotonicNanos;
        endpoint.receive(monotonicNanos, from, buffer, offset, length);
    }

    /**
     * The player pressed something for a sixtieth of a second: predicted at once, sent with the next
     * batch. Ignored unless {@link ClientState#PLAYING}.
     *
     * @param inputWord as {@link io.darkages.engine.movement.InputWord} packs it
     */
    public void step(long monotonicNanos, long inputWord) {
        nowNanos = monotonicNanos;
        if (state == ClientState.PLAYING) {
            Session current = session.orElseThrow();
            int sequence = prediction.apply(inputWord, monotonicNanos);
            strikes.stepped(sequence, inputWord, prediction.predicted(), current.remoteId(), monotonicNanos);
            fight.stepped(monotonicNanos);
            uplink.stepped(current, monotonicNanos);
        }
    }

    /**
     * Aims at an entity from now on: the server tells more of it, and attacks are at it.
     *
     * @param entityId {@link EntityTable#NO_ENTITY} for nobody
     */
    public void aimAt(int entityId) {
        strikes.aimAt(entityId);
    }

    /**
     * Strikes with the next {@link #step}, whose input says where to, at whoever is aimed at and is on the screen then.
     * At most two attacks are made in eight steps; the rules, which allow fewer, are the server's to keep.
     */
    public void strike(AttackKind kind) {
        strikes.strike(kind);
    }

    /** Steps until the next attack is allowed by the rules, for all that the client knows; 0 if the next step may strike. */
    public int cooldownSteps() {
        return strikes.cooldownSteps(
                prediction.newestSequence() + 1, options.combat().cooldownTicks());
    }

    /**
     * Where an entity is on the screen at a time; asked just before {@link #step} with the same time, exactly what an
     * attack with that step sees.
     *
     * @param out changed only if the answer is true
     * @return false if the entity is not known
     */
    public boolean drawn(long monotonicNanos, int entityId, DrawnPlace out) {
        return drawnAt(monotonicNanos, sight.indexOf(entityId, Sight.NONE), out);
    }

    /**
     * {@link #drawn} of the entity at an index of {@link #replicas}, which need not be searched for.
     *
     * @param index -1 for nobody
     */
    public boolean drawnAt(long monotonicNanos, int index, DrawnPlace out) {
        return sight.draw(index, sight.timeQ8(monotonicNanos), out);
    }

    /**
     * Where an entity would have been on the screen at another time of drawing, of what is known of it now.
     *
     * @param timeQ8 in server ticks, Q8
     * @return false if the entity is not known
     */
    public boolean drawnThen(int entityId, long timeQ8, DrawnPlace out) {
        return sight.draw(sight.indexOf(entityId, Sight.NONE), timeQ8, out);
    }

    /** Whom the server last refused to let the player strike because it is on the same team; nobody at first. */
    public int lastFriend() {
        return fight.lastFriend();
    }

    /** A sixtieth of a second has passed: timers, and what a frame would draw. */
    public void advance(long monotonicNanos) {
        nowNanos = monotonicNanos;
        endpoint.advance(monotonicNanos);
        if (state == ClientState.RETRYING && monotonicNanos - retryNanos >= 0) {
            connect();
        }
        boolean inWorld = state == ClientState.PLAYING || state == ClientState.ENTERING;
        if (inWorld && monotonicNanos - downlink.freshNanos() > options.staleNanos()) {
            resumeElsewhere();
        }
        if (state == ClientState.PLAYING) {
            frame();
        }
    }

    /** Says goodbye; the entity leaves the world. A session that is not connected yet is given up. */
    public void leave(long monotonicNanos) {
        nowNanos = monotonicNanos;
        state = ClientState.IDLE;
        if (session.isPresent()) {
            Session leaving = session.get();
            byte[] message = ControlCodec.encode(new ControlMessage.Leave());
            if (leaving.sendReliable(message, 0, message.length)) {
                leaving.flush(monotonicNanos);
            } else {
                leaving.close(monotonicNanos, GameCloseReason.LEFT, "left");
            }
        }
    }

    private void frame() {
        measurements.record(Measurement.SNAPSHOT_AGE, nowNanos - downlink.freshNanos());
        if (frames % DRAWN_ERROR_FRAMES == 0) {
            drawnError.frame(clock.renderTickQ8(nowNanos));
        }
        counters.add(ClientCounter.FRAMES, 1);
        mostReplicas = Math.max(mostReplicas, replicas.liveCount());
        // The first frame is one of them: a player who leaves within a second was looked at, too.
        if (++frames % BOUNDS_PROBE_FRAMES == 1) {
            probes.bound(BoundedStructure.CLIENT_REPLICAS, mostReplicas, Viewer.MAX_VISIBLE);
            probes.bound(BoundedStructure.CLIENT_INPUTS, prediction.mostUnacknowledged(), Prediction.CAPACITY);
        }
    }

    /** Whether it is the session in use; an old one may still be closing. */
    private boolean isCurrent(Session candidate) {
        return session.isPresent() && session.get() == candidate;
    }

    private void connect() {
        state = ClientState.CONNECTING;
        counters.add(ClientCounter.CONNECTS, 1);
        session = Optional.of(endpoint.connect(nowNanos, atHome ? options.homeAddress() : options.otherAddress()));
    }

    private void resumeElsewhere() {
        Optional<Session> old = session;
        session = Optional.empty();
        old.ifPresent(gone -> gone.close(nowNanos, GameCloseReason.RESUMING, "no fresh snapshot"));
        atHome = !atHome;
        connect();
    }

    private void retry() {
        session = Optional.empty();
        state = ClientState.RETRYING;
        retryNanos = nowNanos + retryDelayNanos;
        retryDelayNanos = Math.min(LAST_RETRY_NANOS, 2 * retryDelayNanos);
        atHome = !atHome;
    }

    private void control(ControlMessage message, Session from) {
        if (message instanceof ControlMessage.Welcome welcome && state == ClientState.LOGGING_IN) {
            counters.add(ClientCounter.WELCOMES, 1);
            entity = welcome.entity();
            team = welcome.team();
            resumeToken = Optional.of(welcome.token());
            state = ClientState.ENTERING;
            retryDelayNanos = FIRST_RETRY_NANOS;
            replicas.tellFrom(welcome.origin());
            uplink.tellTo(welcome.origin());
            prediction.moveBy(options.movement().within(welcome.origin()));
            downlink.reset(nowNanos);
            fight.reset();
        } else if (message instanceof ControlMessage.Refused) {
            counters.add(ClientCounter.REFUSED, 1);
            resumeToken = Optional.empty();
        } else if (message instanceof ControlMessage.Correction) {
            // The exact state comes with the next snapshot; this says why.
            counters.add(ClientCounter.CORRECTIONS, 1);
        } else if (message instanceof ControlMessage.Redirect redirect) {
            session = Optional.empty();
            resumeToken = Optional.of(redirect.token());
            from.close(nowNanos, GameCloseReason.RESUMING, "redirected");
            state = ClientState.CONNECTING;
            counters.add(ClientCounter.CONNECTS, 1);
            session = Optional.of(endpoint.connect(nowNanos, redirect.address()));
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
    }

    private void unreliable(Session from, byte[] buffer, int offset, int length) {
        boolean inWorld = state == ClientState.PLAYING || state == ClientState.ENTERING;
        if (length > 1 && buffer[offset] == MessageKind.SNAPSHOT) {
            // A snapshot may overtake the welcome: it says nothing yet.
            if (inWorld) {
                downlink.receive(from, buffer, offset + 1, length - 1, nowNanos);
                if (state == ClientState.ENTERING && downlink.started()) {
                    state = ClientState.PLAYING;
                    uplink.reset(prediction.newestSequence());
                }
            }
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
    }

    public ClientState state() {
        return state;
    }

    public ClientCounters counters() {
        return counters;
    }

    /** Id of the player's own entity, once welcomed. */
    public int entity() {
        return entity;
    }

    /** Origin of the zone that welcomed the player last; the world's centre before. */
    public Origin origin() {
        return replicas.origin();
    }

    /** The player's own team, once welcomed; 0 for none. */
    public int team() {
        return team;
    }

    /** The player's own predicted motion. The live object: read it, don't change it. */
    public MotionState predicted() {
        return prediction.predicted();
    }

    /** The entities around, as last told. Read it, don't change it. */
    public ReplicaTable replicas() {
        return replicas;
    }

    /** What fighting shows the player. Read it, don't change it. */
    public CombatFeedback feedback() {
        return fight.feedback();
    }

    /** Digest of the client's canonical state. */
    public long stateHash() {
        long hash = Mix.fold(state.ordinal(), prediction.predicted().digest());
        hash = Mix.fold(hash, (long) prediction.newestSequence() << 32 | snapshots.newestId());
        hash = Mix.fold(hash, snapshots.digest());
        hash = Mix.fold(hash, fight.feedback().health());
        return Mix.fold(hash, replicas.liveCount());
    }

    /** What the endpoint tells. */
    private final class Sessions implements EndpointListener {

        @Override
        public void connected(Session connected) {
            if (!isCurrent(connected)) {
                return;
            }
            byte[] message = ControlCodec.encode(
                    resumeToken.isPresent()
                            ? new ControlMessage.Resume(resumeToken.get())
                            : new ControlMessage.Login(options.loginToken(), ControlCodec.PROTOCOL_VERSION));
            state = ClientState.LOGGING_IN;
            connected.sendReliable(message, 0, message.length);
            connected.flush(nowNanos);
        }

        @Override
        public void message(
                Session from, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
            if (!isCurrent(from)) {
                return;
            }
            if (!reliable) {
                unreliable(from, buffer, offset, length);
                return;
            }
            if (fight.receive(buffer, offset, length, entity, nowNanos)) {
                return;
            }
            Optional<ControlMessage> message = ControlCodec.decode(buffer, offset, length);
            if (message.isPresent()) {
                control(message.get(), from);
            } else {
                counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
            }
        }

        @Override
        public void closed(Session closed, int reason, String debug) {
            sessionProbes.closed(closed, reason);
            if (isCurrent(closed) && state != ClientState.IDLE) {
                if (reason == GameCloseReason.REFUSED) {
                    // The refusal itself may have been lost: without a token the next attempt logs in.
                    resumeToken = Optional.empty();
                }
                retry();
            }
        }
    }
}
