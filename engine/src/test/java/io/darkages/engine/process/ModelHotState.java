package io.darkages.engine.process;

import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.RandomStream;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A hot state in memory that is late, away, or loses track of what it was asked, which it may do much later. */
final class ModelHotState {

    private static final long MILLI = 1_000_000;

    /** What an operation does, filling the reply. */
    private interface Effect {
        StoreOutcome on(HotReply told);
    }

    record Stored(long epoch, long version, byte[] bytes) {}

    private record Announced(long untilNanos, byte[] bytes) {}

    private final ModelClock clock;
    private final RandomStream random;
    private final HotReply reply = new HotReply();
    final SortedMap<Long, Stored> sessions = new TreeMap<>();
    final SortedMap<Integer, SortedSet<Long>> members = new TreeMap<>();
    private final SortedMap<Integer, Announced> announced = new TreeMap<>();

    int unknownPerMille;
    boolean isAway;
    /** The usual mistake: whoever comes last is believed. */
    boolean forgetsEpochs;
    /** What was stored under a higher epoch was lost to one with a lower. */
    String failure = "";

    ModelHotState(ModelClock clock, RandomStream random) {
        this.clock = clock;
        this.random = random;
    }

    HotState seenBy(ModelClock.Owner owner) {
        return new Port(owner);
    }

    private final class Port implements HotState {
        private final ModelClock.Owner owner;

        Port(ModelClock.Owner owner) {
            this.owner = owner;
        }

        /** @param effect fills the reply */
        private boolean begin(long request, Answers answers, Effect effect) {
            int fate = random.nextInt(1_000);
            if (isAway || fate < unknownPerMille) {
                if (fate % 2 == 0) {
                    clock.at(random.between(MILLI, 4_000 * MILLI), () -> effect.on(new HotReply()));
                }
                clock.forOwner(owner, 300 * MILLI, now -> {
                    reply.clear();
                    answers.answered(now, request, StoreOutcome.UNKNOWN, reply);
                });
                return true;
            }
            clock.at(random.between(MILLI, 3 * MILLI), () -> {
                HotReply told = new HotReply();
                StoreOutcome outcome = effect.on(told);
                clock.forOwner(
                        owner, random.between(MILLI, 3 * MILLI), now -> answers.answered(now, request, outcome, told));
            });
            return true;
        }

        @Override
        public boolean saveSession(long nanos, long request, SessionRecord session, long expiry, Answers answers) {
            long player = session.player;
            Stored next = new Stored(session.epoch, session.version, Arrays.copyOf(session.bytes, session.length));
            return begin(request, answers, told -> {
                Stored before = sessions.get(player);
                boolean isLate = before != null
                        && (before.epoch() > next.epoch()
                                || before.epoch() == next.epoch() && before.version() > next.version());
                if (isLate && !forgetsEpochs) {
                    told.fenced(true);
                    return StoreOutcome.FAILED;
                }
                if (isLate) {
                    failure = "the session of player " + player + " was lost to an older one";
                }
                told.replacedEpoch(before == null ? 0 : before.epoch());
                sessions.put(player, next);
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean loadSession(long nanos, long request, long player, Answers answers) {
            return begin(request, answers, told -> {
                Stored stored = sessions.get(player);
                told.present(stored != null && stored.bytes().length > 0);
                if (told.isPresent()) {
                    told.session().player = player;
                    told.session().epoch = stored.epoch();
                    told.session().version = stored.version();
                    told.session().length = stored.bytes().length;
                    System.arraycopy(stored.bytes(), 0, told.session().bytes, 0, stored.bytes().length);
                }
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean deleteSession(
                long nanos, long request, long player, long epoch, long expiryNanos, Answers answers) {
            return begin(request, answers, told -> {
                Stored stored = sessions.get(player);
                if (stored == null || stored.epoch() <= epoch) {
                    sessions.put(player, new Stored(epoch, SessionRecord.COUNT_MAX, new byte[0]));
                }
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean addToZone(long nanos, long request, int zone, long player, Answers answers) {
            return begin(request, answers, told -> {
                members.computeIfAbsent(zone, any -> new TreeSet<>()).add(player);
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean removeFromZone(long nanos, long request, int zone, long player, Answers answers) {
            return begin(request, answers, told -> {
                members.computeIfAbsent(zone, any -> new TreeSet<>()).remove(player);
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean zoneMembers(long nanos, long request, int zone, Answers answers) {
            return begin(request, answers, told -> {
                members.getOrDefault(zone, new TreeSet<>()).forEach(told::add);
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean announce(
                long nanos,
                long request,
                int process,
                byte[] buffer,
                int offset,
                int length,
                long expiryNanos,
                Answers answers) {
            byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
            return begin(request, answers, told -> {
                announced.put(process, new Announced(clock.now + expiryNanos, bytes));
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean withdraw(long nanos, long request, int process, Answers answers) {
            return begin(request, answers, told -> {
                announced.remove(process);
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean announcements(long nanos, long request, Answers answers) {
            return begin(request, answers, told -> {
                announced.forEach((process, one) -> {
                    if (clock.now < one.untilNanos()) {
                        told.add(process, one.bytes(), 0, one.bytes().length);
                    }
                });
                return StoreOutcome.DONE;
            });
        }

        @Override
        public boolean publish(
                long nanos, long request, int channel, byte[] buffer, int offset, int length, Answers answers) {
            return begin(request, answers, told -> StoreOutcome.DONE);
        }

        @Override
        public void subscribe(int channel, Messages messages) {
            // Of what is published nothing arrives: all must be well without.
        }

        @Override
        public void unsubscribe(int channel) {
            throw new IllegalStateException("nobody subscribed to channel " + channel);
        }

        @Override
        public int operationsMax() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long answerNanosMax() {
            return 300 * MILLI;
        }
    }
}
