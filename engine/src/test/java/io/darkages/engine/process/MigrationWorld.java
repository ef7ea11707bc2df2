package io.darkages.engine.process;

import io.darkages.engine.authority.LeaseOptions;
import io.darkages.engine.authority.OwnershipListener;
import io.darkages.engine.authority.OwnershipOptions;
import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Four zones, a process for each, and players who wander across the corner where they meet, in steps of 20 ms. The
 * register loses answers, is late and goes away; links are cut; processes stand still; clients come late or never, and
 * thieves show tokens that they have seen. Each step that a player lives through is counted where it is acted for, and
 * the count goes with it: two who act for it, or a state that is lost or old, show in it.
 */
final class MigrationWorld {

    static final int PLAYERS = 16;
    static final long MILLI = 1_000_000;

    private static final int STEP_MILLIS = 20;
    private static final int FAULT_STEPS = 1_500;
    private static final int STEPS = 2_500;

    private static final int SPEED = 30 * FixedPoint.ONE * STEP_MILLIS / 1_000;

    /** The usual mistakes. */
    enum Plant {
        NONE,
        TOKEN_NOT_CHECKED,
        UNFENCED,
        BELIEVES_MESSAGES
    }

    private final RandomStream random;
    private final ModelClock clock = new ModelClock();
    private final ModelRegister register;
    private final ModelBackplane backplane;
    private final ZoneGrid grid = new ZoneGrid(2, 2, 300);
    private final List<Zone> zones = new ArrayList<>();
    private final long[] lives = new long[PLAYERS + 1];
    private final int[] headingX = new int[PLAYERS + 1];
    private final int[] headingZ = new int[PLAYERS + 1];
    private final List<byte[]> seenTokens = new ArrayList<>();
    private final Plant plant;
    private final boolean isCalm;
    private int step;

    /** So many players' clients never open a view of another zone. */
    int stubborn;

    String failure = "";
    int completed;
    int rolledBack;
    int cancelled;
    int views;
    int refusedTokens;
    int withoutView;
    long longestFrozenMillis;
    /** Longest time that somebody who is far beyond its zone's border was acted for there. */
    long longestStrayMillis;

    MigrationWorld(long seed, Plant plant, boolean isCalm) {
        this.plant = plant;
        this.isCalm = isCalm;
        Randomness randomness = new Randomness(seed);
        random = randomness.stream("migrations");
        register = new ModelRegister(clock, randomness.stream("register"));
        register.ownsBlindly = plant == Plant.UNFENCED;
        backplane = new ModelBackplane(clock, randomness.stream("backplane"));
        for (int zone = 0; zone < 4; zone++) {
            zones.add(new Zone(zone, randomness.stream("tokens", Integer.toString(zone))));
        }
    }

    private boolean hasFaults() {
        return !isCalm && step < FAULT_STEPS;
    }

    void run() {
        for (step = 0; step < STEPS && failure.isEmpty(); step++) {
            clock.runTo((long) step * STEP_MILLIS * MILLI);
            faults();
            for (Zone zone : zones) {
                zone.step();
            }
            if (step == STEPS - 50) {
                settle();
            }
        }
        for (long player = 1; player <= PLAYERS && failure.isEmpty(); player++) {
            int present = 0;
            for (Zone zone : zones) {
                Resident resident = zone.residents.get(player);
                present += resident != null && !resident.isFrozen ? 1 : 0;
            }
            if (present != 1) {
                fail("player " + player + " is in " + present + " zones in the end");
            }
        }
        for (Zone zone : zones) {
            completed += (int) zone.count(MigrationCounter.COMPLETED);
            rolledBack += (int) zone.count(MigrationCounter.ROLLED_BACK);
            cancelled += (int) zone.count(MigrationCounter.CANCELLED);
            views += (int) zone.count(MigrationCounter.VIEWS);
            withoutView += (int) zone.count(MigrationCounter.WITHOUT_VIEW);
            refusedTokens += (int) zone.count(MigrationCounter.TOKENS_REFUSED);
            if (failure.isEmpty() && zone.migrations.open() > 0) {
                fail("zone " + zone.zone + " has " + zone.migrations.open() + " migrations open in the end");
            }
        }
    }

    /** Players stop where they are, so that nobody is between zones in the end. */
    private void settle() {
        for (int player = 1; player <= PLAYERS; player++) {
            headingX[player] = 0;
            headingZ[player] = 0;
        }
    }

    private void faults() {
        boolean faulty = hasFaults();
        register.unknownPerMille = faulty ? 60 : 0;
        register.failedPerMille = faulty ? 30 : 0;
        if (!faulty) {
            register.isAway = false;
            for (Zone zone : zones) {
                for (Zone other : zones) {
                    backplane.cut(zone.process, other.process, false);
                }
                if (zone.owner.isPaused) {
                    clock.wake(zone.owner);
                }
            }
        } else if (random.nextInt(150) == 0) {
            register.isAway = true;
            clock.at(random.between(100 * MILLI, 4_000 * MILLI), () -> register.isAway = false);
        } else if (random.nextInt(40) == 0) {
            long one = 1 + random.nextInt(4);
            long other = 1 + random.nextInt(4);
            if (one != other) {
                backplane.cut(one, other, true);
                clock.at(random.between(100 * MILLI, 8_000 * MILLI), () -> backplane.cut(one, other, false));
            }
        } else if (random.nextInt(50) == 0) {
            Zone zone = zones.get(random.nextInt(4));
            if (!zone.owner.isPaused) {
                zone.owner.isPaused = true;
                clock.at(random.between(20 * MILLI, 6_000 * MILLI), () -> clock.wake(zone.owner));
            }
        }
        if (step < STEPS - 50 && random.nextInt(5) == 0) {
            int player = 1 + random.nextInt(PLAYERS);
            headingX[player] = random.nextInt(3) - 1;
            headingZ[player] = random.nextInt(3) - 1;
        }
    }

    private void fail(String what) {
        if (failure.isEmpty()) {
            failure = "at " + step * STEP_MILLIS + " ms " + what;
        }
    }

    private static final class Resident {
        int x;
        int z;
        long life;
        boolean isFrozen;
        long frozenNanos;
        long strayMillis;
    }

    /** One process with its zone. */
    private final class Zone implements MigrationHost, MigrationCarrier, OwnershipListener, ModelBackplane.Hearer {
        private final int zone;
        private final long process;
        private final ModelClock.Owner owner = new ModelClock.Owner();
        private final SortedMap<Long, Resident> residents = new TreeMap<>();
        /** By player, from when on its view shows what its client needs. */
        private final SortedMap<Long, Long> views = new TreeMap<>();

        private final ZoneLease lease;
        private final PlayerOwnership players;
        private final Migrations migrations;

        Zone(int zone, RandomStream tokenRandom) {
            this.zone = zone;
            process = zone + 1;
            Register port = register.seenBy(owner);
            RequestNumbers requests = new RequestNumbers();
            lease = new ZoneLease(LeaseOptions.STANDARD, zone, process, 0, port, requests, Probes.NONE);
            players = new PlayerOwnership(
                    new OwnershipOptions(64, 8, 20 * MILLI), lease, port, requests, this, Probes.NONE);
            migrations = new Migrations(
                    MigrationOptions.STANDARD.withStray(5_000 * MILLI),
                    grid,
                    HandoffRules.standard(),
                    new Migrations.Surroundings(
                            lease,
                            players,
                            this,
                            this,
                            process,
                            new HandoffTokens(new byte[16]),
                            tokenRandom,
                            new MigrationNumbers()),
                    plant == Plant.TOKEN_NOT_CHECKED ? (tokens, token, expected) -> true : HandoffCheck.STRICT);
            backplane.join(process, owner, this);
        }

        long count(MigrationCounter counter) {
            return migrations.counters().count(counter);
        }

        void step() {
            if (owner.isPaused) {
                return;
            }
            long now = clock.now;
            lease.acquire();
            lease.advance(now);
            players.advance(now);
            migrations.advance(now);
            if (!lease.isHeld(now)) {
                return;
            }
            for (long player = 1; player <= PLAYERS; player++) {
                if (player % 4 == zone && lives[(int) player] == 0 && step % 50 == 0) {
                    players.claim(now, player);
                }
                Resident resident = residents.get(player);
                if (resident != null && !resident.isFrozen) {
                    live(now, player, resident);
                }
            }
            if (hasFaults() && !seenTokens.isEmpty() && random.nextInt(40) == 0) {
                steal();
            }
        }

        private void live(long now, long player, Resident resident) {
            if (plant != Plant.BELIEVES_MESSAGES && !players.isOwned(player)) {
                fail("zone " + zone + " acts for player " + player + " and does not own it");
            }
            if (resident.life != lives[(int) player]) {
                fail("zone " + zone + " acts for player " + player + " at " + resident.life + ", who has lived "
                        + lives[(int) player] + " steps");
            }
            resident.life = ++lives[(int) player];
            resident.x = inWorld(resident.x + headingX[(int) player] * SPEED);
            resident.z = inWorld(resident.z + headingZ[(int) player] * SPEED);
            boolean isStray = grid.distance(zone, resident.x, resident.z)
                    > HandoffRules.standard().back();
            resident.strayMillis = isStray ? resident.strayMillis + STEP_MILLIS : 0;
            longestStrayMillis = Math.max(longestStrayMillis, resident.strayMillis);
            migrations.place(now, player, resident.x, 0, resident.z);
        }

        private int inWorld(int coordinate) {
            return Math.max(-150 * FixedPoint.ONE, Math.min(150 * FixedPoint.ONE, coordinate));
        }

        private void steal() {
            byte[] token = seenTokens.get(random.nextInt(seenTokens.size())).clone();
            if (random.nextInt(3) == 0) {
                token[random.nextInt(token.length)] ^= 1;
            }
            OptionalLong player = migrations.arrive(clock.now, token);
            if (player.isPresent()) {
                fail("a token opened a view of player " + player.getAsLong() + " in zone " + zone + " again");
            }
        }

        @Override
        public void message(long nanos, MessageHeader header, io.darkages.engine.backplane.MessageReader body) {
            if (!migrations.message(nanos, header, body)) {
                fail("a message of type " + header.type + " was not understood");
            }
        }

        @Override
        public long processOf(int other) {
            return other + 1;
        }

        @Override
        public boolean sendToZone(int other, Message message) {
            return backplane.send(process, zone, other + 1, other, message);
        }

        @Override
        public boolean sendToProcess(long other, Message message) {
            return backplane.send(process, zone, other, MessageHeader.NO_ZONE, message);
        }

        @Override
        public boolean reserve(long player) {
            return !hasFaults() || random.nextInt(10) > 0;
        }

        @Override
        public void dismiss(long nanos, long player) {
            views.remove(player);
        }

        @Override
        public boolean isObserved(long player) {
            return views.containsKey(player);
        }

        @Override
        public boolean isWarm(long player) {
            return views.get(player) <= clock.now;
        }

        @Override
        public boolean install(long nanos, MigrationState state, long epoch) {
            if (epoch != state.image.epoch + 1L) {
                fail("player " + state.image.player + " came under epoch " + epoch + " with a state of "
                        + state.image.epoch);
            }
            Resident resident = new Resident();
            resident.x = state.image.motion.x;
            resident.z = state.image.motion.z;
            resident.life = state.image.combat.kills;
            if (residents.put(state.image.player, resident) != null) {
                fail("player " + state.image.player + " is in zone " + zone + " twice");
            }
            views.remove(state.image.player);
            return true;
        }

        @Override
        public boolean invite(long nanos, long player, int itsZone, long itsProcess, byte[] token) {
            Zone target = zones.get(itsZone);
            if (player <= stubborn) {
                return true;
            }
            if (!hasFaults() || random.nextInt(8) > 0) {
                clock.forOwner(
                        target.owner, random.between(20 * MILLI, 400 * MILLI), now -> target.come(player, token));
            }
            return !hasFaults() || random.nextInt(8) > 0;
        }

        private void come(long player, byte[] token) {
            OptionalLong opened = migrations.arrive(clock.now, token);
            seenTokens.add(token);
            if (opened.isEmpty()) {
                return;
            }
            if (opened.getAsLong() != player) {
                fail("the token of player " + player + " opened a view of " + opened.getAsLong());
            }
            views.put(player, clock.now + random.between(20 * MILLI, 100 * MILLI));
            if (hasFaults() && random.nextInt(8) == 0) {
                clock.forOwner(owner, random.between(20 * MILLI, 2_000 * MILLI), now -> {
                    views.remove(player);
                });
            }
        }

        @Override
        public void uninvite(long nanos, long player) {
            // Its client closes the view, and says so to the other zone or not.
        }

        @Override
        public void freeze(long player) {
            residents.get(player).isFrozen = true;
            residents.get(player).frozenNanos = clock.now;
        }

        @Override
        public void thaw(long player, long epoch) {
            residents.get(player).isFrozen = false;
        }

        @Override
        public boolean capture(long nanos, long player, MigrationState state) {
            Resident resident = residents.get(player);
            state.image.motion.place(resident.x, 0, resident.z);
            state.image.combat.kills = (int) resident.life;
            return true;
        }

        @Override
        public void remove(long nanos, long player, int itsZone, long epoch) {
            Resident gone = residents.remove(player);
            if (gone == null || !gone.isFrozen) {
                fail("player " + player + " went from zone " + zone + " and was not frozen there");
            } else {
                longestFrozenMillis = Math.max(longestFrozenMillis, (clock.now - gone.frozenNanos) / MILLI);
            }
        }

        @Override
        public void owned(long nanos, long player, long epoch, Way way) {
            if (!migrations.owned(nanos, player, epoch, way) && way == Way.CLAIMED) {
                Resident resident = new Resident();
                resident.x = grid.origin(zone).x();
                resident.z = grid.origin(zone).z();
                residents.put(player, resident);
            }
        }

        @Override
        public void elsewhere(long nanos, long player, int itsZone) {
            migrations.elsewhere(nanos, player);
        }

        @Override
        public void inTransit(long nanos, long player, long epoch, int target) {
            migrations.inTransit(nanos, player, epoch);
            if (plant == Plant.BELIEVES_MESSAGES) {
                // What it sent is as good as there: it thinks that it may forget, and the target that it may act.
                Zone other = zones.get(target);
                Resident gone = residents.get(player);
                Resident there = new Resident();
                there.life = gone.life;
                there.x = gone.x;
                there.z = gone.z;
                clock.forOwner(other.owner, 5 * MILLI, now -> other.residents.put(player, there));
            }
        }

        @Override
        public void transferred(long nanos, long player, long epoch, int target) {
            if (!migrations.transferred(nanos, player, epoch, target)) {
                fail("player " + player + " went from zone " + zone + " and no migration knows of it");
            }
        }

        @Override
        public void released(long nanos, long player) {}
    }
}
