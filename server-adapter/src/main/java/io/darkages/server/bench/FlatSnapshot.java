package io.darkages.server.bench;

import com.google.flatbuffers.FlatBufferBuilder;
import io.darkages.engine.protocol.wire.EntityState;
import io.darkages.engine.protocol.wire.Heading;
import io.darkages.engine.protocol.wire.Snapshot;
import io.darkages.engine.protocol.wire.Vec3;
import io.darkages.engine.protocol.wire.Vec3Velocity;
import io.darkages.engine.snapshot.QuantisedState;
import java.util.Arrays;

/**
 * A snapshot as the schema's plain tables: what the packed form is measured against. Each entity has the
 * fields that its packed record has: position, and with motion velocity, heading and flags too.
 */
final class FlatSnapshot {

    /** Bits of an entity's mask of present fields. */
    private static final int POSITION = 1;

    private static final int MOTION = 2 | 4 | 8;
    private static final int YAW_SHIFT = 16 - QuantisedState.YAW_BITS;
    private static final int PITCH_SHIFT = 8;

    private final FlatBufferBuilder builder = new FlatBufferBuilder(1 << 14);
    private int[] tables = new int[128];
    private int count;

    FlatSnapshot() {
        clear();
    }

    /** Begins the next snapshot. */
    void clear() {
        builder.clear();
        count = 0;
    }

    /** Adds an entity's state. */
    void add(int entityId, long place, long motion, boolean withMotion) {
        EntityState.startEntityState(builder);
        EntityState.addId(builder, entityId & 0xFFFF_FFFFL);
        EntityState.addPresentMask(builder, withMotion ? POSITION | MOTION : POSITION);
        EntityState.addPosition(
                builder,
                Vec3.createVec3(builder, QuantisedState.x(place), QuantisedState.y(place), QuantisedState.z(place)));
        if (withMotion) {
            EntityState.addVelocity(
                    builder,
                    Vec3Velocity.createVec3Velocity(
                            builder, (short) QuantisedState.vx(motion), (short) QuantisedState.vy(motion), (short)
                                    QuantisedState.vz(motion)));
            EntityState.addHeading(
                    builder, Heading.createHeading(builder, QuantisedState.yaw(motion) << YAW_SHIFT, (short)
                            (QuantisedState.pitch(motion) << PITCH_SHIFT)));
            EntityState.addFlags(builder, QuantisedState.flags(place));
        }
        if (count == tables.length) {
            tables = Arrays.copyOf(tables, 2 * count);
        }
        tables[count++] = EntityState.endEntityState(builder);
    }

    /** Ends the snapshot and gives its bytes. */
    byte[] finish(int serverTick, int baselineTick, int lastProcessedInput) {
        int entities = Snapshot.createEntitiesVector(builder, Arrays.copyOf(tables, count));
        int removed = Snapshot.createRemovedVector(builder, new long[0]);
        builder.finish(
                Snapshot.createSnapshot(builder, serverTick, baselineTick, lastProcessedInput, entities, removed));
        return builder.sizedByteArray();
    }

    /** What a snapshot without any entity takes. */
    static int emptyBytes() {
        return new FlatSnapshot().finish(1, 1, 1).length;
    }
}
