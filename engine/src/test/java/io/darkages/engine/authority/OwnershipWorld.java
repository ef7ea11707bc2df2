package io.darkages.engine.authority;

import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * Two zones, two processes for each, a few players who come, cross and leave at random, over one register that loses
 * answers, carries sets out late and fails; processes pause for seconds, and the other of their zone takes over. Steps
 * of 10 ms. Offers are made when a player was frozen, and arrive late, twice or never.
 */
final class OwnershipWorld {

    private static final int STEP_MILLIS = 10;
    private static final int CALM_STEPS = 1_500;
    private static final int END_STEPS = 2_500;
    private static final int PLAYERS = 4;
    private static final long MILLI = 1_000_000L;

    private record Offer(int target, long player, long epoch) {}

    private final RandomStream random;
    private final ScriptedRegister register = new ScriptedRegister();
    private final List<ScriptedRegister.Operation> late = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private final long[] epochs = new long[PLAYERS + 1];
    private final RequestNumbers requests = new RequestNumbers();
    /** Whether rolling back may be planted as the usual mistake: without asking. */
    private final boolean unfenced;

    private int step;

    String failure = "";
    int owned;
    int transferred;
    int rolledBack;

    OwnershipWorld(long seed, boolean unfenced) {
        random = new Randomness(seed).stream("ownership world");
        this.unfenced = unfenced;
        for (int i = 0; i < 4; i++) {
            processes.add(new Process(i / 2, i + 1));
        }
    }

    private long now() {
        return (long) step * STEP_MILLIS * MILLI;
    }

    private boolean isCalm() {
        return step >= CALM_STEPS;
    }

    void run() {
        for (step = 0; step < END_STEPS && failure.isEmpty(); step++) {
            for (Process process : processes) {
                process.step();
            }
            if (!isCalm()) {
                deliver();
            }
            answer();
            judge();
        }
        for (Process process : processes) {
            if (failure.isEmpty() && process.players.waiting() > 0 && process.lease.isHeld(now())) {
                fail("zone " + process.zone + " still has " + process.players.waiting() + " players in doubt");
            }
        }
    }

    private void deliver() {
        if (!offers.isEmpty() && random.nextInt(4) == 0) {
            int which = random.nextInt(offers.size());
            Offer offer = random.nextInt(4) == 0 ? offers.get(which) : offers.remove(which);
            for (Process process : processes) {
                if (process.zone == offer.target() && process.isAwake()) {
                    process.players.accept(now(), offer.player(), offer.epoch());
                }
            }
        }
    }

    private void answer() {
        if (!late.isEmpty() && (isCalm() || random.nextInt(20) == 0)) {
            register.carryOut(late.remove(random.nextInt(late.size())));
        }
        for (ScriptedRegister.Operation operation : List.copyOf(register.waiting)) {
            Process process = processes.get((int) (operation.request() >>> 40));
            if (!process.isAwake() || !isCalm() && random.nextInt(3) == 0) {
                continue;
            }
            register.waiting.remove(operation);
            register.waiting.add(0, operation);
            boolean ofLease = operation.key() >= AuthorityKeys.zone(0);
            int fate = isCalm() || ofLease ? 99 : random.nextInt(40);
            if (fate < 4) {
                register.answer(now(), RegisterOutcome.UNKNOWN);
                late.add(operation);
            } else if (fate < 7) {
                register.carryOut(operation);
                register.answer(now(), RegisterOutcome.UNKNOWN);
            } else if (fate < 9) {
                register.answer(now(), RegisterOutcome.FAILED);
            } else {
                register.answer(now());
            }
        }
    }

    private void judge() {
        for (long player = 1; player <= PLAYERS; player++) {
            int acting = 0;
            for (Process process : processes) {
                if (process.isAwake() && process.players.mayAct(now(), player)) {
                    acting++;
                }
            }
            if (acting > 1) {
                fail(acting + " act for player " + player);
            }
        }
    }

    private void fail(String what) {
        if (failure.isEmpty()) {
            failure = "at " + step * STEP_MILLIS + " ms " + what;
        }
    }

    private final class Process implements OwnershipListener {
        private final int zone;
        private final ZoneLease lease;
        private final PlayerOwnership players;
        private int pausedUntil;

        Process(int zone, int process) {
            this.zone = zone;
            Register port = new Numbered(process - 1);
            lease = new ZoneLease(LeaseOptions.STANDARD, zone, process, 0, port, requests, Probes.NONE);
            players = new PlayerOwnership(
                    new OwnershipOptions(PLAYERS, 2, 20 * MILLI), lease, port, requests, this, Probes.NONE);
        }

        boolean isAwake() {
            return step >= pausedUntil;
        }

        void step() {
            if (!isAwake()) {
                return;
            }
            if (!isCalm() && random.nextInt(400) == 0) {
                pausedUntil = step + random.nextInt(400);
                return;
            }
            if (lease.state() == LeaseState.WATCHING) {
                lease.acquire();
            }
            lease.advance(now());
            players.advance(now());
            long player = 1 + random.nextInt(PLAYERS);
            if (!isCalm()) {
                play(player, random.nextInt(60));
            } else if (step % 100 == 0) {
                // Nothing is left half done.
                for (long each = 1; each <= PLAYERS; each++) {
                    players.abandon(now(), each);
                    players.rollBack(now(), each);
                }
            }
        }

        private void play(long player, int deed) {
            switch (deed) {
                case 0, 1, 2 -> players.claim(now(), player);
                case 3 -> players.release(now(), player);
                case 4, 5, 6 -> players.beginTransfer(now(), player, 1 - zone);
                case 7, 8, 9 -> freeze(player);
                case 10 -> players.confirmTransfer(now(), player);
                case 11 ->
                    players.commitTransfer(
                            now(), player, processes.get(2 - 2 * zone).lease.number());
                case 12 -> players.rollBack(now(), player);
                case 13 -> players.abandon(now(), player);
                default -> {} // nothing happens
            }
        }

        private void freeze(long player) {
            if (players.freeze(now(), player)) {
                offers.add(new Offer(1 - zone, player, players.epoch(player)));
            }
        }

        @Override
        public void owned(long nanos, long player, long epoch, Way way) {
            owned++;
            rolledBack += way == Way.ROLLED_BACK ? 1 : 0;
            if (epoch <= epochs[(int) player]) {
                fail("player " + player + " is owned under " + epoch + " after " + epochs[(int) player]);
            }
            epochs[(int) player] = epoch;
        }

        @Override
        public void elsewhere(long nanos, long player, int itsZone) {}

        @Override
        public void inTransit(long nanos, long player, long epoch, int target) {}

        @Override
        public void transferred(long nanos, long player, long epoch, int target) {
            transferred++;
        }

        @Override
        public void released(long nanos, long player) {}
    }

    /** One process' way to the register: its number is in the upper bits of each request. */
    private final class Numbered implements Register {
        private final long process;

        Numbered(long process) {
            this.process = process;
        }

        private Answers unnumbered(Answers answers) {
            return (nanos, request, outcome, version, value) ->
                    answers.answered(nanos, request & (1L << 40) - 1, outcome, version, value);
        }

        @Override
        public boolean read(long nanos, long request, long key, Answers answers) {
            return register.read(nanos, process << 40 | request, key, unnumbered(answers));
        }

        @Override
        public boolean compareAndSet(long nanos, long request, long key, long expected, long[] value, Answers answers) {
            boolean blind = unfenced
                    && value[PlayerRow.STATE] == PlayerRow.OWNED
                    && key <= AuthorityKeys.PLAYER_MAX
                    && expected > 0;
            return register.compareAndSet(
                    nanos,
                    process << 40 | request,
                    key,
                    blind ? register.version(key) : expected,
                    value,
                    unnumbered(answers));
        }

        @Override
        public int operationsMax() {
            return register.operationsMax();
        }

        @Override
        public long answerNanosMax() {
            return register.answerNanosMax();
        }
    }
}
