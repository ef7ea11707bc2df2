package io.darkages.engine.transport;

/** Message numbers of a lane as its receiver knows them: one sequence for reliable and unreliable messages. */
final class ReceivedNumbers {

    private long highest;
    private long reliable;
    private long reliableCount;

    /** Highest number seen, of either kind; 0 before the first. */
    long highest() {
        return highest;
    }

    void seen(long number) {
        highest = Math.max(highest, number);
    }

    /**
     * Whether a reliable message may have the number that is so far above that of the one before it. It may lead
     * the highest seen by {@value ReliableHeader#LEAD_MAX}. (GameNetworkingSockets also refuses a step above
     * 1,000,000. That many unreliable messages between two reliable ones are half a day of play, so here it may be.)
     */
    boolean isPlausible(long step) {
        return step == 1 || reliable + step <= highest + ReliableHeader.LEAD_MAX;
    }

    /** A reliable message is delivered, that far above the one before. Returns its number. */
    long delivered(long step) {
        reliable += step;
        seen(reliable);
        reliableCount++;
        return reliable;
    }

    /** Reliable messages delivered so far. */
    long reliableCount() {
        return reliableCount;
    }
}
