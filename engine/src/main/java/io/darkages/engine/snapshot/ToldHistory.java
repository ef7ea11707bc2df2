package io.darkages.engine.snapshot;

import io.darkages.engine.entity.EntityTable;

/**
 * What earlier snapshots told one client of an entity, about a second back, so that the server can rebuild what this
 * client drew. Reads the {@link Viewer}'s book and writes nothing; not thread-safe, allocates nothing.
 */
public final class ToldHistory {

    /** A snapshot of which nothing is known any more. */
    public static final int NO_TICK = 0;

    private final Viewer viewer;
    private final SentBook sent;

    ToldHistory(Viewer viewer, SentBook sent) {
        this.viewer = viewer;
        this.sent = sent;
    }

    /**
     * Tick of the snapshot that an acknowledgement names, or {@link #NO_TICK} if that is not known any more.
     *
     * @param snapshotId low 16 bits of its id
     */
    public int tickOf(int snapshotId) {
        int id = sent.wholeId(snapshotId);
        return sent.has(id) ? sent.tick(id) : NO_TICK;
    }

    /**
     * The index at which the snapshot of that tick told of an entity, for {@link #hadMotion} and
     * {@link #acknowledgedBetween}. Whether it arrived is another question.
     *
     * @param entityId any number, also of nobody
     * @return {@link Viewer#NONE} if there was no such snapshot, if it did not tell of the entity, or if that is not
     *     known any more: it was too long ago, or the client has acknowledged since then that the entity is gone
     */
    public int indexAt(int entityId, int tick) {
        int snapshot = sent.snapshotOf(tick);
        if (snapshot == SentBook.NONE || !viewer.isSlot(EntityTable.slot(entityId))) {
            return Viewer.NONE;
        }
        int visible = viewer.indexOf(EntityTable.slot(entityId));
        if (visible >= 0 && tells(snapshot, visible, entityId)) {
            return visible;
        }
        for (int i = 0, left = viewer.leavingCount(); left > 0; i++) {
            if (viewer.status(i) == Viewer.LEAVING) {
                left--;
                if (tells(snapshot, i, entityId)) {
                    return i;
                }
            }
        }
        return Viewer.NONE;
    }

    /** Whether the snapshot of that tick told the motion, too, of an index that it {@linkplain #indexAt told} of. */
    public boolean hadMotion(int index, int tick) {
        int snapshot = sent.snapshotOf(tick);
        int entry = snapshot == SentBook.NONE ? SentBook.NONE : sent.telling(snapshot, index);
        return entry != SentBook.NONE && SentBook.hasMotion(entry);
    }

    /**
     * How many snapshots between two ticks, both left out, told of the entity at an index and are acknowledged.
     *
     * @param index at which a snapshot {@linkplain #indexAt told} of it
     */
    public int acknowledgedBetween(int index, int afterTick, int beforeTick) {
        int count = 0;
        for (int id = sent.newestId(); sent.has(id) && sent.tick(id) - afterTick > 0; id--) {
            boolean counts = sent.tick(id) - beforeTick < 0 && !sent.isPending(id);
            if (counts && tells(id, index, viewer.entity(index))) {
                count++;
            }
        }
        return count;
    }

    /** Whether that snapshot, which is in the book, told of the entity at that index. */
    private boolean tells(int snapshot, int index, int entityId) {
        return viewer.entity(index) == entityId
                && snapshot - viewer.firstTelling(index) >= 0
                && sent.telling(snapshot, index) != SentBook.NONE;
    }
}
