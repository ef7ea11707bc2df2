package io.darkages.engine.zone;

import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.transport.CloseReason;
import io.darkages.engine.transport.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way in and out: login, resume, leave, and entities that wait for their player to come back. A
 * session belongs to nobody until its first message proves who is speaking.
 */
final class Lobby {

    /** A login or resume message takes about 100 bytes; who has not sent one may not hold more memory than this. */
    private static final int VISITOR_RECEIVE_BYTES = 1_024;

    /** A session that has not said who it is. */
    private record Visitor(long sinceNanos) {}

    private final World world;
    private final ZoneOptions.Access access;
    /** What a session may hold once its player is known. */
    private final int receiveBytesMax;

    private final Roster roster;
    private final ZoneCounters counters;
    private final Probes probes;
    private final ReplicationPhase replication;
    private final QualityOfService quality;
    private final Optional<CombatPhase> combat;
    private final Bans bans = new Bans();
    private final List<Session> visitors = new ArrayList<>();
    private final MotionState state = new MotionState();

    Lobby(
            World world,
            ZoneOptions options,
            Roster roster,
            ZoneCounters counters,
            Probes probes,
            ReplicationPhase replication,
            QualityOfService quality,
            Optional<CombatPhase> combat) {
        this.world = world;
        access = options.access();
        receiveBytesMax = options.endpoint().buffers().reliableReceiveBytesMax();
        this.roster = roster;
        this.counters = counters;
        this.probes = probes;
        this.replication = replication;
        this.quality = quality;
        this.combat = combat;
    }

    /** Bans held, the measure of {@link io.darkages.engine.port.BoundedStructure#BANS}. */
    int banCount() {
        return bans.count();
    }

    void arrived(Session session, long monotonicNanos) {
        session.attach(new Visitor(monotonicNanos));
        session.limitReliableReceive(Math.min(VISITOR_RECEIVE_BYTES, receiveBytesMax));
        visitors.add(session);
    }

    /** A control message of a session that may or may not have a player. */
    void control(Session session, ControlMessage message, int tick, long monotonicNanos, long wallMicros) {
        if (session.attachment() instanceof Player player) {
            if (message instanceof ControlMessage.Leave) {
                session.close(monotonicNanos, GameCloseReason.LEFT, "left");
                player.disconnect(monotonicNanos);
                leave(player);
            } else {
                counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
            }
            return;
        }
        AccessToken.Use use = AccessToken.Use.LOGIN;
        byte[] token = {};
        if (message instanceof ControlMessage.Login login && login.protocolVersion() == ControlCodec.PROTOCOL_VERSION) {
            token = login.token();
        } else if (message instanceof ControlMessage.Resume resume) {
            use = AccessToken.Use.RESUME;
            token = resume.token();
        }
        Optional<AccessToken.Claim> claim = access.tokens().verify(token, wallMicros);
        if (claim.isEmpty()
                || claim.get().use() != use
                || !roster.admits(claim.get().player())) {
            refuse(session, "no valid token", monotonicNanos);
        } else if (bans.holds(claim.get().player(), monotonicNanos)) {
            refuse(session, "banned for cheating", monotonicNanos);
        } else {
            enter(session, claim.get(), tick, monotonicNanos, wallMicros);
        }
    }

    private void enter(Session session, AccessToken.Claim claim, int tick, long monotonicNanos, long wallMicros) {
        Player player = world.find(claim.player());
        if (player == null && world.isFull()) {
            refuse(session, "the zone is full", monotonicNanos);
            return;
        }
        if (player != null && claim.use() == AccessToken.Use.RESUME && claim.epoch() != player.epoch) {
            refuse(session, "the token is of another epoch", monotonicNanos);
            return;
        }
        if (player == null) {
            roster.spawn(claim.player(), state);
            player = world.add(claim.player(), roster.team(claim.player()), state, tick);
            player.epoch = claim.epoch();
            counters.add(ZoneCounter.JOINED, 1);
            probes.record(ProbeKind.PLACED, player.id, state.x, state.z, state.y);
        } else {
            counters.add(ZoneCounter.RESUMED, 1);
            if (player.isConnected()) {
                // The same player twice: the newer session wins, there are never twins.
                Session old = player.session().orElseThrow();
                old.close(monotonicNanos, GameCloseReason.TAKEN_OVER, "resumed elsewhere");
            }
        }
        visitors.remove(session);
        world.combat.renumber(EntityTable.slot(player.entity), player.gate.lastProcessed(), 1);
        player.connect(session, new Viewer(world.entities.capacity()), tick);
        player.epoch++;
        session.attach(player);
        session.limitReliableReceive(receiveBytesMax);
        replication.begin(player, tick, quality.policy());
        welcome(player, session, tick, wallMicros);
        if (combat.isPresent()) {
            combat.get().connected(player, tick);
        }
        probes.record(ProbeKind.JOINED, player.id, player.entity & 0xFFFF_FFFFL, player.epoch, 0);
    }

    private void welcome(Player player, Session session, int tick, long wallMicros) {
        AccessToken.Claim claim = new AccessToken.Claim(AccessToken.Use.RESUME, player.id, player.epoch);
        byte[] token = access.tokens().issue(claim, wallMicros + access.tokenLifeMicros());
        int team = world.entities.team(EntityTable.slot(player.entity));
        byte[] message = ControlCodec.encode(
                new ControlMessage.Welcome(player.id, player.entity, player.epoch, tick, team, token));
        session.sendReliable(message, 0, message.length);
    }

    private void refuse(Session session, String reason, long monotonicNanos) {
        counters.add(ZoneCounter.REFUSED, 1);
        byte[] message = ControlCodec.encode(new ControlMessage.Refused(reason));
        session.sendReliable(message, 0, message.length);
        session.closeWhenDelivered(monotonicNanos, GameCloseReason.REFUSED, reason);
    }

    /** The transport says that this session is over. */
    void ended(Session session, int reason, long monotonicNanos) {
        visitors.remove(session);
        if (session.attachment() instanceof Player player && player.session().equals(Optional.of(session))) {
            player.disconnect(monotonicNanos);
            if (reason == CloseReason.NORMAL || reason == GameCloseReason.LEFT) {
                leave(player);
            }
        }
    }

    /** Whoever is hurt or dead stays as if the connection had broken: to leave and come anew heals nobody. */
    private void leave(Player player) {
        if (combat.isEmpty() || world.combat.isUnhurt(EntityTable.slot(player.entity))) {
            remove(player);
        }
    }

    /** Ends a cheat's session, takes its entity out of the world, and keeps it out for a while. */
    void punish(Player player, int reason, long monotonicNanos) {
        counters.add(ZoneCounter.PUNISHED, 1);
        probes.record(ProbeKind.PUNISHED, player.id, reason, 0, 0);
        bans.add(player.id, monotonicNanos + access.banNanos());
        player.session()
                .ifPresent(session -> session.close(monotonicNanos, GameCloseReason.CHEATING, "inputs too fast"));
        remove(player);
    }

    /** Sends away who says nothing, and takes away who did not come back. */
    void expire(long monotonicNanos) {
        for (int i = visitors.size() - 1; i >= 0; i--) {
            Session session = visitors.get(i);
            if (session.attachment() instanceof Visitor visitor
                    && monotonicNanos - visitor.sinceNanos() > access.loginNanos()) {
                counters.add(ZoneCounter.LOGIN_TIMEOUTS, 1);
                session.close(monotonicNanos, GameCloseReason.NO_LOGIN, "no login");
                visitors.remove(session);
            }
        }
        for (int i = world.playerCount() - 1; i >= 0; i--) {
            Player player = world.player(i);
            if (!player.isConnected() && monotonicNanos - player.disconnectedNanos > access.lingerNanos()) {
                remove(player);
            }
        }
    }

    private void remove(Player player) {
        if (world.entities.exists(player.entity)) {
            combat.ifPresent(phase -> phase.leaving(player));
            world.remove(player);
            counters.add(ZoneCounter.LEFT, 1);
            probes.record(ProbeKind.LEFT, player.id, 0, 0, 0);
        }
    }
}
