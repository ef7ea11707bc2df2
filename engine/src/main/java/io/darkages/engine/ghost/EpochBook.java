package io.darkages.engine.ghost;

import io.darkages.engine.entity.PlayerIndex;

/**
 * The highest owner epoch that a zone has heard of each player, for those whom it heard of last: also of players whose
 * copies are gone, so that what was late does not bring them back, and of its own. When it is full, whoever was not
 * heard of since the last round is forgotten (second chance). Allocates only when made.
 */
final class EpochBook {

    private final PlayerIndex index;
    private final long[] players;
    private final int[] epochs;
    private final boolean[] isOwnedHere;
    private final boolean[] isRecent;
    private int count;
    private int hand;

    EpochBook(int capacity) {
        index = new PlayerIndex(capacity);
        players = new long[capacity];
        epochs = new int[capacity];
        isOwnedHere = new boolean[capacity];
        isRecent = new boolean[capacity];
    }

    /** Whether another zone may speak for a player under that epoch: not below the highest, nor under this zone's own. */
    boolean admits(long player, int epoch) {
        int at = index.get(player);
        return at == PlayerIndex.ABSENT || epoch > epochs[at] || epoch == epochs[at] && !isOwnedHere[at];
    }

    /** An epoch was heard that it {@link #admits}. */
    void heard(long player, int epoch) {
        note(player, epoch, false);
    }

    /** This zone acts for a player under that epoch. */
    void ownedHere(long player, int epoch) {
        int at = index.get(player);
        if (at == PlayerIndex.ABSENT || epoch >= epochs[at]) {
            note(player, epoch, true);
        }
    }

    private void note(long player, int epoch, boolean ownedHere) {
        int at = index.get(player);
        if (at == PlayerIndex.ABSENT) {
            at = count < players.length ? count++ : makeRoom();
            players[at] = player;
            index.put(player, at);
        }
        epochs[at] = epoch;
        isOwnedHere[at] = ownedHere;
        isRecent[at] = true;
    }

    private int makeRoom() {
        while (isRecent[hand]) {
            isRecent[hand] = false;
            hand = (hand + 1) % players.length;
        }
        int freed = hand;
        index.remove(players[freed]);
        hand = (hand + 1) % players.length;
        return freed;
    }

    int count() {
        return count;
    }
}
