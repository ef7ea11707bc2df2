package io.darkages.engine.snapshot;

import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import java.util.Arrays;

/**
 * Packs one client's snapshot: what is due, most urgent first, until the entity cap or the byte budget
 * is reached; what had to wait grows more urgent.
 *
 * <p>Layout, in bits: [id 16][server tick 32][last processed input 16][self state][removals 6][index 9
 * each][entities 7] and for each entity [gap to the previous index, Exp-Golomb][whole][with motion] and
 * either [entity id 32][whole state] or [same age as the previous residual of its kind, or age 6][residual].
 * Indices rise from a start that moves on when not everything fits, and wrap once.
 *
 * <p>Not thread-safe; one encoder serves all clients of a zone; allocates nothing.
 */
public final class SnapshotEncoder {

    /** The original design's cap of entities in one snapshot. */
    public static final int MAX_ENTITIES = 100;

    static final int ID_BITS = 16;
    static final int COUNT_BITS = 7;
    static final int REMOVAL_BITS = 6;
    static final int INDEX_BITS = 9;
    static final int AGE_BITS = 6;
    static final int GAP_ORDER = 0;
    /** The first gap is an index anywhere. */
    static final int FIRST_ORDER = 5;

    /** The longest entry: gap, kind, age and a residual; whole states are shorter. */
    private static final int MAX_ENTRY_BITS = 19 + 2 + 7 + EntityRecord.MAX_BITS;

    private static final int HEADER_BITS = ID_BITS + 32 + 16 + SelfState.MAX_BITS + REMOVAL_BITS + COUNT_BITS;
    /** One update owed. */
    private static final int DUE = 60;
    /** Urgency is clamped here: levels 1 to 15 of waiting. */
    private static final int MAX_URGENCY = 16 * DUE - 1;

    private final SnapshotHistory history;
    private final BitWriter out = new BitWriter();
    private final EntityRecord record = new EntityRecord();
    private final int[] dueAtLevel = new int[MAX_URGENCY / DUE + 1];

    private long digest;
    private int entityCount;
    private int scanned;
    private long entityBits;
    /** Lowest urgency level that is taken, and how many of it. */
    private int cutLevel;

    private int cutAllowance;
    /** Ages of the previous residuals: position only, with motion. */
    private int previousFarAge;

    private int previousNearAge;

    public SnapshotEncoder(SnapshotHistory history) {
        this.history = history;
    }

    /**
     * Writes the next snapshot of this client.
     *
     * @param tick the tick whose states the history holds last
     * @param lastProcessedInput sequence of the input that led to {@code self}
     * @param length room in bytes; a budget below the header's need gives 0
     * @return bytes written, or 0 when nothing could be
     */
    public int encode(
            Viewer viewer,
            ReplicationPolicy policy,
            int tick,
            int lastProcessedInput,
            MotionState self,
            byte[] buffer,
            int offset,
            int length) {
        int removals = Math.min(viewer.leavingCount(), Viewer.MAX_REMOVALS);
        if (length * 8 < HEADER_BITS + removals * INDEX_BITS) {
            return 0;
        }
        int elapsedTicks = Math.min(60, tick - viewer.lastSnapshotTick);
        viewer.lastSnapshotTick = tick;
        int budgetBits = length * 8 - HEADER_BITS - removals * INDEX_BITS;
        int fitting = Math.min(policy.entityCap(), budgetBits * 16 / viewer.meanRecordBits16);
        raiseUrgency(viewer, policy, elapsedTicks, fitting);

        int id = viewer.beginSnapshot(tick);
        int page = id & Viewer.SENT_RING - 1;
        digest = SnapshotDigest.begin(tick, lastProcessedInput);
        out.reset(buffer, offset, length);
        out.writeBits(id, ID_BITS);
        out.writeBits(tick, 32);
        out.writeBits(lastProcessedInput, 16);
        SelfState.write(out, self);
        writeRemovals(viewer, page, removals);
        int countAt = out.bitPosition();
        writeEntities(viewer, policy, tick, page);
        int bytes = out.finish();
        out.overwriteFinished(countAt, entityCount, COUNT_BITS);
        return bytes;
    }

    /** Adds the waiting time to all, and finds the urgency at which what is due fits. */
    private void raiseUrgency(Viewer viewer, ReplicationPolicy policy, int elapsedTicks, int fitting) {
        Arrays.fill(dueAtLevel, 0);
        byte[] status = viewer.status;
        short[] urgency = viewer.urgency;
        byte[] tier = viewer.tier;
        int near = policy.nearRateHz() * elapsedTicks;
        int mid = policy.midRateHz() * elapsedTicks;
        int far = policy.farRateHz() * elapsedTicks;
        for (int i = 0; i < viewer.end; i++) {
            if (status[i] == Viewer.VISIBLE) {
                int step = tier[i] == ReplicationPolicy.NEAR ? near : tier[i] == ReplicationPolicy.MID ? mid : far;
                int raised = Math.min(MAX_URGENCY, urgency[i] + step);
                urgency[i] = (short) raised;
                dueAtLevel[raised / DUE]++;
            }
        }
        scanned = viewer.end;
        // All of the higher levels fit; of the level where it gets full, as many as are left.
        cutLevel = dueAtLevel.length - 1;
        int taken = 0;
        while (cutLevel > 1 && taken + dueAtLevel[cutLevel] <= fitting) {
            taken += dueAtLevel[cutLevel];
            cutLevel--;
        }
        cutAllowance = Math.max(1, fitting - taken);
    }

    private void writeRemovals(Viewer viewer, int page, int removals) {
        out.writeBits(removals, REMOVAL_BITS);
        for (int i = 0, left = removals; left > 0; i++) {
            if (viewer.status[i] == Viewer.LEAVING) {
                out.writeBits(i, INDEX_BITS);
                viewer.sent(page, i, false, true);
                digest = SnapshotDigest.removed(digest, i);
                left--;
            }
        }
    }

    private void writeEntities(Viewer viewer, ReplicationPolicy policy, int tick, int page) {
        out.writeBits(0, COUNT_BITS);
        entityCount = 0;
        entityBits = 0;
        previousFarAge = 0;
        previousNearAge = 0;
        int end = viewer.end;
        int start = viewer.cursor < end ? viewer.cursor : 0;
        int previous = 0;
        int refused = -1;
        for (int step = 0; step < end; step++) {
            int i = start + step < end ? start + step : start + step - end;
            int level = viewer.urgency[i] / DUE;
            if (viewer.status[i] != Viewer.VISIBLE || level < cutLevel) {
                continue;
            }
            boolean full = entityCount == policy.entityCap() || out.remainingBits() < MAX_ENTRY_BITS;
            if (full || level == cutLevel && --cutAllowance < 0) {
                refused = refused < 0 ? i : refused;
                if (full) {
                    break;
                }
                continue;
            }
            int before = out.bitPosition();
            int gap = i - previous;
            out.writeExpGolomb(gap >= 0 ? gap : gap + Viewer.MAX_VISIBLE, entityCount == 0 ? FIRST_ORDER : GAP_ORDER);
            previous = i + 1;
            writeEntity(viewer, i, tick, page);
            entityBits += out.bitPosition() - before;
            entityCount++;
            viewer.urgency[i] = (short) (viewer.urgency[i] % DUE);
        }
        viewer.cursor = Math.max(0, refused);
        if (entityCount > 0) {
            int mean16 = (int) (entityBits * 16 / entityCount);
            viewer.meanRecordBits16 += mean16 - viewer.meanRecordBits16 >> 3;
            viewer.meanRecordBits16 = Math.max(16, viewer.meanRecordBits16);
        }
    }

    private void writeEntity(Viewer viewer, int index, int tick, int page) {
        int entityId = viewer.entity[index];
        int slot = EntityTable.slot(entityId);
        boolean withMotion = viewer.tier[index] != ReplicationPolicy.FAR;
        int now = history.index(tick, slot);
        long place = withMotion ? history.placeAt(now) : QuantisedState.positionOnly(history.placeAt(now));
        long motion = withMotion ? history.motionAt(now) : 0;
        int baseTick = viewer.baselineTick[index];
        int age = tick - baseTick;
        boolean whole = baseTick == Viewer.NO_BASELINE
                || age > SnapshotHistory.MAX_BASELINE_AGE
                || viewer.sendsSinceBaseline(index) >= Viewer.MAX_SENDS_SINCE_BASELINE;
        if (whole) {
            out.writeBits(1 | (withMotion ? 2 : 0), 2);
            out.writeBits(entityId, 32);
            record.writeWhole(out, place, motion, withMotion);
        } else {
            writeAge(age, withMotion);
            int base = history.index(baseTick, slot);
            boolean hasMotion = viewer.baselineHasMotion[index];
            long basePlace = hasMotion ? history.placeAt(base) : QuantisedState.positionOnly(history.placeAt(base));
            long baseMotion = hasMotion ? history.motionAt(base) : 0;
            record.writeResidual(out, basePlace, baseMotion, age, place, motion, withMotion);
        }
        viewer.sent(page, index, withMotion, false);
        digest = SnapshotDigest.entity(digest, entityId, place, motion);
    }

    /** The kind of a residual and its baseline's age. */
    private void writeAge(int age, boolean withMotion) {
        int previousAge = withMotion ? previousNearAge : previousFarAge;
        int kind = withMotion ? 2 : 0;
        if (age == previousAge) {
            out.writeBits(kind | 4, 3);
        } else {
            out.writeBits(kind | age - 1 << 3, 3 + AGE_BITS);
        }
        if (withMotion) {
            previousNearAge = age;
        } else {
            previousFarAge = age;
        }
    }

    /** Digest of all that the last snapshot told. */
    public long digest() {
        return SnapshotDigest.end(digest);
    }

    /** Entities in the last snapshot. */
    public int entityCount() {
        return entityCount;
    }

    /** Indices looked at for the last snapshot. */
    public int scanned() {
        return scanned;
    }

    /** Bits that the entities of the last snapshot took, without its header. */
    public long entityBits() {
        return entityBits;
    }
}
