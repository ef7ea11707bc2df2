package io.darkages.engine.client;

import io.darkages.engine.protocol.CombatNotice;
import io.darkages.engine.protocol.CombatNoticeCodec;

/**
 * Notices of combat by the zone that takes a player over, until its first state is in: they are reliable and may overtake
 * it. At most {@value #HELD_MAX}; more are dropped and counted. Not thread-safe; makes its room with the first notice
 * and allocates nothing after it.
 */
final class HeldNotices {

    static final int HELD_MAX = 16;

    private final ClientCounters counters;
    private CombatNotice[] notices = {};
    private int count;

    HeldNotices(ClientCounters counters) {
        this.counters = counters;
    }

    /**
     * A reliable message came.
     *
     * @return false if it is no notice of combat
     */
    boolean receive(byte[] buffer, int offset, int length) {
        if (notices.length == 0) {
            notices = new CombatNotice[HELD_MAX + 1];
            for (int i = 0; i < notices.length; i++) {
                notices[i] = new CombatNotice();
            }
        }
        // The last place is for reading only: what it holds may be no notice, or one too many.
        if (!CombatNoticeCodec.read(buffer, offset, length, notices[count])) {
            return false;
        }
        if (count == HELD_MAX) {
            counters.add(ClientCounter.NOTICES_DROPPED, 1);
        } else {
            count++;
        }
        return true;
    }

    /** Gives them to the fight, in the order in which they came. */
    void release(Fight fight, View view, long nowNanos) {
        for (int i = 0; i < count; i++) {
            fight.take(view, notices[i], nowNanos);
        }
        clear();
    }

    void clear() {
        count = 0;
    }
}
