package io.darkages.engine.zone;

import io.darkages.engine.backplane.PlayerImage;
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
import java.util.Optional;

/**
 * The way in and out: login, resume, leave, and entities that wait for their player to come back. A session is one of the
 * {@link Visitors} until its first message proves who is speaking.
 */
final class Lobby {

    /** 100 ms: so long a world stands still from the last save until its zone's heir acts. */
    private static final int STANDING_TICKS = 6;

    private final World world;
    private final Visitors visitors;
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
    private final Optional<Admission> admission;
    private final PlayerImages images;
    private final Ghosts ghosts;
    private long expiredNanos;
    private final MotionState state = new MotionState();

    Lobby(
            World world,
            Visitors visitors,
            ZoneOptions options,
            Roster roster,
            ZoneCounters counters,
            Probes probes,
            ReplicationPhase replication,
            QualityOfService quality,
            Optional<CombatPhase> combat,
            Optional<Admission> admission,
            PlayerImages images,
            Ghosts ghosts) {
        this.world = world;
        this.visitors = visitors;
        access = options.access();
        receiveBytesMax = options.endpoint().buffers().reliableReceiveBytesMax();
        this.roster = roster;
        this.counters = counters;
        this.probes = probes;
        this.replication = replication;
        this.quality = quality;
        this.combat = combat;
        this.admission = admission;
        this.images = images;
        this.ghosts = ghosts;
    }

    /** Bans held, the measure of {@link io.darkages.engine.port.BoundedStructure#BANS}. */
    int banCount() {
        return bans.count();
    }

    /** A control message of a session that may or may not have a player. */
    void control(Session session, ControlMessage message, int tick, long monotonicNanos, long wallMicros) {
        if (session.attachment() instanceof Player player) {
            if (message instanceof ControlMessage.Leave) {
                session.close(monotonicNanos, GameCloseReason.LEFT, "left");
                player.disconnect(monotonicNanos);
                if (player.isObserving) {
                    lookAway(player, monotonicNanos);
                } else {
                    leave(player, monotonicNanos);
                }
            } else {
                counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
            }
            return;
        }
        if (!Visitors.isUnknown(session)) {
            counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
        } else if (admission.isPresent() && message instanceof ControlMessage.Arrive arrive) {
            arrived(session, arrive.token(), admission.get(), monotonicNanos, wallMicros);
        } else {
            identify(session, message, tick, monotonicNanos, wallMicros);
        }
    }

    /** The client plays elsewhere: its zone hands the player over, or is about to be taken over from here. */
    private void arrived(Session session, byte[] token, Admission owner, long monotonicNanos, long wallMicros) {
        Optional<AccessToken.Claim> claim =
                access.tokens().verify(token, wallMicros).filter(its -> its.use() == AccessToken.Use.RESUME);
        if (claim.isEmpty()) {
            owner.handedOver(monotonicNanos, visitors.ticket(session), token);
        } else if (!roster.admits(claim.get().player())
                || bans.holds(claim.get().player(), monotonicNanos)) {
            visitors.refuse(session, "not admitted", monotonicNanos);
        } else {
            owner.arrived(monotonicNanos, visitors.ticketToGoOn(session), claim.get());
        }
    }

    private void identify(Session session, ControlMessage message, int tick, long monotonicNanos, long wallMicros) {
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
            visitors.refuse(session, "no valid token", monotonicNanos);
        } else if (bans.holds(claim.get().player(), monotonicNanos)) {
            visitors.refuse(session, "banned for cheating", monotonicNanos);
        } else if (admission.isPresent()) {
            admission.get().arrived(monotonicNanos, visitors.ticket(session), claim.get());
        } else {
            admit(session, claim.get(), tick, monotonicNanos, wallMicros);
        }
    }

    /** In a zone that is all the world: a session goes on where the last one of that player left off. */
    private void admit(Session session, AccessToken.Claim claim, int tick, long monotonicNanos, long wallMicros) {
        Player player = world.find(claim.player());
        if (player == null && world.isFull()) {
            visitors.refuse(session, "the zone is full", monotonicNanos);
        } else if (player != null && claim.use() == AccessToken.Use.RESUME && claim.epoch() != player.epoch) {
            visitors.refuse(session, "the token is of another epoch", monotonicNanos);
        } else {
            int epoch = (player == null ? claim.epoch() : player.epoch) + 1;
            visitors.take(session);
            enter(session, claim.player(), Optional.empty(), false, epoch, tick, monotonicNanos, wallMicros);
        }
    }

    /** The answer to a ticket; the zone must have room. */
    void enter(
            long ticket,
            long player,
            Optional<PlayerImage> image,
            int epoch,
            int tick,
            long monotonicNanos,
            long wallMicros) {
        boolean goesOn = visitors.goesOn(ticket);
        enter(visitors.take(ticket), player, image, goesOn, epoch, tick, monotonicNanos, wallMicros);
    }

    /** @param goesOn whether the client goes on with the numbers of the inputs that it made elsewhere */
    private void enter(
            Session session,
            long id,
            Optional<PlayerImage> image,
            boolean goesOn,
            int epoch,
            int tick,
            long monotonicNanos,
            long wallMicros) {
        Player player = world.find(id);
        boolean isNew = player == null;
        if (isNew) {
            player = add(id, image, tick);
            counters.add(ZoneCounter.JOINED, 1);
            int slot = EntityTable.slot(player.entity);
            probes.record(ProbeKind.PLACED, id, world.entities.x(slot), world.entities.z(slot), world.entities.y(slot));
        } else {
            counters.add(ZoneCounter.RESUMED, 1);
            takeOver(player, monotonicNanos);
        }
        Viewer viewer = new Viewer(world.entities.capacity());
        if (goesOn) {
            player.goOn(session, viewer);
            player.gate.stood(isNew ? STANDING_TICKS : 0);
        } else {
            world.combat.renumber(EntityTable.slot(player.entity), player.gate.lastProcessed(), 1);
            player.connect(session, viewer, tick);
        }
        player.epoch = epoch;
        begin(player, session, tick, wallMicros);
    }

    private Player add(long id, Optional<PlayerImage> image, int tick) {
        if (image.isPresent()) {
            Player player = ghosts.adopt(id, image.get().team, image.get().motion, tick);
            images.restore(player, image.get(), tick);
            return player;
        }
        roster.spawn(id, state);
        return ghosts.adopt(id, roster.team(id), state, tick);
    }

    /** The same player twice: the newer session wins, there are never twins. */
    static void takeOver(Player player, long monotonicNanos) {
        if (player.isConnected()) {
            Session old = player.session().orElseThrow();
            old.close(monotonicNanos, GameCloseReason.TAKEN_OVER, "resumed elsewhere");
        }
    }

    /** A session of a player begins. */
    void begin(Player player, Session session, int tick, long wallMicros) {
        attach(player, session);
        look(player, session, tick, wallMicros);
        announce(player, tick);
    }

    void attach(Player player, Session session) {
        session.attach(player);
        session.limitReliableReceive(receiveBytesMax);
    }

    /** The player's client is shown the world from now on. */
    void look(Player player, Session session, int tick, long wallMicros) {
        replication.begin(player, tick, quality.policy());
        welcome(player, session, tick, wallMicros);
    }

    /** A player acts here. */
    void announce(Player player, int tick) {
        if (combat.isPresent()) {
            combat.get().connected(player, tick);
        }
        probes.record(ProbeKind.JOINED, player.id, player.entity & 0xFFFF_FFFFL, player.epoch, 0);
    }

    /** Takes a player out at the owner's wish. */
    void evict(Player player, int reason, String debug, long monotonicNanos) {
        Optional<Session> session = player.session();
        player.disconnect(monotonicNanos);
        if (player.isObserving) {
            world.removeObserver(player);
        } else {
            remove(player);
        }
        session.ifPresent(open -> open.close(monotonicNanos, reason, debug));
    }

    /** Takes a player out and tells its client to resume elsewhere. */
    void sendAway(Player player, long address, byte[] token, long monotonicNanos) {
        Optional<Session> session = player.session();
        player.disconnect(monotonicNanos);
        remove(player);
        session.ifPresent(open -> visitors.redirect(open, address, token, monotonicNanos));
    }

    private void welcome(Player player, Session session, int tick, long wallMicros) {
        AccessToken.Claim claim = new AccessToken.Claim(AccessToken.Use.RESUME, player.id, player.epoch);
        byte[] token = access.tokens().issue(claim, wallMicros + access.tokenLifeMicros());
        int team = world.entities.team(EntityTable.slot(player.entity));
        byte[] message = ControlCodec.encode(
                new ControlMessage.Welcome(player.id, player.entity, player.epoch, tick, team, token, world.origin()));
        session.sendReliable(message, 0, message.length);
    }

    /** The transport says that this session is over. */
    void ended(Session session, int reason, long monotonicNanos) {
        visitors.ended(session, monotonicNanos);
        if (session.attachment() instanceof Player player && player.session().equals(Optional.of(session))) {
            player.disconnect(monotonicNanos);
            if (player.isObserving) {
                lookAway(player, monotonicNanos);
            } else if (reason == CloseReason.NORMAL || reason == GameCloseReason.LEFT) {
                leave(player, monotonicNanos);
            }
        }
    }

    private void lookAway(Player observer, long monotonicNanos) {
        world.removeObserver(observer);
        admission.ifPresent(owner -> owner.viewGone(monotonicNanos, observer.id));
    }

    /** Whoever is hurt or dead stays as if the connection had broken: to leave and come anew heals nobody. */
    private void leave(Player player, long monotonicNanos) {
        if (!player.isFrozen && (combat.isEmpty() || world.combat.isUnhurt(EntityTable.slot(player.entity)))) {
            remove(player, Admission.Leaving.GOODBYE, monotonicNanos);
        }
    }

    /** Ends a cheat's session, takes its entity out of the world, and keeps it out for a while. */
    void punish(Player player, int reason, long monotonicNanos) {
        counters.add(ZoneCounter.PUNISHED, 1);
        probes.record(ProbeKind.PUNISHED, player.id, reason, 0, 0);
        bans.add(player.id, monotonicNanos + access.banNanos());
        player.session()
                .ifPresent(session -> session.close(monotonicNanos, GameCloseReason.CHEATING, "inputs too fast"));
        remove(player, Admission.Leaving.PUNISHED, monotonicNanos);
    }

    /**
     * Takes away who did not come back.
     *
     * @param isHeld nobody leaves then
     */
    void expire(long monotonicNanos, boolean isHeld) {
        advance(monotonicNanos, isHeld);
        expiredNanos = monotonicNanos;
    }

    private void advance(long monotonicNanos, boolean isHeld) {
        for (int i = world.playerCount() - 1; i >= 0; i--) {
            Player player = world.player(i);
            if (isHeld) {
                // Who is away could not have come back meanwhile.
                player.disconnectedNanos += monotonicNanos - expiredNanos;
                continue;
            }
            boolean isAwaited = player.isConnected() || player.isFrozen;
            if (!isAwaited && monotonicNanos - player.disconnectedNanos > access.lingerNanos()) {
                remove(player, Admission.Leaving.NOT_BACK, monotonicNanos);
            }
        }
    }

    private void remove(Player player, Admission.Leaving reason, long monotonicNanos) {
        if (world.entities.exists(player.entity)) {
            combat.ifPresent(phase -> phase.leaving(player));
            admission.ifPresent(owner -> owner.leaving(monotonicNanos, player.id, reason));
            remove(player);
        }
    }

    private void remove(Player player) {
        world.remove(player);
        counters.add(ZoneCounter.LEFT, 1);
        probes.record(ProbeKind.LEFT, player.id, 0, 0, 0);
    }
}
