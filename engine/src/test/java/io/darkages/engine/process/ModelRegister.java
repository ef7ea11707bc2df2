package io.darkages.engine.process;

import io.darkages.engine.authority.AuthorityKeys;
import io.darkages.engine.authority.PlayerRow;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.RandomStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A register on a model network: each operation takes effect after a while and is answered after another; it may fail,
 * or be lost track of and carried out much later or never.
 */
final class ModelRegister {

    private static final long MILLI = 1_000_000;

    private record Row(long version, long[] value) {}

    private final SortedMap<Long, Row> rows = new TreeMap<>();
    private final ModelClock clock;
    private final RandomStream random;

    /** Of 1,000 operations, how many have an outcome that nobody knows, and how many fail. */
    int unknownPerMille;

    int failedPerMille;
    boolean isAway;
    /** The usual mistake: a player is owned without a look at the version. */
    boolean ownsBlindly;
    /** Another: whoever takes a zone over acts for its players under their old epochs. */
    boolean keepsEpochs;

    ModelRegister(ModelClock clock, RandomStream random) {
        this.clock = clock;
        this.random = random;
    }

    private Row row(long key) {
        return rows.getOrDefault(key, new Row(0, new long[Register.WORDS]));
    }

    long[] player(long player) {
        return row(AuthorityKeys.player(player)).value().clone();
    }

    private RegisterOutcome carryOut(long key, long expected, long[] value) {
        if (expected == Register.NO_VERSION) {
            return RegisterOutcome.READ;
        }
        boolean isBlind = ownsBlindly
                && key <= AuthorityKeys.PLAYER_MAX
                && expected > 0
                && PlayerRow.state(value[PlayerRow.STATE]) == PlayerRow.OWNED;
        if (!isBlind && row(key).version() != expected) {
            return RegisterOutcome.REFUSED;
        }
        boolean isTakenOver = key <= AuthorityKeys.PLAYER_MAX
                && PlayerRow.state(row(key).value()[PlayerRow.STATE]) == PlayerRow.OWNED
                && PlayerRow.state(value[PlayerRow.STATE]) == PlayerRow.OWNED
                && row(key).value()[PlayerRow.ZONE] == value[PlayerRow.ZONE];
        if (keepsEpochs && isTakenOver) {
            value[PlayerRow.EPOCH] = row(key).value()[PlayerRow.EPOCH];
        }
        rows.put(key, new Row(row(key).version() + 1, value));
        return RegisterOutcome.APPLIED;
    }

    /** One process' way to it. */
    Register seenBy(ModelClock.Owner owner) {
        return new Port(owner);
    }

    private final class Port implements Register {
        private final ModelClock.Owner owner;

        Port(ModelClock.Owner owner) {
            this.owner = owner;
        }

        @Override
        public boolean read(long nanos, long request, long key, Answers answers) {
            begin(request, key, NO_VERSION, new long[WORDS], answers);
            return true;
        }

        @Override
        public boolean compareAndSet(long nanos, long request, long key, long expected, long[] value, Answers answers) {
            begin(request, key, expected, value.clone(), answers);
            return true;
        }

        private void begin(long request, long key, long expected, long[] value, Answers answers) {
            int fate = isAway ? 0 : random.nextInt(1_000);
            int lost = isAway ? 1 : unknownPerMille;
            long there = random.between(MILLI, 4 * MILLI);
            long back = random.between(MILLI, 4 * MILLI);
            if (fate < lost) {
                int later = random.nextInt(3);
                if (later > 0) {
                    long delay = later == 1 ? there : random.between(100 * MILLI, 3_000 * MILLI);
                    clock.at(delay, () -> carryOut(key, expected, value));
                }
                answer(500 * MILLI, request, RegisterOutcome.UNKNOWN, NO_VERSION, new long[WORDS], answers);
            } else if (fate < lost + failedPerMille) {
                answer(there + back, request, RegisterOutcome.FAILED, NO_VERSION, new long[WORDS], answers);
            } else {
                clock.at(there, () -> {
                    RegisterOutcome outcome = carryOut(key, expected, value);
                    Row row = row(key);
                    answer(back, request, outcome, row.version(), row.value(), answers);
                });
            }
        }

        private void answer(
                long delay, long request, RegisterOutcome outcome, long version, long[] value, Answers answers) {
            clock.forOwner(owner, delay, now -> answers.answered(now, request, outcome, version, value));
        }

        @Override
        public int operationsMax() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long answerNanosMax() {
            return 500 * MILLI;
        }
    }
}
