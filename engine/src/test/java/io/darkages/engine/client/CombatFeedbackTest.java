package io.darkages.engine.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.protocol.CombatNotice.Kind;
import org.junit.jupiter.api.Test;

class CombatFeedbackTest {

    private static final int SELF = 11;
    private static final int OTHER = 22;
    private static final int THIRD = 33;
    private static final long SECOND = 1_000_000_000L;

    private final CombatFeedback feedback = new CombatFeedback(CombatRules.standard());
    private final CombatNotice notice = new CombatNotice();

    private CombatNotice about(Kind kind, int subject, int object) {
        notice.kind = kind;
        notice.subject = subject;
        notice.object = object;
        notice.outcome = AttackOutcome.HIT.ordinal();
        notice.amount = 0;
        notice.health = -1;
        notice.flags = 0;
        return notice;
    }

    private String text(long nowNanos) {
        StringBuilder out = new StringBuilder();
        FeedbackText.append(feedback, nowNanos, out);
        return out.toString();
    }

    @Test
    void nothingHappened() {
        assertTrue(feedback.isAlive());
        assertEquals(0, feedback.itemCount());
        assertEquals("[##########] 100", text(0));
        assertThrows(IllegalArgumentException.class, () -> feedback.item(0));
    }

    @Test
    void whatThePlayerDoesAndSuffers() {
        about(Kind.ATTACK_RESULT, OTHER, 0).amount = 3_000;
        notice.flags = CombatNotice.CRITICAL;
        feedback.notice(notice, SELF, 0, 0);
        about(Kind.HURT, SELF, OTHER).amount = 1_250;
        notice.health = 8_750;
        notice.flags = CombatNotice.BLOCKED;
        feedback.notice(notice, SELF, 0, SECOND / 10);
        about(Kind.ATTACK_RESULT, OTHER, 0).outcome = AttackOutcome.MISS.ordinal();
        feedback.notice(notice, SELF, 0, SECOND / 10);
        assertEquals(8_750, feedback.health());
        assertEquals("[#########-] 87.50 | missed | *** hurt by 22 -12.50 blocked | hit 22 -30!", text(SECOND / 5));
        assertEquals("[#########-] 87.50 | hit 22 -30!", text(SECOND / 2));
        assertEquals("[#########-] 87.50", text(SECOND));
        about(Kind.HEALED, SELF, 0).amount = 125;
        notice.health = 8_875;
        feedback.notice(notice, SELF, 0, SECOND);
        assertEquals("[#########-] 88.75 | +1.25", text(SECOND));
        assertEquals(FeedbackItem.Kind.HEALING, feedback.item(0).kind());
        assertEquals(AttackOutcome.MISS, feedback.item(1).outcome());
    }

    @Test
    void deathShowsTheKillerAndWhenItEnds() {
        about(Kind.DEATH, SELF, OTHER);
        // It died half a second ago: the notice was lost once.
        feedback.notice(notice, SELF, SECOND / 2, 10 * SECOND);
        assertFalse(feedback.isAlive());
        assertEquals(0, feedback.health());
        assertEquals(OTHER, feedback.killer());
        assertEquals(4_500_000_000L, feedback.respawnNanos(10 * SECOND));
        assertEquals("[----------] 0 dead, killed by 22, back in 3.5 s | 22 killed 11", text(11 * SECOND));
        assertEquals("[----------] 0 dead, killed by 22, back in 0.0 s", text(20 * SECOND));
        feedback.notice(about(Kind.RESPAWN, OTHER, 0), SELF, 0, 20 * SECOND);
        assertFalse(feedback.isAlive(), "somebody else came back");
        feedback.notice(about(Kind.RESPAWN, SELF, 0), SELF, 0, 20 * SECOND);
        assertTrue(feedback.isAlive());
        assertEquals(0, feedback.respawnNanos(20 * SECOND));
        assertEquals("[##########] 100", text(20 * SECOND));
    }

    @Test
    void whatHappensToOthersIsNotTakenForOnesOwn() {
        feedback.notice(about(Kind.DEATH, OTHER, THIRD), SELF, 0, 0);
        assertTrue(feedback.isAlive());
        assertEquals("[##########] 100 | 33 killed 22", text(0));
    }

    @Test
    void theNewestItemsAreKept() {
        for (int i = 1; i <= 40; i++) {
            about(Kind.HURT, SELF, OTHER).amount = i;
            feedback.notice(notice, SELF, 0, i);
        }
        assertEquals(CombatFeedback.MOST_ITEMS, feedback.itemCount());
        for (int back = 0; back < CombatFeedback.MOST_ITEMS; back++) {
            assertEquals(40 - back, feedback.item(back).amount());
            assertEquals(40 - back, feedback.item(back).fromNanos());
        }
        feedback.reset();
        assertEquals(0, feedback.itemCount());
    }
}
