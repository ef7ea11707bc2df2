package io.darkages.engine.client;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.entity.EntityTable;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.input.InputBatchReader;
import io.darkages.engine.input.InputBatchStatus;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.SessionColumn;
import io.darkages.engine.protocol.ControlCodec;
import io.darkages.engine.protocol.ControlMessage;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.protocol.MessageKind;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.snapshot.QuantisedState;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotEncoder;
import io.darkages.engine.snapshot.SnapshotHistory;
import io.darkages.engine.snapshot.Viewer;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.Endpoint;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.EndpointOptions;
import io.darkages.engine.transport.Session;
import io.darkages.engine.transport.TestCryptography;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A zone with one player, of which the test says whether it acts for it. Everything that it applied, and what it was
 * told, is kept. It never leaves an input out: what does not come is waited for.
 */
final class ScriptedZone implements EndpointListener {

    private static final int SNAPSHOT_TICKS = 3;
    private static final int CAPACITY = 64;

    final long address;
    final Origin origin;
    /** Of its clock at the test's time 0; and by how much it is older than the test. */
    private final long clockNanos;

    final Endpoint endpoint;
    private final MovementRules rules;
    private final EntityTable entities = new EntityTable(CAPACITY);
    private final SnapshotHistory history;
    private final SnapshotEncoder encoder;
    private final InputBatchReader reader = new InputBatchReader();
    private final InputBatch batch = new InputBatch();
    private final byte[] message = new byte[1_200];
    private final Walkers walkers;
    final int own;
    final int[] others;

    Optional<Session> session = Optional.empty();
    Viewer viewer = new Viewer(CAPACITY);
    /** What it answers to whoever asks in, if not what is usual; and how often. */
    Optional<ControlMessage> answer = Optional.empty();

    int answers = Integer.MAX_VALUE;
    /** Whether it lets anybody in. */
    boolean open = true;

    boolean acting;
    boolean sendsSnapshots = true;
    final MotionState self = new MotionState();
    int next = 1;
    /** What came while it does not act goes there. */
    Optional<ScriptedZone> relay = Optional.empty();

    private final TreeMap<Integer, Long> pending = new TreeMap<>();
    final List<Integer> applied = new ArrayList<>();
    final List<ControlMessage> heard = new ArrayList<>();
    final List<Integer> closed = new ArrayList<>();
    final List<AttackClaim> attacks = new ArrayList<>();
    int batches;
    int aimedIndex = -1;
    /** Of every snapshot by session and number. */
    final Map<Long, Long> digests = new HashMap<>();

    private int tick;
    int epoch;

    ScriptedZone(
            long address,
            Origin origin,
            long clockNanos,
            int firstEntity,
            MovementRules rules,
            Walkers walkers,
            Randomness randomness,
            DatagramSender datagrams) {
        this.address = address;
        this.origin = origin;
        this.clockNanos = clockNanos;
        this.rules = rules.within(origin);
        this.walkers = walkers;
        endpoint = new Endpoint(
                EndpointOptions.server(),
                datagrams,
                this,
                TestCryptography.plain(randomness.stream("signing")),
                randomness.stream("zone", Long.toString(address)));
        history = new SnapshotHistory(CAPACITY, origin);
        encoder = new SnapshotEncoder(history);
        reader.moveTo(origin);
        // So that no entity has the same number in two zones.
        for (int i = 0; i < firstEntity; i++) {
            entities.create(900 + i, 0, self);
        }
        own = entities.create(1, 0, self);
        others = new int[walkers.count()];
        for (int i = 0; i < others.length; i++) {
            others[i] = entities.create(2 + i, 0, self);
        }
    }

    /** The zone's number of the tick that is due at the test's time. */
    int tickAt(long nowNanos) {
        return (int) (((nowNanos + clockNanos) * 60 + 59) / 1_000_000_000L);
    }

    /** Tells whoever asks in that it is welcome, or not. */
    private void admit(Session from, long nowNanos) {
        session = Optional.of(from);
        viewer = new Viewer(CAPACITY);
        viewer.beginAt(tick, tick);
        epoch++;
        say(welcome(), nowNanos);
    }

    ControlMessage.Welcome welcome() {
        return new ControlMessage.Welcome(1, own, epoch, tick, 2, new byte[] {7, (byte) epoch}, origin);
    }

    void say(ControlMessage control, long nowNanos) {
        byte[] bytes = ControlCodec.encode(control);
        say(bytes, nowNanos);
    }

    void say(byte[] bytes, long nowNanos) {
        session.orElseThrow().sendReliable(bytes, 0, bytes.length);
        session.orElseThrow().flush(nowNanos);
    }

    /** Acts for the player from now on, from that state and the inputs after that one. */
    void take(MotionState state, int processed) {
        self.copyFrom(state);
        next = processed + 1;
        pending.headMap(next).clear();
        acting = true;
    }

    /** Acts no more; what waits goes to the next zone. */
    void freeze() {
        acting = false;
        relay.ifPresent(zone -> pending.forEach(zone::offer));
    }

    private void offer(int sequence, long word) {
        if (sequence - next >= 0) {
            pending.put(sequence, word);
        }
    }

    /** One tick of the zone. */
    void tick(long nowNanos) {
        tick = tickAt(nowNanos);
        while (acting && pending.containsKey(next)) {
            Movement.step(self, pending.remove(next), rules, HandoffWorld.OBSTACLES);
            applied.add(next++);
        }
        MotionState state = new MotionState();
        for (int i = 0; i < others.length; i++) {
            walkers.at(i, nowNanos, state);
            history.record(
                    tick,
                    EntityTable.slot(others[i]),
                    QuantisedState.withFlags(
                            QuantisedState.placeOf(state, origin), QuantisedState.flagsOfTeam(1 + i % 2)),
                    QuantisedState.motionOf(state));
            if (viewer.indexOf(EntityTable.slot(others[i])) < 0) {
                viewer.enter(EntityTable.slot(others[i]), others[i], ReplicationPolicy.NEAR, 59);
            }
        }
        if (session.isPresent() && sendsSnapshots && tick % SNAPSHOT_TICKS == 0) {
            snapshot(session.get(), nowNanos);
        }
        endpoint.advance(nowNanos);
    }

    private void snapshot(Session to, long nowNanos) {
        int room = Math.min(to.sendAllowanceBytes(nowNanos), message.length) - 1;
        int length = room < 100
                ? 0
                : acting
                        ? encoder.encode(viewer, ReplicationPolicy.FULL, tick, next - 1, self, message, 1, room)
                        : encoder.encodeView(viewer, ReplicationPolicy.FULL, tick, message, 1, room);
        if (length > 0) {
            digests.put(SessionColumn.of(to.localId(), viewer.newestSnapshotId()), encoder.digest());
            message[0] = MessageKind.SNAPSHOT;
            to.sendUnreliable(message, 0, length + 1);
        }
        to.flush(nowNanos);
    }

    long now;

    void receive(long nowNanos, long from, byte[] bytes) {
        now = nowNanos;
        endpoint.receive(nowNanos, from, bytes, 0, bytes.length);
    }

    @Override
    public void connected(Session established) {
        // It says who it is first.
    }

    @Override
    public void message(Session from, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
        if (reliable) {
            heard.add(ControlCodec.decode(buffer, offset, length).orElseThrow());
            if (answer.isPresent() && answers > 0) {
                answers--;
                session = Optional.of(from);
                say(answer.get(), now);
                if (answer.get() instanceof ControlMessage.Refused refused) {
                    int reason = refused.isBusy() ? GameCloseReason.BUSY : GameCloseReason.REFUSED;
                    from.closeWhenDelivered(now, reason, refused.reason());
                }
            } else if (open) {
                admit(from, now);
            } else {
                session = Optional.of(from);
                say(new ControlMessage.Refused("closed"), now);
            }
            return;
        }
        InputBatchStatus status = reader.read(buffer, offset + 1, length - 1, next - 1, tick, batch);
        if (status != InputBatchStatus.ACCEPTED || !session.equals(Optional.of(from))) {
            return;
        }
        batches++;
        aimedIndex = batch.aimedIndex;
        viewer.acknowledge(batch.snapshotAck, batch.snapshotMask);
        for (int i = 0; i < batch.count && acting; i++) {
            offer(batch.sequence(i), batch.inputs[i]);
        }
        for (int i = 0; i < batch.count && relay.isPresent() && !acting; i++) {
            relay.get().offer(batch.sequence(i), batch.inputs[i]);
        }
        for (int i = 0; i < batch.attackCount; i++) {
            attacks.add(new AttackClaim().copyFrom(batch.attacks[i]));
        }
    }

    @Override
    public void closed(Session ended, int reason, String debug) {
        closed.add(reason);
        if (session.equals(Optional.of(ended))) {
            session = Optional.empty();
        }
    }
}
