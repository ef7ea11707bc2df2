package io.darkages.engine.zone;

import io.darkages.engine.backplane.CrossAttack;
import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageWriter;
import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.backplane.PlayerNotice;
import io.darkages.engine.ghost.GhostBands;
import io.darkages.engine.ghost.GhostOutlet;
import io.darkages.engine.ghost.GhostSender;
import io.darkages.engine.ghost.GhostTable;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputFlags;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Area;
import io.darkages.engine.space.Origin;
import io.darkages.engine.zone.TestZone.TestPlayer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Two zones side by side whose ticks and origins differ, joined by a backplane that takes a tick each way. East begins at
 * x = 24 m; players of {@link TestZone}'s circle stand at x = 20 to 39, z = -40 and more. Whoever logs in enters at once;
 * who is handed over is moved by the test.
 */
final class TwoZones {

    static final long EAST_ADDRESS = NetworkAddress.of(0x0A000009, 7_000);

    /** Ticks that the east is ahead of the west. */
    static final int AHEAD_TICKS = 347;

    private static final int BORDER = 24 * FixedPoint.ONE;
    private static final int FAR = 2_000 * FixedPoint.ONE;

    /** One of the two, and what is around it. */
    final class Side implements Admission, RemoteVictims, InputRelay, GhostOutlet {
        final int number;
        final TestZone world;
        final GhostSender sender;
        final GhostTable ghosts;
        final List<String> events = new ArrayList<>();
        final Queue<Runnable> inbox = new ArrayDeque<>();
        final Queue<Runnable> arriving = new ArrayDeque<>();
        private final MessageHeader header = new MessageHeader();
        /** Batches on their way to the other side, by the tick in which they come. */
        final TreeMap<Integer, List<Runnable>> relays = new TreeMap<>();
        /** Most ticks that such a batch takes, and how many of a million get lost. */
        int relayTicksMax;

        int relayLossPartsPerMillion;
        /** Attacks that it has passed on. */
        int strikes;

        boolean isCut;
        /** Who logs in or is called ahead waits until the test answers the ticket, which is kept here. */
        boolean letsWait;

        long ticket;

        Side(int number, long seed, Origin origin, Area other) {
            this.number = number;
            ZoneOptions options = TestZone.options(64)
                    .withCombat(ZoneOptions.Combat.unlogged(Arena.PLAIN))
                    .withOrigin(origin)
                    .withGhosts(32);
            ZonePorts ports = new ZonePorts(Optional.of(this), this, this);
            world = new TestZone(seed, options, Optional.empty(), ports, Origin.WORLD_CENTRE);
            Border border = world.zone.border();
            List<GhostSender.Neighbour> neighbours = List.of(new GhostSender.Neighbour(1 - number, other));
            sender = new GhostSender(GhostBands.STANDARD, origin, neighbours, border.slots());
            ghosts = new GhostTable(origin, 32, 64, border.watcher());
            border.follow(ghosts);
            header.sourceProcess = number + 1;
            header.sourceIncarnation = 1;
            header.sourceZone = number;
        }

        Side other() {
            return number == 0 ? east : west;
        }

        ZoneServer zone() {
            return world.zone;
        }

        void tick() {
            while (!relays.isEmpty() && relays.firstKey() <= world.tick) {
                other().inbox.addAll(relays.pollFirstEntry().getValue());
            }
            arriving.forEach(Runnable::run);
            arriving.clear();
            world.tick();
            if (!zone().isHeld()) {
                sender.run(world.tick, world.now, zone().border().source(), this);
            }
            ghosts.expire(world.now);
        }

        @Override
        public boolean isOpen(int zone) {
            return !isCut;
        }

        @Override
        public void send(int zone, EntitySync message) {
            byte[] bytes = new byte[1_300];
            MessageWriter out = new MessageWriter().wrap(bytes, 0, bytes.length);
            message.write(out);
            int length = out.length();
            Side to = other();
            to.inbox.add(() -> {
                EntitySync read = new EntitySync();
                read.read(new MessageReader().wrap(bytes, 0, length));
                to.ghosts.accept(to.world.now, header, read);
            });
        }

        @Override
        public boolean strike(CrossAttack attack) {
            byte[] bytes = new byte[1_300];
            MessageWriter out = new MessageWriter().wrap(bytes, 0, bytes.length);
            attack.write(out);
            int length = out.length();
            Side to = other();
            to.inbox.add(() -> {
                CrossAttack read = new CrossAttack();
                read.read(new MessageReader().wrap(bytes, 0, length));
                to.zone().border().struck(read);
            });
            strikes++;
            return !isCut;
        }

        @Override
        public void decided(PlayerNotice outcome) {
            byte[] bytes = new byte[1_300];
            MessageWriter out = new MessageWriter().wrap(bytes, 0, bytes.length);
            outcome.write(out);
            int length = out.length();
            Side to = other();
            to.inbox.add(() -> {
                PlayerNotice read = new PlayerNotice();
                read.read(new MessageReader().wrap(bytes, 0, length));
                to.zone().border().decided(read);
            });
        }

        @Override
        public void relay(long player, byte[] buffer, int offset, int length) {
            byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
            Side to = other();
            if (!fates.chance(relayLossPartsPerMillion)) {
                int ticks = relayTicksMax == 0 ? 0 : fates.nextInt(relayTicksMax + 1);
                relays.computeIfAbsent(world.tick + ticks, tick -> new ArrayList<>())
                        .add(() -> to.zone().border().relayed(player, bytes, 0, bytes.length));
            }
        }

        @Override
        public void arrived(long monotonicNanos, long itsTicket, AccessToken.Claim claim) {
            if (letsWait) {
                ticket = itsTicket;
                return;
            }
            zone().door().enter(monotonicNanos, itsTicket, claim.player(), claim.epoch() + 1);
            ghosts.ownedHere(claim.player(), claim.epoch() + 1);
        }

        /** The token is the player's number. */
        @Override
        public void handedOver(long monotonicNanos, long ticket, byte[] token) {
            zone().door().observe(monotonicNanos, ticket, token[0], 2);
        }

        @Override
        public void gone(long monotonicNanos, long ticket) {
            events.add("gone");
        }

        @Override
        public void leaving(long monotonicNanos, long player, Leaving reason) {
            events.add("leaving " + player + " " + reason);
        }

        @Override
        public void viewGone(long monotonicNanos, long player) {
            events.add("view of " + player + " gone");
        }

        int seen(TestPlayer viewer, long player) {
            int entity = zone().border().entityOf(player);
            for (int i = 0; i < viewer.client.replicas().end(); i++) {
                if (viewer.client.replicas().entity(i) == entity) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Of what is passed on. */
    final RandomStream fates;

    final Side west;
    final Side east;

    TwoZones() {
        this(40);
    }

    TwoZones(long seed) {
        fates = new Randomness(seed).stream("relays");
        west = new Side(0, seed, Origin.WORLD_CENTRE, new Area(BORDER, FAR, -FAR, FAR));
        east = new Side(1, seed + 1, new Origin(500, -3), new Area(-FAR, BORDER, -FAR, FAR));
        west.world.join(EAST_ADDRESS, east.world);
        for (int i = 0; i < AHEAD_TICKS; i++) {
            east.world.tick();
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            west.arriving.addAll(west.inbox);
            west.inbox.clear();
            east.arriving.addAll(east.inbox);
            east.inbox.clear();
            west.tick();
            east.tick();
        }
    }

    /** Joins on that side, looking along that way. */
    TestPlayer join(Side side, long id, int yaw, boolean isWalking) {
        TestPlayer player = side.world.join(id);
        player.hand = step -> InputWord.pack(isWalking ? InputFlags.FORWARD : 0, yaw, 0);
        ticks(40);
        return player;
    }

    /** Sends the player's client to look at the east. */
    void invite(TestPlayer player) {
        byte[] token = {(byte) player.id};
        ControlMessage handoff =
                new ControlMessage.Handoff(EAST_ADDRESS, token, east.zone().origin());
        west.zone().residents().tell(west.world.now, player.id, handoff);
    }

    /** Sends the player's client to a process that is about to take its zone over, which the east plays. */
    void callAhead(TestPlayer player) {
        AccessToken.Claim claim = new AccessToken.Claim(AccessToken.Use.RESUME, player.id, 0);
        ControlMessage handoff = new ControlMessage.Handoff(
                EAST_ADDRESS,
                TestZone.TOKENS.issue(claim, Long.MAX_VALUE),
                east.zone().origin());
        west.zone().residents().tell(west.world.now, player.id, handoff);
    }

    /** Freezes, hands over and installs; the way takes that many ticks. */
    PlayerImage move(long player, int ticks) {
        PlayerImage image = new PlayerImage();
        west.zone().residents().freeze(player);
        west.zone().residents().capture(west.world.now, player, image);
        ticks(ticks);
        if (!east.zone().residents().install(east.world.now, image, 2)) {
            throw new AssertionError("player " + player + " was not installed");
        }
        east.ghosts.ownedHere(player, 2);
        west.zone().residents().depart(west.world.now, player);
        return image;
    }

    static MotionState where(Side side, long player) {
        MotionState state = new MotionState();
        if (!side.zone().residents().locate(player, state)) {
            throw new AssertionError("player " + player + " is not there");
        }
        return state;
    }
}
