package io.darkages.engine.redis;

import io.darkages.engine.port.HotState;
import io.darkages.engine.random.Mix;

/**
 * Commands that are not answered, oldest first, in columns: those that were sent, then those that were not. Their
 * deadlines grow. Indices count from the oldest, 0. Allocates nothing after its construction.
 */
final class CommandQueue {

    private static final Operation[] OPERATIONS = Operation.values();

    private final byte[] operations;
    private final long[] requests;
    private final long[] subjects;
    private final long[] deadlines;
    private final long[] sentNanos;
    private final long[] ends;
    private final boolean[] told;
    private final HotState.Answers[] answers;
    private final int capacity;
    private int head;
    private int size;

    CommandQueue(int capacity) {
        this.capacity = capacity;
        operations = new byte[capacity];
        requests = new long[capacity];
        subjects = new long[capacity];
        deadlines = new long[capacity];
        sentNanos = new long[capacity];
        ends = new long[capacity];
        told = new boolean[capacity];
        answers = new HotState.Answers[capacity];
    }

    boolean isFull() {
        return size == capacity;
    }

    int size() {
        return size;
    }

    void add(Operation operation, long request, long subject, long deadline, long end, HotState.Answers listener) {
        int at = at(size++);
        operations[at] = (byte) operation.ordinal();
        requests[at] = request;
        subjects[at] = subject;
        deadlines[at] = deadline;
        sentNanos[at] = 0;
        ends[at] = end;
        told[at] = operation.isOwn();
        answers[at] = listener;
    }

    void removeFirst() {
        head = head + 1 == capacity ? 0 : head + 1;
        size--;
    }

    Operation operation(int index) {
        return OPERATIONS[operations[at(index)]];
    }

    long request(int index) {
        return requests[at(index)];
    }

    /** The player, or zone, that the command is about. */
    long subject(int index) {
        return subjects[at(index)];
    }

    long deadline(int index) {
        return deadlines[at(index)];
    }

    /** Position of the first byte after it. */
    long end(int index) {
        return ends[at(index)];
    }

    /** When the stream had taken it in full. */
    long sentNanos(int index) {
        return sentNanos[at(index)];
    }

    void sent(int index, long nanos) {
        sentNanos[at(index)] = nanos;
    }

    HotState.Answers answers(int index) {
        return answers[at(index)];
    }

    /** Whether its outcome was told already, or nobody waits for it. */
    boolean isTold(int index) {
        return told[at(index)];
    }

    void told(int index) {
        told[at(index)] = true;
    }

    long digest() {
        long hash = size;
        for (int i = 0; i < size; i++) {
            int at = at(i);
            hash = Mix.fold(hash, requests[at] << 8 | operations[at] << 1 | (told[at] ? 1 : 0));
            hash = Mix.fold(hash, subjects[at]);
            hash = Mix.fold(hash, deadlines[at]);
            hash = Mix.fold(hash, ends[at]);
        }
        return hash;
    }

    private int at(int index) {
        int at = head + index;
        return at < capacity ? at : at - capacity;
    }
}
