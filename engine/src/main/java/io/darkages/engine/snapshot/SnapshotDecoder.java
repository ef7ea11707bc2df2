package io.darkages.engine.snapshot;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.ExpGolomb;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;

/**
 * Reads snapshots into a {@link ReplicaTable} and keeps what is to be acknowledged. Layout: see
 * {@link SnapshotEncoder}.
 *
 * <p>Whatever the bytes, nothing is thrown: a snapshot that can't be read is answered with
 * {@link Outcome#MALFORMED} and not acknowledged. Not thread-safe; allocates only when the table grows.
 */
public final class SnapshotDecoder {

    /** What became of a snapshot. */
    public enum Outcome {
        /** Read and to be acknowledged. */
        APPLIED,
        /** Older than one already applied, or the same again. */
        STALE,
        /** Not to be understood, or against a baseline that is not here. */
        MALFORMED
    }

    private final ReplicaTable replicas;
    private final BitReader in = new BitReader();
    private final EntityRecord record = new EntityRecord();
    private final MotionState self = new MotionState();

    private boolean any;
    private int newestId;
    /** Bit k: the snapshot k + 1 below the newest was applied. */
    private int earlier;

    private int tick;
    private int lastProcessedInput;
    private boolean hasSelf;
    private int entityCount;
    private long digest;
    /** Age of the previous residual in the section in hand. */
    private int previousAge;

    public SnapshotDecoder(ReplicaTable replicas) {
        this.replicas = replicas;
    }

    /** Reads one snapshot's payload. */
    public Outcome decode(byte[] buffer, int offset, int length) {
        in.reset(buffer, offset, length);
        int id = in.readInt(SnapshotEncoder.ID_BITS);
        int ahead = any ? (short) (id - newestId) : id;
        if (any && ahead <= 0) {
            return in.exhausted() ? Outcome.MALFORMED : Outcome.STALE;
        }
        tick = in.readInt(32);
        lastProcessedInput = in.readInt(16);
        hasSelf = SelfState.read(in, self, replicas.origin());
        replicas.touch(length);
        digest = SnapshotDigest.begin(tick, lastProcessedInput);
        readRemovals();
        if (in.exhausted() || !readEntities() || in.exhausted()) {
            return Outcome.MALFORMED;
        }
        earlier = !any || ahead > 16 ? 0 : (earlier << 1 | 1) << ahead - 1 & 0xFFFF;
        newestId += ahead;
        any = true;
        return Outcome.APPLIED;
    }

    private void readRemovals() {
        int removals = in.readInt(SnapshotEncoder.REMOVAL_BITS);
        for (int i = 0; i < removals; i++) {
            int index = in.readInt(SnapshotEncoder.INDEX_BITS);
            if (!in.exhausted()) {
                replicas.remove(index);
                digest = SnapshotDigest.removed(digest, index);
            }
        }
    }

    private boolean readEntities() {
        entityCount = 0;
        int at = readSection(in.bitPosition(), true);
        at = at < 0 ? at : readSection(at, false);
        if (at < 0) {
            return false;
        }
        in.seek(at);
        return true;
    }

    /** Reads a section; returns where it ends, or -1 if it makes no sense. */
    private int readSection(int start, boolean withMotion) {
        int count = (int) in.bitsAt(start) & (1 << SnapshotEncoder.COUNT_BITS) - 1;
        if (entityCount + count > SnapshotEncoder.MAX_ENTITIES) {
            return -1;
        }
        entityCount += count;
        previousAge = 0;
        int index = -1;
        int at = start + SnapshotEncoder.COUNT_BITS;
        for (int i = 0; i < count && at >= 0; i++) {
            long gap =
                    ExpGolomb.decode(in.bitsAt(at), i == 0 ? SnapshotEncoder.FIRST_ORDER : SnapshotEncoder.GAP_ORDER);
            index = index + 1 + ExpGolomb.value(gap) & Viewer.MAX_VISIBLE - 1;
            at = readEntity(index, at + ExpGolomb.length(gap), withMotion);
        }
        return at > in.bitEnd() ? -1 : at;
    }

    /** Reads one entity; returns where it ends, or -1 if it makes no sense. */
    private int readEntity(int index, int start, boolean withMotion) {
        long bits = in.bitsAt(start);
        int at;
        if ((bits & 1) != 0) {
            at = readWhole(index, start + 1, withMotion);
            if (at < 0) {
                return -1;
            }
        } else {
            int age = previousAge;
            at = start + 2;
            if ((bits & 2) == 0) {
                age = ((int) (bits >>> 2) & (1 << SnapshotEncoder.AGE_BITS) - 1) + 1;
                at += SnapshotEncoder.AGE_BITS;
                previousAge = age;
            }
            int base = replicas.entity(index) == EntityTable.NO_ENTITY
                    ? ReplicaTable.NONE
                    : replicas.find(index, tick - age);
            if (base == ReplicaTable.NONE) {
                return -1;
            }
            at = record.readResidual(in, at, replicas.placeAt(base), replicas.motionAt(base), age, withMotion);
            if (at > in.bitEnd()) {
                return -1;
            }
        }
        replicas.add(index, tick, record.place, record.motion, withMotion);
        digest = SnapshotDigest.entity(digest, replicas.entity(index), record.place, record.motion);
        return at;
    }

    private int readWhole(int index, int start, boolean withMotion) {
        in.seek(start);
        int entityId = in.readInt(32);
        record.readWhole(in, withMotion);
        if (in.exhausted() || entityId == EntityTable.NO_ENTITY) {
            return -1;
        }
        replicas.adopt(index, entityId);
        return in.bitPosition();
    }

    /** Whether any snapshot was applied, so that there is something to acknowledge. */
    public boolean any() {
        return any;
    }

    /** The newest applied snapshot's id, whole: the wire's 16 bits continued. */
    public int newestId() {
        return newestId;
    }

    /** Bit k: the snapshot k + 1 below the newest was applied too. 16 bits. */
    public int earlier() {
        return earlier;
    }

    /** Server tick of the last applied snapshot. */
    public int tick() {
        return tick;
    }

    /** Low 16 bits of the sequence that {@link #self} follows. */
    public int lastProcessedInput() {
        return lastProcessedInput;
    }

    /**
     * Whether the zone that told the last snapshot acts for this client. If it only lets it look in,
     * {@link #lastProcessedInput} and {@link #self} mean nothing.
     */
    public boolean hasSelf() {
        return hasSelf;
    }

    /** This client's own motion in the world, without heading. Overwritten by the next snapshot. */
    public MotionState self() {
        return self;
    }

    /** Entities told in the last snapshot. */
    public int entityCount() {
        return entityCount;
    }

    /** Digest of all that the last snapshot told, as decoded. */
    public long digest() {
        return SnapshotDigest.end(digest);
    }

    /** A new session begins: ids start anew and no baseline is known. */
    public void reset() {
        any = false;
        newestId = 0;
        earlier = 0;
        hasSelf = false;
        replicas.clear();
    }
}
