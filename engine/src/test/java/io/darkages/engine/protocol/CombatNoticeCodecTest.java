package io.darkages.engine.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.combat.AttackOutcome;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CombatNoticeCodecTest {

    private final byte[] buffer = new byte[CombatNoticeCodec.MOST_BYTES + 5];

    @Property
    void whatIsWrittenIsRead(
            @ForAll CombatNotice.Kind kind,
            @ForAll AttackOutcome outcome,
            @ForAll @Size(5) int[] numbers,
            @ForAll @IntRange(min = -1) int health,
            @ForAll @IntRange(max = 3) int flags) {
        CombatNotice notice = new CombatNotice();
        notice.kind = kind;
        notice.tick = numbers[0];
        notice.subject = numbers[1];
        notice.health = health;
        notice.flags = flags;
        boolean isResult = kind == CombatNotice.Kind.ATTACK_RESULT;
        boolean hasObject = kind == CombatNotice.Kind.HURT || kind == CombatNotice.Kind.DEATH;
        boolean hasAmount = kind != CombatNotice.Kind.DEATH && kind != CombatNotice.Kind.RESPAWN;
        notice.sequence = isResult ? numbers[2] : 0;
        notice.outcome = isResult ? outcome.ordinal() : 0;
        notice.object = hasObject ? numbers[3] : 0;
        notice.amount = hasAmount ? numbers[4] : 0;
        int length = CombatNoticeCodec.write(notice, buffer, 3);
        assertTrue(length <= CombatNoticeCodec.MOST_BYTES);
        CombatNotice read = new CombatNotice();
        read.sequence = 7;
        read.object = 7;
        read.amount = 7;
        for (int cut = 0; cut <= length + 2; cut++) {
            assertEquals(cut == length, CombatNoticeCodec.read(buffer, 3, cut, read), "length " + cut);
        }
        assertEquals(fields(notice), fields(read));
    }

    private static List<Object> fields(CombatNotice notice) {
        return List.of(
                notice.kind,
                notice.tick,
                notice.sequence,
                notice.outcome,
                notice.subject,
                notice.object,
                notice.amount,
                notice.health,
                notice.flags);
    }

    @Property
    void anyBytesAreAnswered(@ForAll @Size(max = 40) byte[] bytes, @ForAll boolean marked) {
        if (marked && bytes.length > 1) {
            bytes[0] = MessageKind.COMBAT;
            bytes[1] &= 0x3F;
        }
        CombatNotice read = new CombatNotice();
        if (CombatNoticeCodec.read(bytes, 0, bytes.length, read)) {
            assertTrue(read.outcome >= 0 && read.outcome < AttackOutcome.values().length);
            assertTrue(read.health >= -1);
            // What is understood is what would have been written.
            assertEquals(bytes.length, CombatNoticeCodec.write(read, buffer, 0));
            for (int i = 0; i < bytes.length; i++) {
                assertEquals(bytes[i], buffer[i], "byte " + i);
            }
        }
    }

    @Test
    void controlMessagesAreNeverTakenForNotices() {
        byte[] token = new byte[48];
        List<ControlMessage> messages = List.of(
                new ControlMessage.Login(token, 1),
                new ControlMessage.Resume(token),
                new ControlMessage.Welcome(1L, 2, 3, 4, 5, token, Origin.WORLD_CENTRE),
                new ControlMessage.Redirect(7L, token),
                new ControlMessage.Refused("full"),
                new ControlMessage.Leave(),
                new ControlMessage.Correction(9, ControlMessage.CorrectionReason.TIMESTAMP, new MotionState()));
        for (ControlMessage message : messages) {
            byte[] bytes = ControlCodec.encode(message);
            assertEquals(0, bytes[0] & 3, message.toString());
            assertFalse(CombatNoticeCodec.read(bytes, 0, bytes.length, new CombatNotice()));
        }
    }

    @Test
    void aDeathThatManySeeIsShort() {
        CombatNotice notice = new CombatNotice();
        notice.kind = CombatNotice.Kind.DEATH;
        assertEquals(14, CombatNoticeCodec.write(notice, buffer, 0));
    }
}
