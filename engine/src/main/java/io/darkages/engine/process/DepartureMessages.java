package io.darkages.engine.process;

import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.MigrationRequest;
import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.backplane.PlayerNotice;

/**
 * What the source of migrations tells their targets. Each message goes only to the process with which the migration was
 * begun: false where another holds the zone by now, and where the backplane does not take it.
 */
final class DepartureMessages {

    private final DepartureTable table;
    private final ZoneLease lease;
    private final PlayerOwnership ownership;
    private final MigrationHost host;
    private final MigrationCarrier carrier;

    private final MigrationRequest request = new MigrationRequest();
    private final MigrationState state = new MigrationState();
    private final PlayerNotice notice = new PlayerNotice();

    DepartureMessages(DepartureTable table, Migrations.Surroundings around) {
        this.table = table;
        lease = around.lease();
        ownership = around.ownership();
        host = around.host();
        carrier = around.carrier();
    }

    /** Whether the process with which the migration was begun still holds the target. */
    boolean isReachable(int slot) {
        return carrier.processOf(table.target[slot]) == table.process[slot];
    }

    boolean ask(int slot, MigrationRequest.Kind kind) {
        if (!isReachable(slot)) {
            return false;
        }
        request.kind = kind;
        request.migration = table.migration[slot];
        request.player = table.slots.player(slot);
        request.epoch = (int) ownership.epoch(request.player);
        request.sourceLease = lease.number();
        byte[] digest = HandoffTokens.digest(table.token[slot]);
        System.arraycopy(digest, 0, request.tokenDigest, 0, MigrationRequest.DIGEST_BYTES);
        request.expectedX = table.x[slot];
        request.expectedY = table.y[slot];
        request.expectedZ = table.z[slot];
        return carrier.sendToZone(table.target[slot], request);
    }

    /** Sends the last state of a player who is frozen under that epoch; false as well if there is none. */
    boolean sendState(long nowNanos, int slot, long epoch) {
        long player = table.slots.player(slot);
        if (!host.capture(nowNanos, player, state)) {
            return false;
        }
        state.migration = table.migration[slot];
        state.image.player = player;
        state.image.epoch = (int) epoch;
        table.epoch[slot] = epoch;
        return isReachable(slot) && carrier.sendToZone(table.target[slot], state);
    }

    /** Passes an input batch on that came for a player who is frozen or gone. */
    boolean relay(int slot, byte[] buffer, int offset, int length) {
        if (length < 1 || length > PlayerNotice.INPUTS_BYTES_MAX || !isReachable(slot)) {
            return false;
        }
        notice.kind = PlayerNotice.Kind.INPUTS;
        notice.player = table.slots.player(slot);
        notice.epoch = (int) table.epoch[slot];
        notice.inputsAgeMillis = 0;
        notice.inputsLength = length;
        System.arraycopy(buffer, offset, notice.inputs, 0, length);
        return carrier.sendToZone(table.target[slot], notice);
    }
}
