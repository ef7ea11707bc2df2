package io.darkages.engine.snapshot;

import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.bits.ExpGolomb;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.movement.MotionState;
import java.util.Arrays;

/**
 * Packs one client's snapshot: what is due, most urgent first, until the entity cap or the byte budget
 * is reached; what had to wait grows more urgent.
 *
 * <p>Layout, in bits: [id 16][server tick 32][last processed input 16][self state][removals 6][index 9
 * each], then two sections, of entities told with their motion and of those of which only the place is
 * told: [entities 7] and for each [gap to the previous index, Exp-Golomb] and either [1][entity id 32]
 * [whole state] or [0][same age as the previous residual, or 0 and the age 6][residual]. Indices rise from a
 * start that moves on when not everything fits, and wrap once. Where the zone does not act for the viewer, a mark stands
 * for the self state. Sections, because both sides then take the
 * same way through their code for one entity after the other.
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

    private static final int HEADER_BITS = ID_BITS + 32 + 16 + SelfState.MAX_BITS + REMOVAL_BITS + 2 * COUNT_BITS;
    /** One update owed. */
    private static final int DUE = 60;
    /** Urgency is clamped here: levels 1 to 15 of waiting. */
    private static final int MAX_URGENCY = 16 * DUE - 1;

    private final SnapshotHistory history;
    private final BitWriter out = new BitWriter();
    private final EntityRecord record = new EntityRecord();
    private final MotionState noSelf = new MotionState();
    private final int[] dueAtLevel = new int[MAX_URGENCY / DUE + 1];

    private long digest;
    private int entityCount;
    private int scanned;
    private long entityBits;
    /** Lowest urgency level that is taken, and how many of it. */
    private int cutLevel;

    private int cutAllowance;
    /** Age of the previous residual in this section. */
    private int previousAge;

    /** First index that was due but found no room; -1 if there was none. */
    private int refused;

    // Indices that are due in the snapshot in hand, rising: those told whole, and those of which the place is told.
    private final short[] dueMoving = new short[Viewer.MAX_VISIBLE];
    private final short[] duePlaces = new short[Viewer.MAX_VISIBLE];
    private final int[] stepOfTier = new int[ReplicationPolicy.FAR + 1];
    private int dueMovingCount;
    private int duePlacesCount;

    public SnapshotEncoder(SnapshotHistory history) {
        this.history = history;
    }

    /**
     * Writes the next snapshot of this client.
     *
     * @param tick the tick whose states the history holds last
     * @param lastProcessedInput sequence of the input that led to {@code self}
     * @param self in world metres, within reach of the history's origin
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
        return encode(viewer, policy, tick, lastProcessedInput, self, true, buffer, offset, length);
    }

    /**
     * Writes the next snapshot of a client for which this zone does not act, and which only looks in: as {@link #encode},
     * but without its own state.
     *
     * @return bytes written, or 0 when nothing could be
     */
    public int encodeView(Viewer viewer, ReplicationPolicy policy, int tick, byte[] buffer, int offset, int length) {
        return encode(viewer, policy, tick, 0, noSelf, false, buffer, offset, length);
    }

    private int encode(
            Viewer viewer,
            ReplicationPolicy policy,
            int tick,
            int lastProcessedInput,
            MotionState self,
            boolean acts,
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
        digest = SnapshotDigest.begin(tick, lastProcessedInput);
        out.reset(buffer, offset, length);
        out.writeBits(id, ID_BITS);
        out.writeBits(tick, 32);
        out.writeBits(lastProcessedInput, 16);
        if (acts) {
            SelfState.write(out, self, history.origin());
        } else {
            SelfState.writeAbsent(out);
        }
        writeRemovals(viewer, removals);
        int sectionsAt = out.bitPosition();
        entityCount = 0;
        refused = -1;
        int movingCount = writeSection(viewer, policy, tick, dueMoving, dueMovingCount, true);
        int placesAt = out.bitPosition();
        int placesCount = writeSection(viewer, policy, tick, duePlaces, duePlacesCount, false);
        entityBits = out.bitPosition() - (long) sectionsAt - 2 * COUNT_BITS;
        viewer.cursor = Math.max(0, refused);
        if (entityCount > 0) {
            int mean16 = (int) (entityBits * 16 / entityCount);
            viewer.meanRecordBits16 += mean16 - viewer.meanRecordBits16 >> 3;
            viewer.meanRecordBits16 = Math.max(16, viewer.meanRecordBits16);
        }
        int bytes = out.finish();
        out.overwriteFinished(sectionsAt, movingCount, COUNT_BITS);
        out.overwriteFinished(placesAt, placesCount, COUNT_BITS);
        return bytes;
    }

    /**
     * Adds the waiting time to all, lists what is due, and finds the urgency at which it fits. The lists are
     * made without a branch on being due or on the tier: both are as good as random from one index to the next.
     */
    private void raiseUrgency(Viewer viewer, ReplicationPolicy policy, int elapsedTicks, int fitting) {
        Arrays.fill(dueAtLevel, 0);
        stepOfTier[ReplicationPolicy.NEAR] = policy.nearRateHz() * elapsedTicks;
        stepOfTier[ReplicationPolicy.MID] = policy.midRateHz() * elapsedTicks;
        stepOfTier[ReplicationPolicy.FAR] = policy.farRateHz() * elapsedTicks;
        short[] standing = viewer.standing;
        int moving = 0;
        int still = 0;
        for (int i = 0; i < viewer.end; i++) {
            int now = standing[i];
            if ((now >> Viewer.STATUS_SHIFT & 3) == Viewer.VISIBLE) {
                int tier = now >> Viewer.TIER_SHIFT & 3;
                int urgency = now & Viewer.URGENCY_MASK;
                int raised = Math.min(MAX_URGENCY, urgency + stepOfTier[tier]);
                standing[i] = (short) (now + raised - urgency);
                int level = raised / DUE;
                dueAtLevel[level]++;
                int due = Math.min(level, 1);
                int isFar = tier >> 1;
                dueMoving[moving] = (short) i;
                duePlaces[still] = (short) i;
                moving += due & ~isFar;
                still += due & isFar;
            }
        }
        dueMovingCount = moving;
        duePlacesCount = still;
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

    private void writeRemovals(Viewer viewer, int removals) {
        out.writeBits(removals, REMOVAL_BITS);
        for (int i = 0, left = removals; left > 0; i++) {
            if (viewer.status(i) == Viewer.LEAVING) {
                out.writeBits(i, INDEX_BITS);
                viewer.sent(i, false, true);
                digest = SnapshotDigest.removed(digest, i);
                left--;
            }
        }
    }

    /** Writes what is chosen of a list, in the order of indices from the viewer's cursor on; returns how many. */
    private int writeSection(
            Viewer viewer, ReplicationPolicy policy, int tick, short[] due, int dueCount, boolean withMotion) {
        out.writeBits(0, COUNT_BITS);
        previousAge = 0;
        int start = 0;
        while (start < dueCount && due[start] < viewer.cursor) {
            start++;
        }
        int previous = 0;
        int written = 0;
        for (int step = 0; step < dueCount; step++) {
            int i = due[start + step < dueCount ? start + step : start + step - dueCount];
            int level = viewer.urgency(i) / DUE;
            boolean full = entityCount == policy.entityCap() || out.remainingBits() < MAX_ENTRY_BITS;
            if (full || level < cutLevel || level == cutLevel && --cutAllowance < 0) {
                refused = refused < 0 ? i : refused;
                if (full) {
                    break;
                }
                continue;
            }
            int gap = i - previous;
            int code = gap >= 0 ? gap : gap + Viewer.MAX_VISIBLE;
            int order = written == 0 ? FIRST_ORDER : GAP_ORDER;
            out.writeBits(ExpGolomb.code(code, order), ExpGolomb.length(code, order));
            previous = i + 1;
            writeEntity(viewer, i, tick, withMotion);
            entityCount++;
            written++;
            viewer.standing[i] -= (short) (level * DUE);
        }
        return written;
    }

    private void writeEntity(Viewer viewer, int index, int tick, boolean withMotion) {
        int entityId = viewer.entity(index);
        int slot = EntityTable.slot(entityId);
        int now = history.index(tick, slot);
        long place = withMotion ? history.placeAt(now) : QuantisedState.positionOnly(history.placeAt(now));
        long motion = withMotion ? history.motionAt(now) : 0;
        long baseline = viewer.baseline(index);
        int baseTick = Baseline.tick(baseline);
        int age = tick - baseTick;
        boolean whole = baseTick == Baseline.NO_TICK
                || age > SnapshotHistory.MAX_BASELINE_AGE
                || Baseline.sendsSince(baseline) >= Viewer.MAX_SENDS_SINCE_BASELINE;
        if (whole) {
            out.writeBits(1, 1);
            out.writeBits(entityId, 32);
            record.writeWhole(out, place, motion, withMotion);
        } else {
            writeAge(age);
            int base = history.index(baseTick, slot);
            boolean hasMotion = Baseline.hasMotion(baseline);
            long basePlace = hasMotion ? history.placeAt(base) : QuantisedState.positionOnly(history.placeAt(base));
            long baseMotion = hasMotion ? history.motionAt(base) : 0;
            record.writeResidual(out, basePlace, baseMotion, age, place, motion, withMotion);
        }
        viewer.sent(index, withMotion, false);
        digest = SnapshotDigest.entity(digest, entityId, place, motion);
    }

    /** That it is a residual, and its baseline's age. */
    private void writeAge(int age) {
        if (age == previousAge) {
            out.writeBits(2, 2);
        } else {
            out.writeBits(age - 1 << 2, 2 + AGE_BITS);
            previousAge = age;
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
