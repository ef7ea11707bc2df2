package io.darkages.server.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.port.StoreOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What hot state promises, whatever Redis is behind it. Written against the port; a subclass brings the server.
 */
abstract class HotStateContract {

    private static final long MILLI = RedisBench.MILLI;
    private static final long MINUTE = 60 * RedisBench.SECOND;
    private static final long PLAYER = 4_711;

    /** An answer, as it can be kept. */
    private record Answer(
            long request,
            StoreOutcome outcome,
            boolean present,
            boolean fenced,
            long replacedEpoch,
            List<String> items) {}

    private final List<Answer> answers = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final SessionRecord session = new SessionRecord();
    private final HotState.Answers listener = (nanos, request, outcome, reply) -> answers.add(
            new Answer(request, outcome, reply.isPresent(), reply.isFenced(), reply.replacedEpoch(), items(reply)));
    private final HotState.Messages mailbox = new HotState.Messages() {
        @Override
        public void message(long monotonicNanos, int channel, byte[] buffer, int offset, int length) {
            messages.add(channel + ":" + new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void subscribed(long monotonicNanos, int channel) {
            messages.add(channel + " subscribed");
        }
    };
    private RedisBench bench;

    /** A server that is empty. */
    abstract RedisBench open();

    @BeforeEach
    void begin() {
        bench = open();
        until(bench::isConnected);
    }

    @AfterEach
    void end() {
        if (bench != null) {
            bench.close();
        }
    }

    private static List<String> items(HotReply reply) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < reply.count(); i++) {
            String value = reply.length(Math.min(i, HotState.PROCESSES_MAX - 1)) == 0
                    ? ""
                    : "=" + new String(reply.bytes(), reply.offset(i), reply.length(i), StandardCharsets.ISO_8859_1);
            items.add(reply.number(i) + value);
        }
        return items;
    }

    private void until(BooleanSupplier holds) {
        for (int i = 0; i < 6_000 && !holds.getAsBoolean(); i++) {
            bench.pass(5 * MILLI);
        }
        assertTrue(holds.getAsBoolean(), () -> "after half a minute: " + answers + messages);
    }

    /** Does something and waits for its answer. */
    private Answer answer(RedisBench.Action action) {
        int before = answers.size();
        bench.onLoop(action);
        until(() -> answers.size() > before);
        return answers.get(before);
    }

    private Answer save(long epoch, long version, String record, long expiryNanos) {
        return answer((state, now) -> {
            session(epoch, version, record);
            assertTrue(state.saveSession(now, 1, session, expiryNanos, listener));
        });
    }

    private void session(long epoch, long version, String record) {
        byte[] bytes = record.getBytes(StandardCharsets.ISO_8859_1);
        session.player = PLAYER;
        session.epoch = epoch;
        session.version = version;
        session.length = bytes.length;
        System.arraycopy(bytes, 0, session.bytes, 0, bytes.length);
    }

    /** Epoch, version and record of the stored session; "absent" if there is none. */
    private String load() {
        String[] loaded = {"unanswered"};
        Answer answer =
                answer((state, now) -> assertTrue(state.loadSession(now, 2, PLAYER, (at, request, out, reply) -> {
                    SessionRecord stored = reply.session();
                    loaded[0] = reply.isPresent()
                            ? stored.epoch + "." + stored.version + " "
                                    + new String(stored.bytes, 0, stored.length, StandardCharsets.ISO_8859_1)
                            : "absent";
                    listener.answered(at, request, out, reply);
                })));
        assertEquals(StoreOutcome.DONE, answer.outcome());
        return loaded[0];
    }

    private void assertDone(Answer answer, boolean present) {
        assertEquals(StoreOutcome.DONE, answer.outcome());
        assertEquals(present, answer.present());
        assertFalse(answer.fenced());
    }

    private void assertFenced(Answer answer) {
        assertEquals(StoreOutcome.FAILED, answer.outcome());
        assertTrue(answer.fenced());
    }

    @Test
    void aSavedSessionIsLoadedAsItWas() {
        assertEquals("absent", load());
        assertDone(save(3, 8, "hello", MINUTE), false);
        assertEquals("3.8 hello", load());
        assertDone(save(3, 9, "", MINUTE), false);
        assertEquals("3.9 ", load());
    }

    @Test
    void everyByteOfTheLargestSessionComesBack() {
        byte[] bytes = new byte[SessionRecord.BYTES_MAX];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        String record = new String(bytes, StandardCharsets.ISO_8859_1);
        assertDone(save(SessionRecord.COUNT_MAX, SessionRecord.COUNT_MAX, record, MINUTE), false);
        assertEquals(SessionRecord.COUNT_MAX + "." + SessionRecord.COUNT_MAX + " " + record, load());
    }

    @Test
    void aLowerEpochOrVersionIsRefused() {
        assertDone(save(5, 10, "first", MINUTE), false);
        assertFenced(save(4, 99, "older owner", MINUTE));
        assertFenced(save(5, 9, "held up", MINUTE));
        assertEquals("5.10 first", load());
        assertDone(save(5, 10, "again", MINUTE), false);
        assertDone(save(6, 1, "new owner", MINUTE), false);
        assertEquals("6.1 new owner", load());
        assertFenced(save(5, 11, "old owner", MINUTE));
        // Neighbours at the end of what a double holds.
        assertDone(save(SessionRecord.COUNT_MAX, 0, "last", MINUTE), false);
        assertFenced(save(SessionRecord.COUNT_MAX - 1, 0, "last but one", MINUTE));
    }

    @Test
    void aSessionIsDeletedByItsOwnerOrALaterOne() {
        save(5, 1, "kept", MINUTE);
        assertFenced(answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 4, MINUTE, listener))));
        assertEquals("5.1 kept", load());
        assertDone(answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 5, MINUTE, listener))), true);
        assertEquals("absent", load());
        assertDone(answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 5, MINUTE, listener))), false);
    }

    /** What its former owners still have under way does not bring it back; a new owner's does. */
    @Test
    void aDeletedSessionStaysDeleted() {
        save(5, 1, "kept", MINUTE);
        assertDone(answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 5, MINUTE, listener))), true);
        assertFenced(save(4, 9, "late", MINUTE));
        assertFenced(save(5, 2, "late", MINUTE));
        assertEquals("absent", load());
        assertFenced(answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 4, MINUTE, listener))));
        assertEquals(5, save(6, 1, "new", MINUTE).replacedEpoch());
        assertEquals("6.1 new", load());
    }

    @Test
    void whoWasNeverHereCanBeDeletedToo() {
        assertDone(answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 5, MINUTE, listener))), false);
        assertFenced(save(5, 1, "late", MINUTE));
    }

    @Test
    void aDeletedSessionIsForgottenInTheEnd() {
        assertDone(
                answer((state, now) -> assertTrue(state.deleteSession(now, 3, PLAYER, 5, 60 * MILLI, listener))),
                false);
        until(() -> save(4, 1, "lower", MINUTE).outcome() == StoreOutcome.DONE);
        assertEquals("4.1 lower", load());
    }

    @Test
    void aSaveTellsWhatItTookThePlaceOf() {
        assertEquals(0, save(3, 1, "first", MINUTE).replacedEpoch());
        assertEquals(3, save(3, 2, "again", MINUTE).replacedEpoch());
        assertEquals(3, save(7, 1, "later", MINUTE).replacedEpoch());
        assertEquals(7, save(7, 2, "later", MINUTE).replacedEpoch());
    }

    @Test
    void aSessionExpires() {
        save(1, 1, "short", 60 * MILLI);
        until(() -> load().equals("absent"));
        // Nothing is left of it: no fence either.
        assertDone(save(0, 0, "lower", MINUTE), false);
    }

    @Test
    void savingAnewBeginsTheExpiryAnew() {
        save(1, 1, "short", 60 * MILLI);
        save(1, 2, "long", MINUTE);
        bench.pass(300 * MILLI);
        assertEquals("1.2 long", load());
    }

    private Answer add(int zone, long player) {
        return answer((state, now) -> assertTrue(state.addToZone(now, 4, zone, player, listener)));
    }

    private List<String> members(int zone) {
        Answer answer = answer((state, now) -> assertTrue(state.zoneMembers(now, 5, zone, listener)));
        assertEquals(StoreOutcome.DONE, answer.outcome());
        return answer.items().stream().sorted().toList();
    }

    @Test
    void zonesAreSets() {
        assertEquals(List.of(), members(2));
        assertDone(add(2, 7), false);
        assertDone(add(2, 7), true);
        assertDone(add(2, -9_000_000_000L), false);
        assertDone(add(3, 8), false);
        assertEquals(List.of("-9000000000", "7"), members(2));
        assertDone(answer((state, now) -> assertTrue(state.removeFromZone(now, 6, 2, 7, listener))), true);
        assertDone(answer((state, now) -> assertTrue(state.removeFromZone(now, 6, 2, 7, listener))), false);
        assertEquals(List.of("-9000000000"), members(2));
        assertEquals(List.of("8"), members(3));
    }

    @Test
    void alargeZoneIsReadInFull() {
        int players = 3_000;
        String[] words = new String[2 + players];
        words[0] = "SADD";
        words[1] = "zone:1:players";
        for (int i = 0; i < players; i++) {
            words[2 + i] = Long.toString(5_000_000_000_000L + i);
        }
        assertEquals(":" + players + "\r\n", bench.ask(words));
        assertEquals(players, members(1).size());
    }

    private Answer announce(int process, String text, long expiryNanos) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return answer((state, now) ->
                assertTrue(state.announce(now, 7, process, bytes, 0, bytes.length, expiryNanos, listener)));
    }

    private List<String> announced() {
        Answer answer = answer((state, now) -> assertTrue(state.announcements(now, 8, listener)));
        assertEquals(StoreOutcome.DONE, answer.outcome());
        return answer.items();
    }

    @Test
    void announcementsHoldUntilTheyExpireOrAreTakenBack() {
        assertEquals(List.of(), announced());
        announce(63, "last", MINUTE);
        announce(0, "first", MINUTE);
        announce(5, "x".repeat(HotState.ANNOUNCEMENT_BYTES_MAX), MINUTE);
        assertEquals(List.of("0=first", "5=" + "x".repeat(HotState.ANNOUNCEMENT_BYTES_MAX), "63=last"), announced());
        assertDone(answer((state, now) -> assertTrue(state.withdraw(now, 9, 5, listener))), true);
        announce(0, "short", 60 * MILLI);
        until(() -> announced().equals(List.of("63=last")));
    }

    private void subscribe(int channel) {
        bench.onLoop((state, now) -> state.subscribe(channel, mailbox));
        until(() -> messages.contains(channel + " subscribed"));
    }

    private void publish(int channel, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertDone(
                answer((state, now) -> assertTrue(state.publish(now, 10, channel, bytes, 0, bytes.length, listener))),
                false);
    }

    @Test
    void messagesComeOnTheChannelsThatWereSubscribedTo() {
        publish(4, "before");
        subscribe(4);
        subscribe(HotState.BROADCAST);
        messages.clear();
        publish(4, "one");
        publish(5, "elsewhere");
        publish(HotState.BROADCAST, "all");
        publish(4, "\r\n$5\0");
        until(() -> messages.size() == 3);
        assertEquals(List.of("4:one", "-1:all", "4:\r\n$5\0"), messages);
        bench.onLoop((state, now) -> state.unsubscribe(4));
        publish(4, "late");
        publish(HotState.BROADCAST, "end");
        until(() -> messages.contains("-1:end"));
        assertFalse(messages.contains("4:late"));
    }

    @Test
    void aSubscriptionIsRenewedWhenTheServerWasGone() {
        subscribe(4);
        messages.clear();
        bench.gone(true);
        bench.pass(100 * MILLI);
        bench.gone(false);
        until(() -> messages.contains("4 subscribed"));
        publish(4, "again");
        until(() -> messages.contains("4:again"));
    }

    @Test
    void subscriptionsAreBounded() {
        bench.onLoop((state, now) -> {
            for (int i = 0; i < HotState.SUBSCRIPTIONS_MAX; i++) {
                state.subscribe(i, mailbox);
            }
            assertThrows(IllegalStateException.class, () -> state.subscribe(99, mailbox));
            state.unsubscribe(3);
            assertThrows(IllegalStateException.class, () -> state.subscribe(4, mailbox));
            state.subscribe(99, mailbox);
        });
        until(() -> messages.contains("99 subscribed"));
    }

    @Test
    void noAnswerComesFromInsideACallAndBuffersAreCopied() {
        bench.onLoop((state, now) -> {
            session(1, 1, "mine");
            state.saveSession(now, 1, session, MINUTE, listener);
            Arrays.fill(session.bytes, (byte) 0);
            assertEquals(List.of(), answers);
        });
        until(() -> answers.size() == 1);
        assertEquals("1.1 mine", load());
    }

    @Test
    void manyOperationsAreAnsweredInTheirOrder() {
        int[] most = new int[1];
        bench.onLoop((state, now) -> {
            most[0] = state.operationsMax();
            for (int i = 0; i < most[0]; i++) {
                assertTrue(state.addToZone(now, 100 + i, 1, i, listener));
            }
            assertFalse(state.addToZone(now, 999, 1, 999, listener));
        });
        until(() -> answers.size() == most[0]);
        for (int i = 0; i < most[0]; i++) {
            assertEquals(new Answer(100 + i, StoreOutcome.DONE, false, false, 0, List.of()), answers.get(i));
        }
        answers.clear();
        assertEquals(most[0], members(1).size());
    }

    @Test
    void anAnswerMayBeginTheNextOperation() {
        bench.onLoop((state, now) -> state.addToZone(
                now, 1, 1, 5, (at, request, outcome, reply) -> assertTrue(state.zoneMembers(at, 2, 1, listener))));
        until(() -> answers.size() == 1);
        assertEquals(List.of("5"), answers.get(0).items());
    }

    @Test
    void whenTheServerIsAwayTheOutcomeIsUnknownInTime() {
        save(1, 1, "before", MINUTE);
        bench.away(true);
        assertEquals(StoreOutcome.UNKNOWN, save(1, 2, "meanwhile", MINUTE).outcome());
        bench.away(false);
        until(bench::isConnected);
        until(() -> save(1, 3, "after", MINUTE).outcome() == StoreOutcome.DONE);
        assertEquals("1.3 after", load());
    }

    @Test
    void whatNeverLeftHasFailed() {
        bench.gone(true);
        until(() -> !bench.isConnected());
        assertEquals(StoreOutcome.FAILED, save(1, 1, "never", MINUTE).outcome());
        bench.gone(false);
        until(bench::isConnected);
        assertEquals("absent", load());
    }

    @Test
    void whatWaitsForTheServerIsDoneWhenItComesBack() {
        bench.gone(true);
        until(() -> !bench.isConnected());
        bench.onLoop((state, now) -> {
            session(1, 1, "patient");
            state.saveSession(now, 1, session, MINUTE, listener);
        });
        bench.gone(false);
        until(() -> answers.size() == 1);
        assertEquals(StoreOutcome.DONE, answers.get(0).outcome());
        assertEquals("1.1 patient", load());
    }

    @Test
    void anotherKindOfValueFails() {
        bench.ask("SET", "session:" + PLAYER, "text");
        Answer answer = save(1, 1, "mine", MINUTE);
        assertEquals(StoreOutcome.FAILED, answer.outcome());
        assertFalse(answer.fenced());
        assertEquals("$4\r\ntext\r\n", bench.ask("GET", "session:" + PLAYER));
        bench.ask("SET", "zone:1:players", "text");
        assertEquals(StoreOutcome.FAILED, add(1, 5).outcome());
        assertEquals(
                StoreOutcome.FAILED,
                answer((state, now) -> state.zoneMembers(now, 1, 1, listener)).outcome());
    }

    @Test
    void aForgottenScriptIsLoadedAgain() {
        assertEquals("+OK\r\n", bench.ask("SCRIPT", "FLUSH"));
        assertEquals(StoreOutcome.FAILED, save(1, 1, "unknown script", MINUTE).outcome());
        assertDone(save(1, 2, "known", MINUTE), false);
        assertEquals("1.2 known", load());
    }

    @Test
    void whatIsStoredIsWhatPeopleWouldLookFor() {
        save(3, 8, "hello", MINUTE);
        assertEquals(
                "*6\r\n$5\r\nepoch\r\n$1\r\n3\r\n$7\r\nversion\r\n$1\r\n8\r\n$6\r\nrecord\r\n$5\r\nhello\r\n",
                bench.ask("HGETALL", "session:" + PLAYER));
        add(2, 7);
        assertEquals(":1\r\n", bench.ask("SISMEMBER", "zone:2:players", "7"));
        announce(4, "here", MINUTE);
        assertEquals("$4\r\nhere\r\n", bench.ask("GET", "process:4"));
    }

    @Test
    void whatIsBeyondTheCapsIsRefusedWithTheReason() {
        byte[] bytes = new byte[1_024];
        bench.onLoop((state, now) -> {
            session(-1, 0, "");
            assertRefused(() -> state.saveSession(now, 1, session, MINUTE, listener));
            session(0, SessionRecord.COUNT_MAX + 1, "");
            assertRefused(() -> state.saveSession(now, 1, session, MINUTE, listener));
            session(0, 0, "");
            assertRefused(() -> state.saveSession(now, 1, session, MILLI - 1, listener));
            assertRefused(() -> state.saveSession(now, 1, session, HotState.EXPIRY_NANOS_MAX + 1, listener));
            session.length = SessionRecord.BYTES_MAX + 1;
            assertRefused(() -> state.saveSession(now, 1, session, MINUTE, listener));
            assertRefused(() -> state.addToZone(now, 1, -1, 5, listener));
            assertRefused(() -> state.announce(now, 1, HotState.PROCESSES_MAX, bytes, 0, 1, MINUTE, listener));
            assertRefused(
                    () -> state.announce(now, 1, 1, bytes, 0, HotState.ANNOUNCEMENT_BYTES_MAX + 1, MINUTE, listener));
            assertRefused(() -> state.publish(now, 1, -2, bytes, 0, 1, listener));
            assertRefused(() -> state.publish(now, 1, 1, bytes, 0, HotState.MESSAGE_BYTES_MAX + 1, listener));
        });
        bench.pass(50 * MILLI);
        assertEquals(List.of(), answers);
        assertArrayEquals(new byte[1_024], bytes);
    }

    private static void assertRefused(Runnable call) {
        assertThrows(IllegalArgumentException.class, call::run);
    }
}
