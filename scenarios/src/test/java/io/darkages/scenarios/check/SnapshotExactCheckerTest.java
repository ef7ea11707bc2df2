package io.darkages.scenarios.check;

import static io.darkages.engine.port.ProbeKind.SNAPSHOT_DECODED;
import static io.darkages.engine.port.ProbeKind.SNAPSHOT_ENCODED;
import static io.darkages.engine.port.ProbeKind.SNAPSHOT_UNREADABLE;
import static io.darkages.scenarios.check.TestHistory.in7;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.random.Mix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SnapshotExactCheckerTest {

    private static final int NEXT = 2;

    private final TestHistory history = new TestHistory();

    @Test
    void acceptsLossReorderingAndDoubledDecodes() {
        for (int id = 1; id <= 5; id++) {
            history.at(id * 50L).server(SNAPSHOT_ENCODED, 1, in7(id), 3L * id, 100L + id);
        }
        history.at(300).client(SNAPSHOT_DECODED, 1, in7(1), 3, 101);
        history.client(SNAPSHOT_DECODED, 1, in7(4), 12, 104);
        history.client(SNAPSHOT_DECODED, 1, in7(3), 9, 103);
        history.client(SNAPSHOT_DECODED, 1, in7(3), 9, 103);
        expect(4, 0);
    }

    @Test
    void judgesNothingWithoutDecodes() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(1), 3, 9);
        expect(0, 0);
    }

    @Test
    void rejectsAnotherDigest() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(1), 3, 0xAB);
        history.at(51).client(SNAPSHOT_DECODED, 1, in7(1), 3, 0xAC);
        SnapshotExactChecker checker = expect(1, 1);
        assertEquals(
                "event 2, 51000 us, player 1: snapshot 1 was decoded as digest ac of tick 3, encoded as ab of tick 3",
                checker.firstViolations().get(0).toString());
    }

    @Test
    void rejectsASnapshotThatCannotBeRead() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(1), 3, 9);
        history.at(51).client(SNAPSHOT_UNREADABLE, 1, in7(0), 0, 0);
        expect(1, 1);
    }

    @Test
    void rejectsAnotherTick() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(1), 3, 9);
        history.at(51).client(SNAPSHOT_DECODED, 1, in7(1), 4, 9);
        expect(1, 1);
    }

    @Test
    void rejectsADecodeThatWasNeverEncoded() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(1), 3, 9);
        history.server(SNAPSHOT_ENCODED, 1, in7(3), 9, 9);
        history.at(51).client(SNAPSHOT_DECODED, 1, in7(2), 6, 9);
        history.client(SNAPSHOT_DECODED, 1, in7(4), 12, 9);
        expect(2, 2);
    }

    @Test
    void rejectsAnotherPlayersSnapshot() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(1), 3, 9);
        history.at(51).client(SNAPSHOT_DECODED, 2, in7(1), 3, 9);
        expect(1, 1);
    }

    @Test
    void rejectsAnOlderSessionsSnapshot() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, SessionColumn.of(7, 1), 3, 9);
        history.at(51).server(SNAPSHOT_ENCODED, 1, SessionColumn.of(8, 1), 6, 10);
        history.at(90).client(SNAPSHOT_DECODED, 1, SessionColumn.of(8, 1), 6, 10);
        expect(1, 0);
        history.at(91).client(SNAPSHOT_DECODED, 1, SessionColumn.of(7, 1), 3, 9);
        expect(2, 1);
    }

    @Test
    void rejectsAnIdThatDoesNotGrow() {
        history.at(1).server(SNAPSHOT_ENCODED, 1, in7(5), 3, 9);
        history.at(51).server(SNAPSHOT_ENCODED, 1, in7(5), 6, 10);
        expect(1, 1);
    }

    @Test
    void leavesForgottenSnapshotsUndecided() {
        for (int id = 1; id <= SnapshotExactChecker.KEPT_SNAPSHOTS + 1; id++) {
            history.at(id).server(SNAPSHOT_ENCODED, 1, in7(id), id, id);
        }
        history.client(SNAPSHOT_DECODED, 1, in7(1), 1, 1);
        history.client(SNAPSHOT_DECODED, 1, in7(2), 2, 2);
        assertEquals(1, expect(1, 0).findings().undecided());
    }

    /** On its way from one zone to the next a client is told by both. */
    private void twoViews() {
        for (int id = 1; id <= 5; id++) {
            history.at(id * 50L).server(SNAPSHOT_ENCODED, 1, in7(id), 3L * id, 100L + id);
            history.host(NEXT, SNAPSHOT_ENCODED, 1, SessionColumn.of(9, id), 700L + id, 200L + id);
            history.at(id * 50L + 20).client(SNAPSHOT_DECODED, 1, SessionColumn.of(9, id), 700L + id, 200L + id);
            history.client(SNAPSHOT_DECODED, 1, in7(id), 3L * id, 100L + id);
        }
    }

    @Test
    void acceptsTwoViewsAtATime() {
        twoViews();
        expect(10, 0);
    }

    @Test
    void judgesEachViewByItself() {
        twoViews();
        history.at(400).client(SNAPSHOT_DECODED, 1, SessionColumn.of(9, 4), 704, 104);
        history.client(SNAPSHOT_DECODED, 1, in7(6), 18, 206);
        expect(12, 2);
    }

    @Test
    void rejectsASessionThatNoHostKeeps() {
        twoViews();
        history.at(400).host(NEXT, SNAPSHOT_ENCODED, 1, SessionColumn.of(11, 1), 720, 300);
        history.at(420).client(SNAPSHOT_DECODED, 1, SessionColumn.of(9, 5), 705, 205);
        assertEquals(
                "snapshot 5 of session 9 was decoded while servers encode for session 7, session 11",
                expect(11, 1).firstViolations().get(0).text());
    }

    @Property(tries = 200)
    void catchesEveryMutation(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int snapshots,
            @ForAll @IntRange(max = 5) int kind) {
        TestHistory made = new TestHistory();
        long id = 0;
        for (int i = 0; i < snapshots; i++) {
            long player = 1 + Long.remainderUnsigned(Mix.mix64(seed + i), 3);
            id += 1 + Long.remainderUnsigned(Mix.mix64(seed - i), 4);
            made.at(i * 20L).server(SNAPSHOT_ENCODED, player, in7(id), 3 * id, Mix.mix64(id));
            made.at(i * 20L + 10).client(SNAPSHOT_DECODED, player, in7(id), 3 * id, Mix.mix64(id));
        }
        assertEquals(0, made.judgedBy(new SnapshotExactChecker()).violations());

        int pair = (int) Long.remainderUnsigned(Mix.mix64(seed), snapshots);
        int at = 2 * pair + kind % 2;
        TestHistory.Entry entry = made.entries().get(at);
        TestHistory.Entry changed =
                switch (kind / 2) {
                    case 0 -> entry.withDigest(entry.digest() ^ 1L << (seed & 63));
                    case 1 -> entry.withB(entry.b() + 1);
                    default -> entry.withPlayer(entry.player() + 10);
                };
        made.entries().set(at, changed);
        assertTrue(made.judgedBy(new SnapshotExactChecker()).violations() > 0, () -> entry + " became " + changed);
    }

    private SnapshotExactChecker expect(long checks, long violations) {
        SnapshotExactChecker checker = history.judgedBy(new SnapshotExactChecker());
        assertEquals(violations, checker.violations(), () -> checker.firstViolations()
                .toString());
        assertEquals(checks, checker.checks());
        return checker;
    }
}
