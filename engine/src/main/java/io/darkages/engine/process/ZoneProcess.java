package io.darkages.engine.process;

import io.darkages.engine.authority.LeaseState;
import io.darkages.engine.authority.LeaseTerm;
import io.darkages.engine.authority.OwnershipCheck;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageType;
import io.darkages.engine.backplane.ZoneStatus;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.random.Mix;
import io.darkages.engine.random.RandomSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One process of a world of zones: it serves one zone's area, or none, as the register lets it, and knows who serves the
 * others.
 *
 * <p>A process that serves nothing is a spare. It takes an area when a player comes who belongs there and nobody holds
 * it, or when its holder did not renew its lease for as long as a lease may last, or when its holder drains. While the
 * lease can't be renewed the world stands still; when another has taken it the world is closed, and whoever was in it
 * resumes elsewhere. A player enters after its row of the register says that it is this zone's, never before.
 *
 * <p>Each tick: {@link #advance}, the world's own tick, {@link #ticked}. {@link #mayAct} is to be asked with a fresh time
 * before the world's tick, and again before what it decided is sent. All calls on one thread.
 */
public final class ZoneProcess {

    /**
     * What surrounds it.
     *
     * @param access signs the tokens with which players are sent elsewhere
     * @param random of tokens; must not be guessable on a real socket
     * @param leaseTerm {@link LeaseTerm#STRICT}, but in tests of judges
     * @param ownershipCheck {@link OwnershipCheck#STRICT}, but in tests of judges
     * @param handoffCheck {@link HandoffCheck#STRICT}, but in tests of judges
     */
    public record Ports(
            Register register,
            HotState hot,
            ProcessLinks links,
            ZoneWorld world,
            AccessToken access,
            HandoffTokens handoffTokens,
            RandomSource random,
            Probes probes,
            LeaseTerm leaseTerm,
            OwnershipCheck ownershipCheck,
            HandoffCheck handoffCheck) {}

    private final ProcessOptions options;
    private final ZoneGrid grid;
    private final HandoffRules rules;
    private final ProcessIdentity self;
    private final Ports ports;
    private final ZoneWorld world;
    private final RequestNumbers requests = new RequestNumbers();
    private final MigrationNumbers numbers = new MigrationNumbers();
    private final ProcessCounters counters = new ProcessCounters();
    private final Directory directory;
    private final Succession succession;
    private final Drain drain;
    private final Logins logins;
    private final Heartbeat heartbeat;
    private final ZoneStatus heard = new ZoneStatus();
    private final MotionState place = new MotionState();

    /** Whose clients have been told where to go on, in their sessions of now. */
    private final Set<Long> called = new TreeSet<>();

    private Optional<Stint> stint = Optional.empty();
    private boolean isHeld;
    private boolean isRetired;
    private long emptySinceNanos;
    private long wallMicros;

    public ZoneProcess(ProcessOptions options, ZoneGrid grid, HandoffRules rules, ProcessIdentity self, Ports ports) {
        this.options = options;
        this.grid = grid;
        this.rules = rules;
        this.self = self;
        this.ports = ports;
        world = ports.world();
        directory = new Directory(options, grid, self, ports, requests);
        succession = new Succession(directory, options.timers(), self);
        drain = new Drain(directory, self, options.timers(), new Leaving());
        logins = new Logins(options, grid, ports, requests, new Doorman(), counters);
        heartbeat = new Heartbeat(options.timers(), self, ports.links(), ports.hot(), this::hinted);
    }

    /** Runs what is due before the world's tick. */
    public void advance(long monotonicNanos, long itsWallMicros) {
        wallMicros = itsWallMicros;
        directory.advance(monotonicNanos, this::peerLost);
        if (stint.isPresent()) {
            keep(monotonicNanos, stint.get());
        } else if (!isRetired && succession.seek(monotonicNanos)) {
            open(monotonicNanos, succession.take());
        }
        if (stint.isPresent()) {
            stint.get().ownership.advance(monotonicNanos);
            stint.get().migrations.advance(monotonicNanos);
        }
        logins.advance(monotonicNanos);
    }

    /** Looks after everybody who is in the world after its tick, and speaks to the others. */
    public void ticked(long monotonicNanos, int tick) {
        if (stint.isPresent() && stint.get().lease.isHeld(monotonicNanos)) {
            Stint now = stint.get();
            for (int i = world.count() - 1; i >= 0 && !drain.isUnderWay() && !isHeld; i--) {
                now.migrations.place(monotonicNanos, world.player(i), world.x(i), world.y(i), world.z(i));
            }
            now.sessions.advance(monotonicNanos);
            giveBackWhenEmpty(monotonicNanos, now);
        }
        heartbeat.want(wanted(monotonicNanos));
        heartbeat.handTo(drain.heir(monotonicNanos));
        long lease = stint.isPresent() ? stint.get().leaseNumber : 0;
        heartbeat.beat(
                monotonicNanos, tick, state(), servedOrWantedZone(), lease, !isRetired || stint.isPresent(), world);
    }

    private int servedOrWantedZone() {
        return stint.isEmpty() && !succession.isNone() ? succession.zone() : servedZone();
    }

    /** The zone that somebody should serve: that of players on their way, or the own one that was given back. */
    private int wanted(long nowNanos) {
        if (stint.isEmpty()) {
            return MessageHeader.NO_ZONE;
        }
        if (drain.isHandingOver()) {
            return drain.wanted(stint.get());
        }
        int wanted = stint.get().migrations.wanted(nowNanos);
        return wanted == ZoneGrid.NONE ? MessageHeader.NO_ZONE : wanted;
    }

    /** Holds the world if the lease ran out since it was looked at last: to be called before anything is taken in. */
    public void checkLease(long monotonicNanos) {
        if (stint.isPresent() && !isHeld && !stint.get().lease.isHeld(monotonicNanos)) {
            hold(true);
        }
    }

    /** Whether effects may be computed and sent at that time, read for this question. */
    public boolean mayAct(long monotonicNanos) {
        return stint.isPresent() && !isHeld && stint.get().lease.isHeld(monotonicNanos);
    }

    /** The same for one player. */
    public boolean mayAct(long monotonicNanos, long player) {
        return mayAct(monotonicNanos) && stint.get().ownership.isOwned(player);
    }

    /** Whether it could take a zone. */
    private boolean isFree() {
        return stint.isEmpty() && succession.isNone() && !isRetired;
    }

    private void open(long nowNanos, ZoneLease lease) {
        isHeld = false;
        emptySinceNanos = nowNanos;
        counters.increment(ProcessCounter.ZONES_OPENED);
        ports.links().serve(lease.zone());
        world.open(nowNanos, lease.zone());
        world.hold(false);
        stint = Optional.of(new Stint(options, grid, rules, self, ports, lease, requests, numbers, logins, counters));
    }

    private void keep(long nowNanos, Stint now) {
        boolean isOurs = now.lease.isHeld(nowNanos) && now.lease.number() == now.leaseNumber;
        if (drain.isHandingOver()) {
            drain.advance(nowNanos, now);
        } else if (now.lease.state() == LeaseState.WATCHING || now.lease.number() != now.leaseNumber) {
            close(nowNanos, now);
        } else if (!isOurs) {
            hold(true);
            if (drain.isUnderWay()) {
                drain.advanceWithoutLease(nowNanos, now);
            }
        } else if (drain.isUnderWay()) {
            drain.advance(nowNanos, now);
        } else {
            hold(false);
        }
    }

    private void hold(boolean isToHold) {
        if (isToHold != isHeld) {
            isHeld = isToHold;
            if (isToHold) {
                counters.increment(ProcessCounter.SUSPENSIONS);
            }
            world.hold(isToHold);
        }
    }

    private void close(long nowNanos, Stint now) {
        counters.increment(ProcessCounter.ZONES_CLOSED);
        now.migrations.clear();
        logins.forgetClaims(nowNanos);
        world.close(nowNanos);
        ports.links().serve(MessageHeader.NO_ZONE);
        isHeld = false;
        drain.end();
        called.clear();
        stint = Optional.empty();
    }

    private void giveBackWhenEmpty(long nowNanos, Stint now) {
        boolean isEmpty = world.count() == 0
                && now.ownership.playerCount() == 0
                && now.migrations.expected() == 0
                && logins.size() == 0;
        if (!isEmpty) {
            emptySinceNanos = nowNanos;
        } else if (!drain.isUnderWay()
                && nowNanos - emptySinceNanos >= options.timers().emptyNanos()) {
            now.lease.release(nowNanos);
            close(nowNanos, now);
        }
    }

    /**
     * Hands over what it serves, and serves nothing from then on: players are saved, the zone is given back, whoever
     * takes it gets them. {@link #isDrained} tells the end.
     */
    public void drain(long monotonicNanos) {
        isRetired = true;
        succession.giveUp(monotonicNanos);
        if (stint.isPresent() && !drain.isUnderWay()) {
            drain.begin(monotonicNanos);
        }
    }

    /** Whether it was told to drain and serves nothing any more. */
    public boolean isDrained() {
        return isRetired && stint.isEmpty();
    }

    /** A session proved to be that player's: its ticket is answered through {@link ZoneWorld}, now or later. */
    public void arrived(long monotonicNanos, long ticket, long player) {
        if (mayAct(monotonicNanos, player)
                && world.has(player)
                && !stint.get().migrations.isOpen(player)) {
            resume(monotonicNanos, ticket, player);
        } else {
            logins.arrived(monotonicNanos, ticket, player);
        }
    }

    private void resume(long nowNanos, long ticket, long player) {
        if (world.enter(nowNanos, ticket, player, stint.orElseThrow().ownership.epoch(player))) {
            called.remove(player);
            counters.increment(ProcessCounter.RESUMED);
        }
    }

    /** A client shows the token with which another zone sent it here. */
    public void handedOver(long monotonicNanos, long ticket, byte[] token) {
        OptionalLong player =
                stint.isPresent() ? stint.get().migrations.arrive(monotonicNanos, token) : OptionalLong.empty();
        if (player.isPresent()) {
            counters.increment(ProcessCounter.OBSERVED);
            ports.probes().record(ProbeKind.VIEW_OPENED, player.getAsLong(), HandoffTokens.mark(token), 0, 0);
            long epoch = stint.get().migrations.expectedEpoch(player.getAsLong());
            world.observe(monotonicNanos, ticket, player.getAsLong(), epoch);
        } else {
            counters.increment(ProcessCounter.NOT_OBSERVED);
            world.refuse(monotonicNanos, ticket, "no valid token");
        }
    }

    /** The ticket's session is over, and it was not answered. */
    public void gone(long monotonicNanos, long ticket) {
        logins.gone(monotonicNanos, ticket);
    }

    /** A player leaves the world for good. Not to be called for those whom this process takes out. */
    public void leaving(long monotonicNanos, long player) {
        if (stint.isPresent()) {
            Stint now = stint.get();
            now.migrations.left(monotonicNanos, player);
            now.sessions.left(monotonicNanos, player, now.ownership.epoch(player));
            now.ownership.release(monotonicNanos, player);
        }
    }

    /** Inputs came for a player who is frozen or gone: they are passed on; false if they are none of this. */
    public boolean relay(long player, byte[] buffer, int offset, int length) {
        return stint.isPresent() && stint.get().migrations.relay(player, buffer, offset, length);
    }

    /** Zone that a player went to not long ago or is on the way to, {@link ZoneGrid#NONE} if it is not. */
    public int goneTo(long player) {
        return stint.isPresent() ? stint.get().migrations.goneTo(player) : ZoneGrid.NONE;
    }

    /** Another process is silent, has ended or lost its zone: a hint, after which the register is asked. */
    public void peerLost(long monotonicNanos, long process) {
        stint.ifPresent(now -> now.migrations.peerGone(monotonicNanos, process));
    }

    /** Takes in a message of another process; false if it is not for this class, and not read then. */
    public boolean message(long monotonicNanos, MessageHeader header, MessageReader body) {
        if (header.type == MessageType.ZONE_STATUS) {
            if (heard.read(body) == CodecStatus.OK) {
                directory.spares().heard(monotonicNanos, header.sourceProcess, heard);
                hinted(monotonicNanos, heard);
            }
            return true;
        }
        boolean isMigration = header.type == MessageType.MIGRATION_REQUEST
                || header.type == MessageType.MIGRATION_ANSWER
                || header.type == MessageType.MIGRATION_STATE;
        if (isMigration && stint.isPresent()) {
            stint.get().migrations.message(monotonicNanos, header, body);
        }
        return isMigration;
    }

    /** Another process said what it does. */
    private void hinted(long nowNanos, ZoneStatus other) {
        directory.hinted(nowNanos, other);
        succession.drains(nowNanos, other);
        if (isFree()) {
            succession.heard(nowNanos, other);
        }
        stint.ifPresent(now -> drain.heard(other, now));
    }

    private byte[] token(long player) {
        // No epoch: where it goes, the register is asked.
        AccessToken.Claim claim = new AccessToken.Claim(AccessToken.Use.RESUME, player, 0);
        return ports.access().issue(claim, wallMicros + options.timers().tokenLifeNanos() / 1_000);
    }

    /** Does what a drain needs. */
    private final class Leaving implements Drain.Host {

        @Override
        public void hold(boolean isToHold) {
            ZoneProcess.this.hold(isToHold);
        }

        @Override
        public void callAhead(long nowNanos, long address) {
            for (int i = world.count() - 1; i >= 0; i--) {
                long player = world.player(i);
                // Who is between two zones has a view of the other one, and may need it.
                boolean isDue = !called.contains(player)
                        && !stint.orElseThrow().migrations.isOpen(player);
                if (isDue && world.callAhead(nowNanos, player, address, token(player))) {
                    called.add(player);
                    counters.increment(ProcessCounter.CALLED_AHEAD);
                }
            }
        }

        @Override
        public boolean isAnyoneHere() {
            return world.isAnyConnected();
        }

        @Override
        public void sendAway(long nowNanos, long address) {
            for (int i = world.count() - 1; i >= 0; i--) {
                long player = world.player(i);
                counters.increment(ProcessCounter.SENT_AWAY);
                world.sendAway(nowNanos, player, address, token(player));
            }
        }

        @Override
        public void close(long nowNanos) {
            ZoneProcess.this.close(nowNanos, stint.orElseThrow());
        }
    }

    /** Answers those who are looked up. */
    private final class Doorman implements Logins.Host {

        @Override
        public Logins.Verdict belongs(long nowNanos, long player, int zone, long ticket, long rowVersion, long[] row) {
            if (stint.isPresent() && stint.get().lease.zone() == zone) {
                return here(nowNanos, player, ticket, rowVersion, row);
            }
            if (succession.isHeir(nowNanos, zone)) {
                return Logins.Verdict.WAIT;
            }
            if (directory.isServedElsewhere(nowNanos, zone)) {
                return redirect(nowNanos, player, directory.address(zone), ticket);
            }
            boolean isOpen = directory.isVacant(zone) || directory.isSuspect(nowNanos, zone);
            boolean isReady = stint.isEmpty() && !isRetired && succession.zone() == zone;
            if (isFree() && isOpen) {
                succession.want(nowNanos, zone);
            } else if (!isReady && directory.isVacant(zone)) {
                long spare = directory.spares().address(nowNanos, zone);
                return spare == 0 ? Logins.Verdict.WAIT : redirect(nowNanos, player, spare, ticket);
            }
            return Logins.Verdict.WAIT;
        }

        private Logins.Verdict here(long nowNanos, long player, long ticket, long rowVersion, long[] row) {
            if (!mayAct(nowNanos)
                    || drain.isUnderWay()
                    || stint.orElseThrow().migrations.isOpen(player)) {
                return Logins.Verdict.WAIT;
            }
            if (world.has(player)) {
                resume(nowNanos, ticket, player);
                return Logins.Verdict.ANSWERED;
            }
            if (stint.get().ownership.claim(nowNanos, player, rowVersion, row)) {
                return Logins.Verdict.CLAIMED;
            }
            busy(nowNanos, ticket);
            return Logins.Verdict.ANSWERED;
        }

        private Logins.Verdict redirect(long nowNanos, long player, long address, long ticket) {
            counters.increment(ProcessCounter.REDIRECTED);
            world.redirect(nowNanos, ticket, address, token(player));
            return Logins.Verdict.ANSWERED;
        }

        @Override
        public void enter(long nowNanos, long ticket, long player, Optional<SessionRecord> session) {
            Stint now = stint.orElseThrow();
            boolean isStored = session.isPresent() && world.locate(session.get().bytes, session.get().length, place);
            if (!isStored) {
                world.spawn(player, place);
            }
            if (session.isPresent() && !isStored) {
                counters.increment(ProcessCounter.SESSIONS_UNREADABLE);
            }
            // Without the lease the row may be another's by now. And what is stored may be so old, or gone, that the
            // player's place is far from here: it is let go, and comes again where it belongs.
            boolean isHere = grid.origin(now.lease.zone()).reaches(place.x, place.z) && mayAct(nowNanos, player);
            long epoch = now.ownership.epoch(player);
            if (isHere
                    && (isStored
                            ? restore(nowNanos, ticket, session.get(), epoch)
                            : world.enter(nowNanos, ticket, player, epoch))) {
                counters.increment(isStored ? ProcessCounter.RESTORED : ProcessCounter.SPAWNED);
                now.sessions.entered(nowNanos, player);
            } else {
                busy(nowNanos, ticket);
                giveUp(nowNanos, player);
            }
        }

        private boolean restore(long nowNanos, long ticket, SessionRecord session, long epoch) {
            ports.probes()
                    .record(ProbeKind.SESSION_LOADED, session.player, session.epoch, session.version, session.digest());
            return world.enter(nowNanos, ticket, session.player, session.bytes, session.length, epoch);
        }

        @Override
        public void giveUp(long nowNanos, long player) {
            if (stint.isPresent() && !world.has(player)) {
                stint.get().ownership.release(nowNanos, player);
            }
        }

        @Override
        public void busy(long nowNanos, long ticket) {
            counters.increment(ProcessCounter.BUSY);
            world.refuse(nowNanos, ticket, ControlMessage.Refused.BUSY);
        }
    }

    public ZoneStatus.State state() {
        if (stint.isEmpty()) {
            return ZoneStatus.State.IDLE;
        }
        if (drain.isUnderWay()) {
            return ZoneStatus.State.DRAINING;
        }
        return isHeld ? ZoneStatus.State.SUSPENDED : ZoneStatus.State.SERVING;
    }

    /** The zone that it serves, or {@link MessageHeader#NO_ZONE}. */
    public int servedZone() {
        return stint.isPresent() ? stint.get().lease.zone() : MessageHeader.NO_ZONE;
    }

    /** Where whoever holds a zone is reached, as far as is known; 0 if nobody is. */
    public long addressOf(int zone) {
        return directory.address(zone);
    }

    /** Tells judges how full what may fill has been. */
    public void reportBounds() {
        logins.reportBounds(ports.probes());
        stint.ifPresent(now -> now.reportBounds(ports.probes()));
    }

    public ProcessCounters counters() {
        return counters;
    }

    /** Of the moves of the zone that is served now. */
    public Optional<MigrationCounters> migrationCounters() {
        return stint.map(now -> now.migrations.counters());
    }

    /** Digest of its state. */
    public long stateHash() {
        long hash = Mix.fold(logins.stateHash(), state().ordinal());
        hash = Mix.fold(Mix.fold(hash, servedZone()), succession.zone());
        for (int zone = 0; zone < directory.zones(); zone++) {
            hash = Mix.fold(hash, directory.lease(zone).stateHash());
        }
        if (stint.isPresent()) {
            hash = Mix.fold(hash, stint.get().ownership.stateHash());
            hash = Mix.fold(hash, stint.get().migrations.stateHash());
            hash = Mix.fold(hash, stint.get().sessions.stateHash());
        }
        return hash;
    }
}
