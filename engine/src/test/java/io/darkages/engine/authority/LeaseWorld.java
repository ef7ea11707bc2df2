package io.darkages.engine.authority;

import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * Several processes that want one zone, over one {@link LocalRegister}, in steps of 1 ms of true time. Each has a clock
 * that starts anywhere and drifts by up to 500 ppm, pauses, and reaches the register over a link that delays questions
 * and answers, loses answers, lets sets arrive late, or fails. At the end of the faults links are good again; one
 * process may be dead.
 */
final class LeaseWorld {

    static final int CALM_MILLIS = 20_000;
    static final int END_MILLIS = 23_000;

    private static final int PROCESSES = 4;
    private static final long MILLI = 1_000_000L;
    private static final int TICK_MILLIS = 17;

    /** Without margin: what is proved is the length of a lease against the wait of the others. */
    private static final LeaseOptions OPTIONS =
            new LeaseOptions(2_000 * MILLI, 500 * MILLI, 2_004 * MILLI, 0, 250 * MILLI, 50 * MILLI);

    private final LocalRegister rows = new LocalRegister(4, 4_096, MILLI);
    private final RandomStream random;
    private final List<Process> processes = new ArrayList<>();
    /** Questions that are not carried out yet, though their process may have been told UNKNOWN. */
    private final List<Question> flying = new ArrayList<>();

    private final RequestNumbers sharedRequests = new RequestNumbers();
    private int nowMillis;
    private long highestLease;
    private int highestHolder;

    /** What went wrong first, empty if nothing did. */
    String failure = "";

    int takes;
    int losses;
    int suspensions;
    int unknowns;

    LeaseWorld(long seed, LeaseTerm term) {
        random = new Randomness(seed).stream("lease world");
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new Process(i, term));
        }
    }

    void run() {
        for (nowMillis = 0; nowMillis < END_MILLIS && failure.isEmpty(); nowMillis++) {
            flying.removeIf(Question::arrives);
            for (Process process : processes) {
                process.step();
            }
            rows.advance(0);
            judge();
        }
        if (failure.isEmpty() && processes.stream().noneMatch(Process::believes)) {
            failure = "nobody holds the zone " + (END_MILLIS - CALM_MILLIS) + " ms after the faults ended";
        }
        for (Process process : processes) {
            takes += (int) process.lease.counters().taken();
            losses += (int) process.lease.counters().lost();
            suspensions += (int) process.lease.counters().suspended();
            unknowns += (int) process.lease.counters().unknown();
        }
    }

    private void judge() {
        Process holder = null;
        for (Process process : processes) {
            if (process.believes()) {
                if (holder != null) {
                    fail(holder.describe() + " and " + process.describe() + " hold the zone");
                }
                holder = process;
            }
        }
    }

    private void fail(String what) {
        if (failure.isEmpty()) {
            failure = "at " + nowMillis + " ms " + what;
        }
    }

    /** One question on its way: leaves, is carried out, is answered; any of it may never come. */
    private final class Question implements Register.Answers {
        private final long request;
        private final Register.Answers answers;
        private final long key;
        private final long expected;
        private final long[] value;
        private int arrivesMillis;
        private int answeredMillis;
        private boolean lost;
        private boolean silent;
        private RegisterOutcome outcome = RegisterOutcome.UNKNOWN;
        private long version = Register.NO_VERSION;
        private long[] told = new long[Register.WORDS];

        Question(Process process, long request, long key, long expected, long[] value, Register.Answers answers) {
            this.request = request;
            this.key = key;
            this.expected = expected;
            this.value = value.clone();
            this.answers = answers;
            arrivesMillis = nowMillis + 1 + random.nextInt(4);
            answeredMillis = arrivesMillis + 2 + random.nextInt(4);
            if (nowMillis < process.badUntilMillis) {
                goWrong();
                answeredMillis = Math.min(answeredMillis, CALM_MILLIS + 10);
            }
            process.questions.add(this);
            flying.add(this);
        }

        private void goWrong() {
            switch (random.nextInt(5)) {
                case 0 -> { // slow there
                    arrivesMillis += random.nextInt(900);
                    answeredMillis = arrivesMillis + 2;
                }
                case 1 -> answeredMillis += random.nextInt(900); // slow back
                case 2 -> { // carried out, perhaps late, and never told
                    arrivesMillis = Math.min(CALM_MILLIS, arrivesMillis + random.nextInt(3_000));
                    answeredMillis = nowMillis + 1_000;
                    lost = random.nextInt(3) == 0;
                    silent = true;
                }
                case 3 -> { // never happened
                    lost = true;
                    silent = true;
                    outcome = RegisterOutcome.FAILED;
                    answeredMillis = nowMillis + 1 + random.nextInt(1_000);
                }
                default -> {} // goes well by chance
            }
        }

        /** Whether nothing more can come of it. */
        boolean arrives() {
            if (nowMillis < arrivesMillis) {
                return false;
            }
            boolean begun = lost
                    || (expected == Register.NO_VERSION
                            ? rows.read(0, sharedRequests.next(), key, this)
                            : rows.compareAndSet(0, sharedRequests.next(), key, expected, value, this));
            if (!begun) {
                throw new IllegalStateException("too many under way");
            }
            return true;
        }

        @Override
        public void answered(long nanos, long itsRequest, RegisterOutcome itsOutcome, long itsVersion, long[] row) {
            if (!silent) {
                outcome = itsOutcome;
                version = itsVersion;
                told = row.clone();
            }
        }

        boolean isDue() {
            return nowMillis >= answeredMillis && (silent || outcome != RegisterOutcome.UNKNOWN);
        }

        void tell(long clockNanos) {
            answers.answered(clockNanos, request, outcome, version, told);
        }
    }

    /** A process: its clock, its link to the register, its loop. */
    private final class Process implements Register {
        private final int number;
        private final long offsetNanos = random.between(0, 1_000_000 * MILLI);
        private final long driftPpm = random.between(-500, 500);
        private final int phaseMillis = random.nextInt(TICK_MILLIS);
        private final List<Question> questions = new ArrayList<>();
        private final ZoneLease lease;
        private int pausedUntilMillis;
        private int badUntilMillis;

        Process(int number, LeaseTerm term) {
            this.number = number;
            lease = new ZoneLease(OPTIONS, term, 0, number + 1, 0, this, new RequestNumbers(), Probes.NONE);
        }

        private long clockNanos() {
            long trueNanos = nowMillis * MILLI;
            return offsetNanos + trueNanos + Math.floorDiv(trueNanos * driftPpm, 1_000_000L);
        }

        void step() {
            if (nowMillis < CALM_MILLIS) {
                fault();
            } else if (nowMillis == CALM_MILLIS) {
                badUntilMillis = 0;
                // One in three worlds has lost the first process for good.
                boolean dead = number == 0 && random.nextInt(3) == 0;
                pausedUntilMillis = dead ? Integer.MAX_VALUE : 0;
            }
            if (nowMillis < pausedUntilMillis) {
                return;
            }
            boolean answersFirst = random.nextInt(2) == 0;
            if (answersFirst) {
                hear();
            }
            if ((nowMillis + phaseMillis) % TICK_MILLIS == 0) {
                if (lease.state() == LeaseState.WATCHING) {
                    lease.acquire();
                }
                lease.advance(clockNanos());
                if (nowMillis < CALM_MILLIS && lease.state() == LeaseState.HELD && random.nextInt(400) == 0) {
                    lease.release(clockNanos());
                }
            }
            if (!answersFirst) {
                hear();
            }
        }

        private void hear() {
            for (Question question : List.copyOf(questions)) {
                if (question.isDue() && questions.remove(question)) {
                    question.tell(clockNanos());
                }
            }
        }

        private void fault() {
            if (nowMillis >= pausedUntilMillis && random.nextInt(4_000) == 0) {
                pausedUntilMillis = nowMillis + random.nextInt(6_000);
            }
            if (nowMillis >= badUntilMillis && random.nextInt(2_500) == 0) {
                badUntilMillis = nowMillis + random.nextInt(5_000);
            }
        }

        /** Would act now, or, if it stands still, is not known to itself to have ended. */
        boolean believes() {
            boolean held = nowMillis < pausedUntilMillis
                    ? lease.state() == LeaseState.HELD && clockNanos() < lease.untilNanos()
                    : lease.isHeld(clockNanos());
            if (held) {
                if (lease.number() < highestLease || lease.number() == highestLease && number != highestHolder) {
                    fail(describe() + " holds the zone after process " + highestHolder + " by lease " + highestLease);
                }
                highestLease = lease.number();
                highestHolder = number;
            }
            return held;
        }

        String describe() {
            return "process " + number + " (" + driftPpm + " ppm, lease " + lease.number() + ")";
        }

        @Override
        public boolean read(long nanos, long request, long key, Answers answers) {
            new Question(this, request, key, NO_VERSION, new long[WORDS], answers);
            return true;
        }

        @Override
        public boolean compareAndSet(long nanos, long request, long key, long expected, long[] value, Answers answers) {
            new Question(this, request, key, expected, value, answers);
            return true;
        }

        @Override
        public int operationsMax() {
            return 64;
        }

        @Override
        public long answerNanosMax() {
            return 1_000 * MILLI;
        }
    }
}
