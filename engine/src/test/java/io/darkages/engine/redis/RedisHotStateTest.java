package io.darkages.engine.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.port.StreamEnd;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.redis.ScriptedStreams.Far;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The client against a far end that is played by hand, byte by byte. */
class RedisHotStateTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MILLI = 1_000_000L;
    private static final long MINUTE = 60_000 * MILLI;
    private static final long ONE = 101;
    private static final long OTHER = 102;
    private static final String ROLE = "*1\r\n$4\r\nROLE\r\n";
    private static final String PRIMARY = "*3\r\n$6\r\nmaster\r\n:7\r\n*1\r\n*3\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n";
    private static final String REPLICA = "*5\r\n$5\r\nslave\r\n$1\r\na\r\n:1\r\n$7\r\nconnect\r\n:-1\r\n";
    private static final String SCRIPTS = bulk(Script.named("save_session.lua").sha1())
            + bulk(Script.named("delete_session.lua").sha1());

    private final ScriptedStreams streams = new ScriptedStreams();
    private final RedisHotState state = new RedisHotState(RedisOptions.STANDARD, streams, ONE, OTHER);
    private final List<String> answers = new ArrayList<>();
    private final SessionRecord session = new SessionRecord();
    private final HotState.Answers listener = (nanos, request, outcome, reply) -> answers.add(
            request + " " + outcome + (reply.isFenced() ? " fenced" : "") + (reply.isPresent() ? " there" : ""));
    private long now;

    private static String bulk(byte[] bytes) {
        return "$" + bytes.length + "\r\n" + new String(bytes, StandardCharsets.ISO_8859_1) + "\r\n";
    }

    private void pass(long millis) {
        now += millis * MILLI;
        state.advance(now);
    }

    /** Connects, and answers as a primary that has the scripts. */
    private Far ready() {
        pass(0);
        while (streams.opened.isEmpty() || streams.last().closed) {
            pass(10);
        }
        Far far = streams.last();
        far.connected(now);
        far.say(now, PRIMARY + SCRIPTS);
        assertTrue(state.isConnected());
        far.heard();
        return far;
    }

    private void add(long request) {
        assertTrue(state.addToZone(now, request, 1, request, listener));
    }

    private void save(long request) {
        session.player = 42;
        session.epoch = 3;
        session.version = 9;
        session.length = 2;
        session.bytes[0] = 'h';
        session.bytes[1] = 'i';
        assertTrue(state.saveSession(now, request, session, MINUTE, listener));
    }

    @Test
    void commandsAreWrittenAsRedisReadsThem() {
        Far far = ready();
        save(1);
        String sha1 = "77b13368d53d2d305483316410f9bbd2cea8f1d3";
        assertEquals(
                "*8\r\n$7\r\nEVALSHA\r\n$40\r\n" + sha1 + "\r\n$1\r\n1\r\n$10\r\nsession:42\r\n$1\r\n3\r\n$1\r\n9\r\n"
                        + "$5\r\n60000\r\n$2\r\nhi\r\n",
                far.heard());
        state.addToZone(now, 2, 17, Long.MIN_VALUE + 1, listener);
        assertEquals("*3\r\n$4\r\nSADD\r\n$15\r\nzone:17:players\r\n$20\r\n-9223372036854775807\r\n", far.heard());
        state.announce(now, 3, 5, new byte[] {'x', 'y', 'z'}, 1, 1, 2 * MILLI, listener);
        assertEquals("*5\r\n$3\r\nSET\r\n$9\r\nprocess:5\r\n$1\r\ny\r\n$2\r\nPX\r\n$1\r\n2\r\n", far.heard());
        state.publish(now, 4, HotState.BROADCAST, new byte[] {'!'}, 0, 1, listener);
        assertEquals("*3\r\n$7\r\nPUBLISH\r\n$11\r\nchannel:all\r\n$1\r\n!\r\n", far.heard());
    }

    @Test
    void nothingIsSentBeforeTheServerIsKnownToBeThePrimary() {
        pass(0);
        Far far = streams.last();
        save(1);
        far.connected(now);
        assertTrue(far.heard().startsWith(ROLE + "*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n"));
        far.say(now, PRIMARY + SCRIPTS.substring(0, 50));
        assertEquals("", far.heard());
        far.say(now, SCRIPTS.substring(50));
        assertTrue(far.heard().startsWith("*8\r\n$7\r\nEVALSHA"));
    }

    @Test
    void aReplicaIsLeftForTheNextServer() {
        pass(0);
        assertEquals(ONE, streams.last().address);
        save(1);
        streams.last().connected(now);
        streams.last().say(now, REPLICA);
        assertTrue(streams.opened.get(0).closed);
        Far far = ready();
        assertEquals(OTHER, far.address);
        far.say(now, ":1\r\n");
        assertEquals(List.of("1 DONE"), answers);
    }

    @Test
    void whatTheStreamTookIsUnknownAndWhatItDidNotGoesToTheNextServer() {
        Far far = ready();
        far.roomBytes = 100;
        for (int request = 1; request <= 4; request++) {
            add(request);
        }
        String whole = far.heard();
        assertEquals(100, whole.length());
        far.end(now, StreamEnd.RESET);
        // Each takes 42 bytes: two left in full, the third in part, the fourth not at all.
        assertEquals(List.of("1 UNKNOWN", "2 UNKNOWN"), answers);
        pass(20);
        far = streams.last();
        assertEquals(OTHER, far.address);
        far.connected(now);
        far.heard();
        far.say(now, PRIMARY + SCRIPTS);
        String again = far.heard();
        assertTrue(again.startsWith("*3\r\n$4\r\nSADD\r\n$14\r\nzone:1:players\r\n$1\r\n3\r\n"), again);
        assertTrue(again.endsWith("$1\r\n4\r\n"));
        far.say(now, ":1\r\n:0\r\n");
        assertEquals(List.of("1 UNKNOWN", "2 UNKNOWN", "3 DONE", "4 DONE there"), answers);
    }

    @Test
    void repliesAreMatchedInOrderHoweverTheyArePieced() {
        Far far = ready();
        save(1);
        state.loadSession(now, 2, 42, listener);
        state.zoneMembers(now, 3, 1, listener);
        save(4);
        String replies = ":1\r\n*3\r\n$1\r\n3\r\n$1\r\n9\r\n$4\r\n\r\n$1\r\n*2\r\n$1\r\n5\r\n$2\r\n-6\r\n:-1\r\n";
        for (char each : replies.toCharArray()) {
            far.say(now, String.valueOf(each));
        }
        assertEquals(List.of("1 DONE", "2 DONE there", "3 DONE there", "4 FAILED fenced"), answers);
    }

    @Test
    void aLateReplyIsDroppedAndKeepsTheOrder() {
        Far far = ready();
        add(1);
        pass(500);
        assertEquals(List.of("1 UNKNOWN"), answers);
        add(2);
        far.say(now, ":1\r\n:0\r\n");
        assertEquals(List.of("1 UNKNOWN", "2 DONE there"), answers);
        assertEquals(1, state.counters().count(RedisCounter.ANSWERS_LATE));
        assertFalse(far.closed);
    }

    @Test
    void aServerThatIsSilentForTooLongIsLeft() {
        Far far = ready();
        add(1);
        pass(300);
        add(2);
        pass(300);
        assertFalse(far.closed);
        pass(400);
        assertTrue(far.closed);
        assertEquals(List.of("1 UNKNOWN", "2 UNKNOWN"), answers);
        pass(20);
        assertEquals(OTHER, streams.last().address);
    }

    @Test
    void anIdleServerIsAskedForItsRoleAndLeftWhenItLostIt() {
        Far far = ready();
        pass(499);
        assertEquals("", far.heard());
        pass(1);
        assertEquals(ROLE, far.heard());
        far.say(now, PRIMARY);
        pass(500);
        assertEquals(ROLE, far.heard());
        add(1);
        far.say(now, REPLICA);
        add(2);
        far.say(now, "-READONLY You can't write against a read only replica.\r\n");
        // The second waits for the next server.
        assertEquals(List.of("1 FAILED"), answers);
        pass(1);
        assertTrue(far.closed);
        Far next = ready();
        assertEquals(OTHER, next.address);
        next.say(now, ":1\r\n");
        assertEquals(List.of("1 FAILED", "2 DONE"), answers);
    }

    @Test
    void errorsThatSayThatNothingHappenedAreFailures() {
        Far far = ready();
        for (String error : List.of("OOM command not allowed", "WRONGTYPE x", "BUSY x", "NOSCRIPT x")) {
            answers.clear();
            save(1);
            far.say(now, "-" + error + "\r\n");
            assertEquals(List.of("1 FAILED"), answers, error);
        }
        assertEquals(2, state.counters().count(RedisCounter.SCRIPTS_RELOADED));
        far.say(now, SCRIPTS);
        answers.clear();
        add(1);
        far.say(now, "-ERR something else\r\n");
        assertEquals(List.of("1 FAILED"), answers);
        answers.clear();
        // From the middle of a script: what it did before is not known.
        save(2);
        far.say(now, "-ERR user_script:9: bad argument\r\n");
        assertEquals(List.of("2 UNKNOWN"), answers);
        assertFalse(far.closed);
    }

    @Test
    void aServerThatMayNotAnswerIsLeft() {
        for (String error : List.of("LOADING Redis is loading", "MASTERDOWN Link with MASTER is down", "READONLY x")) {
            answers.clear();
            Far far = ready();
            add(1);
            far.say(now, "-" + error + "\r\n");
            assertEquals(List.of("1 FAILED"), answers);
            pass(1);
            assertTrue(far.closed);
            pass(20);
        }
    }

    @Test
    void withoutAServerOperationsFailInTime() {
        pass(0);
        add(1);
        pass(250);
        add(2);
        pass(249);
        assertEquals(List.of(), answers);
        pass(1);
        assertEquals(List.of("1 FAILED"), answers);
        pass(250);
        assertEquals(List.of("1 FAILED", "2 FAILED"), answers);
    }

    @Test
    void attemptsToConnectGrowApart() {
        List<Long> millis = new ArrayList<>();
        List<Long> addresses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int before = streams.opened.size();
            pass(1);
            if (streams.opened.size() > before) {
                millis.add(now / MILLI);
                addresses.add(streams.last().address);
                streams.last().end(now, StreamEnd.REFUSED);
            }
        }
        assertEquals(List.of(1L, 21L, 61L, 141L, 301L, 501L, 701L, 901L), millis);
        assertEquals(List.of(ONE, OTHER, ONE, OTHER), addresses.subList(0, 4));
    }

    @Test
    void aStreamThatTakesNothingIsLeftAndNothingIsLost() {
        Far far = ready();
        far.roomBytes = 0;
        add(1);
        pass(499);
        add(2);
        pass(1);
        assertTrue(far.closed);
        assertEquals(List.of("1 FAILED"), answers);
        far = ready();
        far.say(now, ":1\r\n");
        assertEquals(List.of("1 FAILED", "2 DONE"), answers);
    }

    @Test
    void whenThereIsRoomAgainTheRestIsSent() {
        Far far = ready();
        far.roomBytes = 10;
        add(1);
        far.room(now, 1_000);
        assertEquals(42, far.heard().length());
    }

    @Test
    void operationsAreBounded() {
        Far far = ready();
        for (int i = 0; i < state.operationsMax(); i++) {
            add(i);
        }
        assertFalse(state.addToZone(now, 9_999, 1, 1, listener));
        far.say(now, ":1\r\n");
        add(9_999);
        assertEquals(state.operationsMax(), state.counters().count(RedisCounter.OPERATIONS_HIGH_WATER));
        assertEquals(1, state.counters().count(RedisCounter.OPERATIONS_REFUSED));
    }

    @Test
    void aSubscriptionFollowsThePrimary() {
        List<String> heard = new ArrayList<>();
        state.subscribe(4, new HotState.Messages() {
            @Override
            public void message(long nanos, int channel, byte[] buffer, int offset, int length) {
                heard.add(channel + " " + length);
            }

            @Override
            public void subscribed(long nanos, int channel) {
                heard.add("subscribed");
            }
        });
        Far commands = ready();
        pass(0);
        Far messages = streams.last();
        assertEquals(ONE, messages.address);
        messages.connected(now);
        assertEquals("*2\r\n$9\r\nSUBSCRIBE\r\n$9\r\nchannel:4\r\n", messages.heard());
        messages.say(now, "*3\r\n$9\r\nsubscribe\r\n$9\r\nchannel:4\r\n:1\r\n");
        messages.say(now, "*3\r\n$7\r\nmessage\r\n$9\r\nchannel:4\r\n$3\r\nabc\r\n");
        messages.say(now, "*3\r\n$7\r\nmessage\r\n$9\r\nchannel:5\r\n$3\r\nabc\r\n");
        assertEquals(List.of("subscribed", "4 3"), heard);
        commands.end(now, StreamEnd.RESET);
        pass(20);
        Far next = streams.last();
        next.connected(now);
        next.say(now, PRIMARY + SCRIPTS);
        pass(1);
        assertTrue(messages.closed);
        pass(20);
        assertEquals(OTHER, streams.last().address);
    }

    @Test
    void aSilentSubscriptionIsBegunAnew() {
        state.subscribe(4, new HotState.Messages() {
            @Override
            public void message(long nanos, int channel, byte[] buffer, int offset, int length) {}

            @Override
            public void subscribed(long nanos, int channel) {}
        });
        Far commands = ready();
        pass(0);
        Far messages = streams.last();
        messages.connected(now);
        messages.heard();
        pass(500);
        assertEquals("*1\r\n$4\r\nPING\r\n", messages.heard());
        for (int i = 0; i < 10; i++) {
            if (commands.heard().equals(ROLE)) {
                commands.say(now, PRIMARY);
            }
            pass(100);
        }
        assertTrue(messages.closed);
        assertFalse(commands.closed);
    }

    /** Whatever the far end says, nothing is thrown and every operation ends once, in time. */
    @Property(tries = 300)
    void strangeRepliesDoNoHarm(@ForAll long seed) {
        new RedisHotStateTest().hearStrangeReplies(seed);
    }

    private void hearStrangeReplies(long seed) {
        RandomStream random = new Randomness(seed).stream("far end");
        List<String> pieces = List.of(
                ":1\r\n",
                ":-7\r\n",
                "$3\r\nabc\r\n",
                "$-1\r\n",
                "*-1\r\n",
                "*0\r\n",
                "*2\r\n",
                "+OK\r\n",
                "-ERR x\r\n",
                "-NOSCRIPT y\r\n",
                "-READONLY\r\n",
                "$99999999\r\n",
                "*9999999\r\n",
                ":\r\n",
                "?\r\n",
                "\r\n",
                "$2\r\nabc",
                ":99999999999999999999\r\n",
                PRIMARY,
                REPLICA,
                SCRIPTS,
                "*3\r\n$1\r\n1\r\n$1\r\nx\r\n$2\r\nhi\r\n");
        for (int step = 0; step < 60; step++) {
            int request = step;
            switch (random.nextInt(4)) {
                case 0 -> save(request);
                case 1 -> state.loadSession(now, request, 5, listener);
                case 2 -> state.zoneMembers(now, request, 1, listener);
                default -> state.announcements(now, request, listener);
            }
            for (Far far : List.copyOf(streams.opened)) {
                if (!far.closed && random.nextInt(3) == 0) {
                    far.connected(now);
                    far.say(now, PRIMARY + SCRIPTS);
                }
                far.say(now, pieces.get(random.nextInt(pieces.size())));
            }
            pass(random.nextInt(60));
        }
        for (int i = 0; i < 20; i++) {
            pass(100);
        }
        assertEquals(60, answers.size());
        for (int request = 0; request < 60; request++) {
            String prefix = request + " ";
            assertEquals(
                    1, answers.stream().filter(each -> each.startsWith(prefix)).count());
        }
    }

    @Test
    void warmSavesAllocateNothing() {
        Far far = ready();
        streams.forgetful = true;
        long[] counts = new long[3];
        HotState.Answers counting = (nanos, request, outcome, reply) -> counts[outcome.ordinal()]++;
        byte[] replies = ":1\r\n:-1\r\n*3\r\n$1\r\n3\r\n$1\r\n9\r\n$2\r\nhi\r\n".getBytes(StandardCharsets.US_ASCII);
        save(1);
        far.say(now, ":1\r\n");
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2_000; i++) {
                session.version++;
                state.saveSession(now, i, session, MINUTE, counting);
                state.saveSession(now, i, session, MINUTE, counting);
                state.loadSession(now, i, 42, counting);
                far.say(now, replies);
                now += 16 * MILLI;
                state.advance(now);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertEquals(2 * counts[1], counts[0]);
        assertEquals(Collections.nCopies(1, "1 DONE"), answers);
    }
}
