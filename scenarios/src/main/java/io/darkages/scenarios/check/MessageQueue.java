package io.darkages.scenarios.check;

import java.util.Arrays;

/**
 * Messages of one direction that were sent and not yet delivered, numbered from 1: digest and time of
 * each, in a ring that grows to {@value #MAX_KEPT} messages. Beyond that the oldest ones' digests are
 * forgotten.
 */
final class MessageQueue {

    static final int MAX_KEPT = 8_192;

    private long[] digests = new long[4];
    private long[] sentNanos = new long[4];
    private long lastSent;
    private long lastDelivered;

    long lastSent() {
        return lastSent;
    }

    long lastDelivered() {
        return lastDelivered;
    }

    /** Adds the message numbered {@code lastSent + 1}. */
    void sent(long nanos, long digest) {
        if (lastSent - lastDelivered == digests.length && digests.length < MAX_KEPT) {
            grow();
        }
        lastSent++;
        digests[slot(lastSent)] = digest;
        sentNanos[slot(lastSent)] = nanos;
    }

    /** Takes out that message and all before it. */
    void delivered(long number) {
        lastDelivered = number;
    }

    /** Whether the digest of a sent message is still known. */
    boolean keeps(long number) {
        return number > lastSent - digests.length;
    }

    long digest(long number) {
        return digests[slot(number)];
    }

    /** When it was sent; of a message whose digest was forgotten, a time not before that. */
    long sentNanos(long number) {
        return sentNanos[slot(number)];
    }

    private int slot(long number) {
        return (int) number & digests.length - 1;
    }

    private void grow() {
        int length = digests.length;
        long[] oldDigests = digests;
        long[] oldNanos = sentNanos;
        digests = Arrays.copyOf(oldDigests, length * 2);
        sentNanos = Arrays.copyOf(oldNanos, length * 2);
        for (long number = lastDelivered + 1; number <= lastSent; number++) {
            int old = (int) number & length - 1;
            digests[slot(number)] = oldDigests[old];
            sentNanos[slot(number)] = oldNanos[old];
        }
    }
}
