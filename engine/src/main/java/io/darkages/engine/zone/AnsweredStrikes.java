package io.darkages.engine.zone;

/**
 * The last {@value #CAPACITY} attacks of this zone's players on others' of which it was told what became, so that an
 * answer that comes twice counts once. Linear, because they are rare; allocates only when made.
 */
final class AnsweredStrikes {

    static final int CAPACITY = 512;

    private final long[] players = new long[CAPACITY];
    private final int[] sessions = new int[CAPACITY];
    private final int[] sequences = new int[CAPACITY];
    private int next;

    /** Whether an attack is answered for the first time; from now on it is not. */
    boolean add(long player, int session, int sequence) {
        for (int i = 0; i < CAPACITY; i++) {
            if (players[i] == player && sequences[i] == sequence && sessions[i] == session) {
                return false;
            }
        }
        players[next] = player;
        sessions[next] = session;
        sequences[next] = sequence;
        next = (next + 1) % CAPACITY;
        return true;
    }
}
