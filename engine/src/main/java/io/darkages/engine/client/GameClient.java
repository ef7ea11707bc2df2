package io.darkages.engine.client;

import io.darkages.engine.combat.AttackKind;
import io.darkages.engine.combat.DrawnPlace;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.snapshot.ReplicaTable;
import io.darkages.engine.snapshot.SnapshotDecoder;
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

    private final ClientOptions options;
    private final SessionProbes sessionProbes;
    private final ClientCounters counters = new ClientCounters();
    private final Endpoint endpoint;
    private final Connection connection;
    private final Crossing crossing;
    private final Prediction prediction;
    private final EntityMatch match = new EntityMatch();
    private final HandoffMeter handoffMeter;
    private final Frames frames;
    private final Sight sight;
    private final Strikes strikes;
    private final Fight fight;
    private final Downlink downlink;

    private long nowNanos;

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
        sessionProbes = new SessionProbes(probes, session -> options.player());
        endpoint = new Endpoint(
                options.endpoint(),
                datagrams,
                new Sessions(),
                cryptography,
                random,
                HandshakeWorker.INLINE,
                sessionProbes);
        prediction = new Prediction(options.movement(), options.obstacles());
        ReplicaTable replicas = new ReplicaTable();
        RenderClock clock = new RenderClock();
        sight = new Sight(replicas, clock);
        strikes = new Strikes(options.player(), sight, counters, probes);
        View first = new View(replicas, clock, prediction, strikes, options, counters);
        connection = new Connection(options, endpoint, counters, probes, first);
        crossing =
                new Crossing(options.player(), endpoint, counters, probes, prediction, this::newView, options.tamper());
        frames = new Frames(first, prediction, counters, probes, measurements);
        handoffMeter = new HandoffMeter(measurements);
        downlink = new Downlink(options.player(), prediction, counters, probes, measurements);
        fight = new Fight(options, sight, strikes, prediction, counters, measurements);
    }

    private View newView() {
        return new View(new ReplicaTable(), new RenderClock(), prediction, strikes, options, counters);
    }

    /** Goes to the first address. */
    public void start(long monotonicNanos) {
        nowNanos = monotonicNanos;
        connection.connect(monotonicNanos);
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
        if (state() == ClientState.PLAYING) {
            View view = connection.view();
            Session current = view.session();
            int sequence = prediction.apply(inputWord, monotonicNanos);
            strikes.stepped(sequence, inputWord, prediction.predicted(), current.remoteId(), monotonicNanos);
            fight.stepped(monotonicNanos);
            view.uplink.stepped(current, true, monotonicNanos);
            crossing.stepped(monotonicNanos);
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
        connection.advance(monotonicNanos);
        crossing.advance(monotonicNanos);
        handoffMeter.advance(monotonicNanos);
        if (connection.isInWorld() && monotonicNanos - connection.view().freshNanos() > options.staleNanos()) {
            stay(monotonicNanos, "no fresh snapshot");
            connection.resumeElsewhere(monotonicNanos);
        }
        if (state() == ClientState.PLAYING) {
            frames.frame(connection.view(), monotonicNanos);
        }
    }

    /** Says goodbye; the entity leaves the world. A session that is not connected yet is given up. */
    public void leave(long monotonicNanos) {
        nowNanos = monotonicNanos;
        stay(monotonicNanos, "left");
        connection.leave(monotonicNanos);
    }

    /** No handoff is under way any more. */
    private void stay(long monotonicNanos, String why) {
        crossing.giveUp(monotonicNanos, why);
        handoffMeter.end();
    }

    private void reliable(byte[] buffer, int offset, int length) {
        if (fight.receive(connection.view(), buffer, offset, length, nowNanos)) {
            return;
        }
        Optional<ControlMessage> message = ControlCodec.decode(buffer, offset, length);
        if (message.isEmpty()) {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        } else if (message.get() instanceof ControlMessage.Handoff handoff && connection.isInWorld()) {
            crossing.begin(handoff, nowNanos);
        } else if (message.get() instanceof ControlMessage.HandoffCancelled) {
            crossing.giveUp(nowNanos, "called off");
        } else {
            control(message.get());
        }
    }

    private void control(ControlMessage message) {
        if (message instanceof ControlMessage.Redirect) {
            stay(nowNanos, "redirected");
        }
        if (connection.control(message, nowNanos)) {
            prediction.moveBy(options.movement().within(connection.view().origin()));
            downlink.reset();
            fight.reset();
        }
    }

    private void unreliable(Session from, byte[] buffer, int offset, int length) {
        if (length > 1 && buffer[offset] == MessageKind.SNAPSHOT) {
            // A snapshot may overtake the welcome: it says nothing yet.
            if (connection.isInWorld()) {
                snapshot(connection.view(), from, buffer, offset, length);
            }
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
    }

    private void snapshot(View view, Session from, byte[] buffer, int offset, int length) {
        if (!downlink.receive(view, from, buffer, offset + 1, length - 1, nowNanos)) {
            return;
        }
        downlink.reconcile(view, from, nowNanos);
        view.uplink.processed(downlink.acknowledged(), from.smoothedRoundTripNanos(), nowNanos);
        handoffMeter.ownState(nowNanos);
        if (state() == ClientState.ENTERING) {
            connection.entered();
            view.uplink.reset(prediction.newestSequence());
        }
    }

    private void nextZone(Session from, boolean reliable, byte[] buffer, int offset, int length) {
        View view = crossing.view();
        if (reliable) {
            crossing.receive(buffer, offset, length, nowNanos);
        } else if (length > 1 && buffer[offset] == MessageKind.SNAPSHOT) {
            boolean acts = downlink.receive(view, from, buffer, offset + 1, length - 1, nowNanos);
            crossing.told(view.freshNanos());
            if (acts && crossing.isWelcome() && state() == ClientState.PLAYING) {
                if (downlink.isContinuedBy(view)) {
                    goOn(view, from);
                } else {
                    comeAnew();
                }
            }
        } else {
            counters.add(ClientCounter.MALFORMED_MESSAGES, 1);
        }
    }

    /** The next zone acts for the player and can't go on with its inputs: it comes there anew, with a session of its own. */
    private void comeAnew() {
        counters.add(ClientCounter.HANDOFFS_BROKEN, 1);
        long address = crossing.address();
        byte[] token = crossing.resumeToken();
        stay(nowNanos, "not continued");
        connection.resumeAt(address, token, nowNanos);
    }

    /** The next zone acts for the player: from here on its view is drawn and gets the inputs. */
    private void goOn(View next, Session session) {
        match.match(connection.view(), next, nowNanos);
        handoffMeter.done(match, nowNanos);
        crossing.done(connection.goOn(next, crossing.epoch(), crossing.resumeToken(), crossing.address(), nowNanos));
        sight.show(next.replicas, next.clock);
        frames.show(next);
        prediction.moveBy(options.movement().within(next.origin()));
        next.start();
        downlink.reconcile(next, session, nowNanos);
        next.uplink.catchUp(downlink.acknowledged(), nowNanos);
        strikes.goOn(match, prediction, downlink.acknowledged(), session.remoteId());
        fight.goOn(match);
        crossing.release(fight, next, nowNanos);
        crossing.follow(nowNanos);
    }

    public ClientState state() {
        return connection.state();
    }

    public ClientCounters counters() {
        return counters;
    }

    /** Id of the player's own entity, once welcomed. */
    public int entity() {
        return connection.view().entity();
    }

    /** Origin of the zone that welcomed the player last; the world's centre before. */
    public Origin origin() {
        return connection.view().origin();
    }

    /** The player's own team, once welcomed; 0 for none. */
    public int team() {
        return connection.view().team();
    }

    /** The player's own predicted motion. The live object: read it, don't change it. */
    public MotionState predicted() {
        return prediction.predicted();
    }

    /** The entities around, as last told. Read it, don't change it, and ask again: a handoff puts another in its place. */
    public ReplicaTable replicas() {
        return connection.view().replicas;
    }

    /** What fighting shows the player. Read it, don't change it. */
    public CombatFeedback feedback() {
        return fight.feedback();
    }

    /** Digest of the client's canonical state. */
    public long stateHash() {
        SnapshotDecoder snapshots = connection.view().snapshots;
        long hash = Mix.fold(state().ordinal(), prediction.predicted().digest());
        hash = Mix.fold(hash, (long) prediction.newestSequence() << 32 | snapshots.newestId());
        hash = Mix.fold(hash, snapshots.digest());
        hash = Mix.fold(hash, fight.feedback().health());
        hash = Mix.fold(hash, replicas().liveCount());
        return crossing.isUnderWay() ? Mix.fold(hash, crossing.view().snapshots.digest()) : hash;
    }

    /** What the endpoint tells. */
    private final class Sessions implements EndpointListener {

        @Override
        public void connected(Session connected) {
            if (connection.view().isOf(connected)) {
                connection.connected(nowNanos);
            } else if (crossing.isOf(connected)) {
                crossing.connected(nowNanos);
            }
        }

        @Override
        public void message(
                Session from, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
            if (crossing.isOf(from)) {
                nextZone(from, reliable, buffer, offset, length);
            } else if (connection.view().isOf(from) && reliable) {
                reliable(buffer, offset, length);
            } else if (connection.view().isOf(from)) {
                unreliable(from, buffer, offset, length);
            }
        }

        @Override
        public void closed(Session closed, int reason, String debug) {
            sessionProbes.closed(closed, reason);
            if (connection.view().isOf(closed)) {
                stay(nowNanos, "the first session is closed");
                connection.closed(reason, nowNanos);
            } else if (crossing.isOf(closed)) {
                crossing.closed();
            }
        }
    }
}
