package io.darkages.engine.client;

import io.darkages.engine.combat.CombatRules;

/**
 * {@link CombatFeedback} in a line of text, as a terminal shows it: the health bar, who killed the player and when it
 * comes back, then what is shown now, the newest first. Plain ASCII.
 */
public final class FeedbackText {

    private static final int BAR_CHARS = 10;
    private static final long TENTH_NANOS = 100_000_000L;

    private FeedbackText() {}

    /** Appends the line, without a line end. */
    public static void append(CombatFeedback feedback, long nowNanos, StringBuilder out) {
        long full = feedback.fullHealth();
        // Rounded up, so that somebody alive never has an empty bar.
        int filled = (int) ((Math.min(full, feedback.health()) * BAR_CHARS + full - 1) / full);
        out.append('[');
        for (int i = 0; i < BAR_CHARS; i++) {
            out.append(i < filled ? '#' : '-');
        }
        out.append("] ");
        points(feedback.health(), out);
        if (!feedback.isAlive()) {
            long tenths = (feedback.respawnNanos(nowNanos) + TENTH_NANOS - 1) / TENTH_NANOS;
            out.append(" dead, killed by ").append(feedback.killer());
            out.append(", back in ")
                    .append(tenths / 10)
                    .append('.')
                    .append(tenths % 10)
                    .append(" s");
        }
        for (int i = 0; i < feedback.itemCount(); i++) {
            FeedbackItem item = feedback.item(i);
            if (item.isShown(nowNanos)) {
                out.append(" | ");
                append(item, out);
            }
        }
    }

    private static void append(FeedbackItem item, StringBuilder out) {
        switch (item.kind()) {
            case DAMAGE_NUMBER -> {
                out.append("hit ").append(item.entity()).append(" -");
                damage(item, out);
            }
            case ATTACK_MARKER -> out.append(marker(item));
            case SCREEN_FLASH -> {
                out.append("*** hurt by ").append(item.entity()).append(" -");
                damage(item, out);
            }
            case HEALING -> {
                out.append('+');
                points(item.amount(), out);
            }
            case KILL -> out.append(item.killer()).append(" killed ").append(item.entity());
        }
    }

    private static String marker(FeedbackItem item) {
        return switch (item.outcome()) {
            case HIT -> "hit";
            case MISS -> "missed";
            case BLOCKED_BY_OBSTACLE -> "something in the way";
            case TOO_OLD -> "seen too long ago";
            case NEVER_SENT, BAD_TIME, CLAIM_OFF -> "not believed";
            case COOLDOWN -> "too soon";
            case BLOCKING -> "guard is up";
            case DEAD -> "dead already";
            case FRIENDLY -> "a friend";
            case NO_TARGET -> "gone";
        };
    }

    private static void damage(FeedbackItem item, StringBuilder out) {
        points(item.amount(), out);
        out.append(item.isCritical() ? "!" : "").append(item.isBlocked() ? " blocked" : "");
    }

    /** Points, with hundredths where there are some. */
    private static void points(int hundredths, StringBuilder out) {
        out.append(hundredths / CombatRules.POINT);
        int rest = hundredths % CombatRules.POINT;
        if (rest != 0) {
            out.append('.').append(rest / 10).append(rest % 10);
        }
    }
}
