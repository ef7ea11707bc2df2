package io.darkages.engine.process;

import io.darkages.engine.authority.LeaseTerm;
import io.darkages.engine.authority.OwnershipCheck;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.ZoneStatus;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Register;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Four zones, six processes, and players whose clients log in, wander, are handed over, and come back when nothing is
 * heard. Processes crash and start again, stand still for seconds, drain; register, hot state and links have their
 * faults. Steps of 20 ms. Each step that a player lives is counted where it is acted for.
 */
final class ProcessWorld {

    static final int PLAYERS = 10;
    static final int PROCESSES = 6;
    static final long MILLI = 1_000_000;

    private static final int STEP_MILLIS = 20;
    private static final int FAULT_STEPS = 2_000;
    private static final int STEPS = 3_000;
    private static final int SPEED = 30 * FixedPoint.ONE * STEP_MILLIS / 1_000;
    private static final int SILENCE_STEPS = 50;
    /** 4 s. */
    private static final int DRAIN_STEPS = 200;

    /** A second, the way to the store, and as long as a save may be given up for lost and made again. */
    private static final int LIFE_LOST_MOST = 80;

    /** The usual mistakes. */
    enum Plant {
        NONE,
        LEASE_USED_AFTER_WAKING,
        SESSIONS_NOT_FENCED,
        AUTHORITY_BY_HEARSAY,
        EPOCH_KEPT_ON_TAKE_OVER
    }

    /** What goes wrong. */
    enum Faults {
        NONE,
        /** One process after the other is drained. */
        DRAINS,
        /** The same, each while the register is away. */
        DRAINS_WITHOUT_REGISTER,
        PROCESSES,
        ALL
    }

    private static final LeaseTerm NEVER_OVER = new LeaseTerm() {
        @Override
        public long countedFrom(long sentNanos, long answeredNanos) {
            return answeredNanos;
        }

        @Override
        public boolean isOver(long nowNanos, long untilNanos) {
            return false;
        }
    };

    private final Randomness randomness;
    private final RandomStream random;
    private final ModelClock clock = new ModelClock();
    private final ModelRegister register;
    private final ModelHotState hot;
    private final ModelBackplane backplane;
    private final ZoneGrid grid = new ZoneGrid(2, 2, 300);
    private final List<Process> processes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final SortedMap<Long, Client> tickets = new TreeMap<>();
    private final Plant plant;
    private final Faults faults;
    private long lastTicket;
    private long lastIncarnation;
    private int step;

    String failure = "";
    int takeovers;
    int restored;
    int migrated;
    int suspensions;
    int sentAway;
    int redirected;
    int lifeLost;
    int longestAway;
    /** The most that any process told of each {@link BoundedStructure}. */
    final long[] marks = new long[BoundedStructure.values().length];

    int drained;
    int wentAhead;
    private boolean isDrainJudged;

    ProcessWorld(long seed, Plant plant, Faults faults) {
        this.plant = plant;
        this.faults = faults;
        randomness = new Randomness(seed);
        random = randomness.stream("processes");
        register = new ModelRegister(clock, randomness.stream("register"));
        register.keepsEpochs = plant == Plant.EPOCH_KEPT_ON_TAKE_OVER;
        hot = new ModelHotState(clock, randomness.stream("hot"));
        hot.forgetsEpochs = plant == Plant.SESSIONS_NOT_FENCED;
        backplane = new ModelBackplane(clock, randomness.stream("backplane"));
        for (int number = 1; number <= PROCESSES; number++) {
            processes.add(new Process(number));
        }
        for (int player = 1; player <= PLAYERS; player++) {
            clients.add(new Client(player));
        }
    }

    private boolean isFaulty() {
        return faults != Faults.NONE && step < FAULT_STEPS;
    }

    void run() {
        for (step = 0; step < STEPS && failure.isEmpty(); step++) {
            clock.runTo((long) step * STEP_MILLIS * MILLI);
            inject();
            for (Process process : processes) {
                process.step();
            }
            for (Client client : clients) {
                client.step();
            }
            judge();
        }
        for (Client client : clients) {
            if (failure.isEmpty() && (client.at == null || client.silentSteps > 1)) {
                fail("player " + client.player + " does not play in the end");
            }
        }
    }

    private void judge() {
        if (failure.isEmpty() && !hot.failure.isEmpty()) {
            fail(hot.failure);
        }
    }

    private void fail(String what) {
        if (failure.isEmpty()) {
            failure = "at " + step * STEP_MILLIS + " ms " + what;
        }
    }

    private void inject() {
        boolean isFaulty = isFaulty();
        boolean hasStores = isFaulty && faults == Faults.ALL;
        register.unknownPerMille = hasStores ? 40 : 0;
        register.failedPerMille = hasStores ? 20 : 0;
        hot.unknownPerMille = hasStores ? 40 : 0;
        if (!isFaulty) {
            register.isAway = false;
            hot.isAway = false;
            for (Process process : processes) {
                process.heal();
            }
        } else if (faults == Faults.DRAINS) {
            if (step % DRAIN_STEPS == DRAIN_STEPS - 1) {
                processes.get(step / DRAIN_STEPS % PROCESSES).harm(2);
            }
        } else if (faults == Faults.DRAINS_WITHOUT_REGISTER) {
            drainWithoutRegister();
        } else if (random.nextInt(200) == 0 && hasStores) {
            boolean isRegister = random.nextInt(3) == 0;
            register.isAway |= isRegister;
            hot.isAway |= !isRegister;
            clock.at(random.between(200 * MILLI, 4_000 * MILLI), () -> {
                register.isAway = false;
                hot.isAway = false;
            });
        } else if (random.nextInt(120) == 0) {
            processes.get(random.nextInt(PROCESSES)).harm(random.nextInt(4));
        }
        if (random.nextInt(4) == 0) {
            clients.get(random.nextInt(PLAYERS)).turn();
        }
    }

    /** The register is away for 6 s and back for 6 s; a process drains as it goes. */
    private void drainWithoutRegister() {
        int inTurn = step % (4 * DRAIN_STEPS);
        Process process = processes.get(step / (4 * DRAIN_STEPS) % PROCESSES);
        if (inTurn == DRAIN_STEPS) {
            register.isAway = true;
            isDrainJudged = process.zone.state() == ZoneStatus.State.SERVING;
            drained += isDrainJudged ? 1 : 0;
            process.harm(2);
        } else if (inTurn == 3 * DRAIN_STEPS) {
            if (isDrainJudged && process.zone.state() != ZoneStatus.State.IDLE) {
                fail("process " + process.number + " still drains");
            }
            register.isAway = false;
        }
    }

    /** A player's machine. */
    private final class Client {
        private final long player;
        private int headingX;
        private int headingZ;
        private int life;
        private int livedStep;
        private long epoch;
        /** Who acted for it last. */
        private ModelClock.Owner owner = new ModelClock.Owner();
        /** Who it plays with; null without one. */
        private Process at;

        private long ticket;
        /** Of the session that it opened ahead of time where the zone will be served; 0 without one. */
        private long aheadTicket;

        private Process asked;
        private long next;
        private int silentSteps;
        private int retryStep;

        Client(long player) {
            this.player = player;
            retryStep = (int) player * 5;
        }

        void turn() {
            headingX = random.nextInt(3) - 1;
            headingZ = random.nextInt(3) - 1;
        }

        void step() {
            silentSteps++;
            if (at != null && at.isShowing(player)) {
                silentSteps = 0;
            }
            if (life > 0) {
                longestAway = Math.max(longestAway, silentSteps);
            }
            if ((at != null || ticket != 0) && silentSteps > SILENCE_STEPS && step > retryStep + SILENCE_STEPS) {
                lose();
                next = 0;
                retryStep = step;
            }
            if (at == null && ticket == 0 && step >= retryStep) {
                ask();
            }
        }

        private void ask() {
            Process process = processes.get(next > 0 ? (int) next - 1 : random.nextInt(PROCESSES));
            next = 0;
            retryStep = step;
            asked = process;
            ticket = ++lastTicket;
            tickets.put(ticket, this);
            long itsTicket = ticket;
            clock.forOwner(process.owner, 10 * MILLI, now -> process.zone.arrived(now, itsTicket, player));
        }

        private void lose() {
            if (ticket != 0) {
                tickets.remove(ticket);
                Process process = asked;
                long itsTicket = ticket;
                clock.forOwner(process.owner, 10 * MILLI, now -> process.zone.gone(now, itsTicket));
            }
            ticket = 0;
            aheadTicket = 0;
            at = null;
        }

        void again(long address, int steps) {
            ticket = 0;
            aheadTicket = 0;
            at = null;
            next = address;
            retryStep = step + steps;
        }
    }

    /** A machine, and the process that runs on it. */
    private final class Process implements ProcessLinks, ModelTown.Outlook {
        private final int number;
        private ModelClock.Owner owner = new ModelClock.Owner();
        private ModelTown town;
        private ZoneProcess zone;
        private final long[] routes = new long[4];
        private boolean wasServing;

        Process(int number) {
            this.number = number;
            start();
        }

        private void start() {
            owner = new ModelClock.Owner();
            town = new ModelTown(this);
            java.util.Arrays.fill(routes, 0);
            wasServing = false;
            Register port = plant == Plant.AUTHORITY_BY_HEARSAY
                    ? new ModelRegister(clock, randomness.stream("own", Long.toString(lastIncarnation))).seenBy(owner)
                    : register.seenBy(owner);
            lastIncarnation++;
            zone = new ZoneProcess(
                    ProcessOptions.STANDARD,
                    grid,
                    HandoffRules.standard(),
                    new ProcessIdentity(number, lastIncarnation, number),
                    new ZoneProcess.Ports(
                            port,
                            hot.seenBy(owner),
                            this,
                            town,
                            new AccessToken(new byte[16]),
                            new HandoffTokens(new byte[16]),
                            randomness.stream("tokens", Long.toString(lastIncarnation)),
                            this::told,
                            plant == Plant.LEASE_USED_AFTER_WAKING ? NEVER_OVER : LeaseTerm.STRICT,
                            OwnershipCheck.STRICT,
                            HandoffCheck.STRICT));
            backplane.join(number, owner, this::heard);
        }

        /** What judges are told. */
        private void told(ProbeKind kind, long player, long structure, long highWater, long cap) {
            if (kind == ProbeKind.BOUNDED) {
                marks[(int) structure] = Math.max(marks[(int) structure], highWater);
                if (highWater > cap) {
                    fail(BoundedStructure.values()[(int) structure] + " reached " + highWater + " of " + cap);
                }
            }
        }

        private void heard(long nanos, MessageHeader header, MessageReader body) {
            zone.message(nanos, header, body);
        }

        void heal() {
            if (owner.isPaused) {
                clock.wake(owner);
            }
            if (owner.isDead || zone.isDrained()) {
                owner.isDead = true;
                start();
            }
            for (int other = 1; other <= PROCESSES; other++) {
                backplane.cut(number, other, false);
            }
        }

        void harm(int kind) {
            if (owner.isDead || owner.isPaused) {
                return;
            }
            switch (kind) {
                case 0 -> {
                    count();
                    owner.isDead = true;
                    clock.at(random.between(100 * MILLI, 5_000 * MILLI), () -> {
                        if (owner.isDead) {
                            start();
                        }
                    });
                }
                case 1 -> {
                    owner.isPaused = true;
                    clock.at(random.between(100 * MILLI, 6_000 * MILLI), () -> {
                        if (owner.isPaused) {
                            clock.wake(owner);
                        }
                    });
                }
                case 2 -> zone.drain(clock.now);
                default -> {
                    int other = 1 + random.nextInt(PROCESSES);
                    if (other != number) {
                        backplane.cut(number, other, true);
                        clock.at(random.between(100 * MILLI, 5_000 * MILLI), () -> backplane.cut(number, other, false));
                    }
                }
            }
        }

        private void count() {
            redirected += (int) zone.counters().count(ProcessCounter.REDIRECTED);
            suspensions += (int) zone.counters().count(ProcessCounter.SUSPENSIONS);
            sentAway += (int) zone.counters().count(ProcessCounter.SENT_AWAY);
        }

        boolean isShowing(long player) {
            return !owner.isDead && !owner.isPaused && zone.mayAct(clock.now) && town.residents.containsKey(player);
        }

        void step() {
            if (owner.isDead || owner.isPaused) {
                return;
            }
            long now = clock.now;
            town.nowNanos = now;
            zone.advance(now, now / 1_000);
            boolean isServing = zone.state() != ZoneStatus.State.IDLE;
            takeovers += isServing && !wasServing ? 1 : 0;
            wasServing = isServing;
            if (zone.mayAct(now)) {
                for (SortedMap.Entry<Long, ModelTown.Resident> entry : town.residents.entrySet()) {
                    if (!entry.getValue().isFrozen) {
                        live(now, entry.getKey(), entry.getValue());
                    }
                }
            }
            zone.ticked(now, step);
            zone.reportBounds();
            if (zone.isDrained() && random.nextInt(50) == 0) {
                count();
                owner.isDead = true;
                start();
            }
        }

        private void live(long now, long player, ModelTown.Resident resident) {
            Client client = clients.get((int) player - 1);
            if (!zone.mayAct(now, player)) {
                fail("process " + number + " acts for player " + player + " and does not own it");
            }
            if (client.livedStep == step) {
                fail("two act for player " + player + ", the second is process " + number);
            }
            if (resident.epoch < client.epoch) {
                fail("player " + player + " is acted for under " + resident.epoch + " after " + client.epoch);
            }
            if (resident.epoch == client.epoch && client.owner != owner) {
                fail("two act for player " + player + " under epoch " + client.epoch);
            }
            client.livedStep = step;
            client.owner = owner;
            client.epoch = resident.epoch;
            client.life = ++resident.life;
            resident.x = inWorld(resident.x + client.headingX * SPEED);
            resident.z = inWorld(resident.z + client.headingZ * SPEED);
        }

        private int inWorld(int coordinate) {
            return Math.max(-150 * FixedPoint.ONE, Math.min(150 * FixedPoint.ONE, coordinate));
        }

        @Override
        public void connect(long address) {
            if (address < 1 || address > PROCESSES) {
                fail("process " + number + " seeks a link with " + address);
            }
        }

        @Override
        public void route(int itsZone, long process) {
            routes[itsZone] = process;
        }

        @Override
        public void serve(int itsZone) {
            // Told in each message.
        }

        @Override
        public void broadcast(Message message) {
            for (int other = 1; other <= PROCESSES; other++) {
                if (other != number) {
                    backplane.send(number, zone.servedZone(), other, MessageHeader.BROADCAST, message);
                }
            }
        }

        @Override
        public long processOf(int itsZone) {
            return routes[itsZone];
        }

        @Override
        public boolean sendToZone(int itsZone, Message message) {
            return routes[itsZone] != 0 && backplane.send(number, zone.servedZone(), routes[itsZone], itsZone, message);
        }

        @Override
        public boolean sendToProcess(long process, Message message) {
            return backplane.send(number, zone.servedZone(), process, MessageHeader.NO_ZONE, message);
        }

        private Client answered(long ticket) {
            Client client = tickets.remove(ticket);
            return client == null || client.ticket != ticket ? null : client;
        }

        private boolean isAhead(long ticket) {
            Client client = tickets.get(ticket);
            return client != null && client.aheadTicket == ticket;
        }

        private void comesToNothing(long ticket) {
            tickets.remove(ticket).aheadTicket = 0;
        }

        @Override
        public void entered(long ticket, long player, boolean isNew, int life) {
            if (isAhead(ticket)) {
                Client client = tickets.remove(ticket);
                client.aheadTicket = 0;
                client.at = this;
                wentAhead++;
            }
            Client client = answered(ticket);
            if (client != null) {
                client.ticket = 0;
                client.at = this;
            }
            Client mind = clients.get((int) player - 1);
            if (isNew && mind.life > 0) {
                restored++;
                lifeLost = Math.max(lifeLost, mind.life - life);
                boolean isDurable = faults == Faults.PROCESSES || faults == Faults.DRAINS_WITHOUT_REGISTER;
                if (isDurable && mind.life - life > LIFE_LOST_MOST) {
                    fail("player " + player + " had lived " + mind.life + " steps and came back with " + life);
                }
            }
        }

        @Override
        public void redirected(long ticket, long address) {
            if (isAhead(ticket)) {
                comesToNothing(ticket);
                return;
            }
            Client client = answered(ticket);
            if (client != null) {
                client.again(address, 1);
            }
        }

        @Override
        public void refused(long ticket) {
            if (isAhead(ticket)) {
                comesToNothing(ticket);
                return;
            }
            Client client = answered(ticket);
            if (client != null) {
                client.again(0, 10);
            }
        }

        @Override
        public boolean invited(long player, int itsZone, long process, byte[] token) {
            Process target = processes.get((int) process - 1);
            Client client = clients.get((int) player - 1);
            if (client.at != this) {
                return false;
            }
            clock.forOwner(target.owner, random.between(20 * MILLI, 200 * MILLI), now -> {
                long ticket = ++lastTicket;
                target.zone.handedOver(now, ticket, token);
            });
            return true;
        }

        @Override
        public boolean calledAhead(long player, long address) {
            Client client = clients.get((int) player - 1);
            if (!isConnected(player)) {
                return false;
            }
            Process heir = processes.get((int) address - 1);
            long ticket = ++lastTicket;
            client.aheadTicket = ticket;
            tickets.put(ticket, client);
            clock.forOwner(
                    heir.owner, random.between(20 * MILLI, 300 * MILLI), now -> heir.zone.arrived(now, ticket, player));
            return true;
        }

        @Override
        public boolean isConnected(long player) {
            return clients.get((int) player - 1).at == this;
        }

        @Override
        public long warmsUp() {
            return random.between(20 * MILLI, 80 * MILLI);
        }

        @Override
        public void installed(long player) {
            migrated++;
            Client client = clients.get((int) player - 1);
            if (client.at != null) {
                client.at = this;
            }
        }

        @Override
        public void out(long player, long address) {
            Client client = clients.get((int) player - 1);
            if (client.at == this) {
                client.again(address, 1);
            }
        }

        @Override
        public void broken(String what) {
            fail(what);
        }

        @Override
        public void spawn(long player, MotionState into) {
            int quarter = 75 * FixedPoint.ONE;
            into.place(player % 2 == 0 ? quarter : -quarter, 0, player % 4 < 2 ? quarter : -quarter);
        }
    }
}
