package io.darkages.engine.process;

import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageWriter;
import io.darkages.engine.backplane.MigrationAnswer;
import io.darkages.engine.backplane.MigrationRequest;
import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.random.Mix;
import java.util.Optional;
import java.util.OptionalLong;

/** The target's side of migrations. */
final class Arrivals {

    /** How much longer than the source a target holds a token for good: both count for themselves, and messages take time. */
    private static final int LATE_PARTS = 4;

    /** How much longer than that a ready view is kept, whose player walks along the border. */
    private static final int READY_LIVES = 8;

    private final MigrationOptions options;
    private final ZoneLease lease;
    private final PlayerOwnership ownership;
    private final MigrationHost host;
    private final MigrationCarrier carrier;
    private final HandoffTokens tokens;
    private final HandoffCheck check;
    private final long ownProcess;
    private final Departures departures;
    private final MigrationCounters counters;

    private final PlayerSlots slots;
    private final Arrival[] step;
    private final long[] migration;
    private final long[] source;
    private final int[] sourceZone;
    private final int[] epoch;
    private final byte[][] digest;
    private final boolean[] used;
    private final long[] untilNanos;
    /** A player's last state as its source wrote it, from the message until it is installed. Kept and reused. */
    private final byte[][] held;

    private final int[] heldLength;

    private final MigrationAnswer answer = new MigrationAnswer();
    private final MigrationState state = new MigrationState();
    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter();

    Arrivals(
            MigrationOptions options,
            Migrations.Surroundings around,
            HandoffCheck check,
            Departures departures,
            MigrationCounters counters) {
        this.options = options;
        lease = around.lease();
        ownership = around.ownership();
        host = around.host();
        carrier = around.carrier();
        tokens = around.tokens();
        ownProcess = around.process();
        this.check = check;
        this.departures = departures;
        this.counters = counters;
        int capacity = options.arrivalsMax();
        slots = new PlayerSlots(capacity);
        step = new Arrival[capacity];
        migration = new long[capacity];
        source = new long[capacity];
        sourceZone = new int[capacity];
        epoch = new int[capacity];
        digest = new byte[capacity][MigrationRequest.DIGEST_BYTES];
        used = new boolean[capacity];
        untilNanos = new long[capacity];
        held = new byte[capacity][];
        heldLength = new int[capacity];
    }

    /** @param refusal why nobody is taken now; {@link MigrationAnswer.Reason#NONE} where some are */
    void asked(long nowNanos, MessageHeader header, MigrationRequest request, MigrationAnswer.Reason refusal) {
        int slot = slots.find(request.player);
        boolean isKnown = slot != PlayerSlots.ABSENT
                && migration[slot] == request.migration
                && source[slot] == header.sourceProcess;
        if (request.kind == MigrationRequest.Kind.CANCEL) {
            if (isKnown) {
                cancelled(nowNanos, slot);
            }
            return;
        }
        if (isKnown) {
            boolean isReady = step[slot] == Arrival.READY;
            answer(slot, isReady ? MigrationAnswer.Outcome.READY : MigrationAnswer.Outcome.ACCEPTED);
            return;
        }
        MigrationAnswer.Reason reason = refusal == MigrationAnswer.Reason.NONE ? reason(slot, request) : refusal;
        if (reason == MigrationAnswer.Reason.NONE) {
            slot = expect(nowNanos, header, request, slot);
            if (slot != PlayerSlots.ABSENT) {
                return;
            }
            reason = MigrationAnswer.Reason.FULL;
        }
        counters.increment(MigrationCounter.TURNED_AWAY);
        refuse(header.sourceProcess, request.migration, request.player, MigrationAnswer.Outcome.REFUSED, reason);
    }

    private MigrationAnswer.Reason reason(int slot, MigrationRequest request) {
        boolean isBehind = ownership.isOwned(request.player)
                || ownership.epoch(request.player) >= request.epoch
                || departures.isOpen(request.player)
                || slot != PlayerSlots.ABSENT && (!step[slot].isPreparing() || request.epoch < epoch[slot]);
        return isBehind ? MigrationAnswer.Reason.WRONG_EPOCH : MigrationAnswer.Reason.NONE;
    }

    private int expect(long nowNanos, MessageHeader header, MigrationRequest request, int old) {
        int slot = old;
        if (slot != PlayerSlots.ABSENT) {
            // Another source speaks, or the same anew: a view that was opened for the old one is none any more.
            host.dismiss(nowNanos, request.player);
        } else {
            slot = slots.add(request.player);
        }
        if (slot == PlayerSlots.ABSENT) {
            return PlayerSlots.ABSENT;
        }
        if (!host.reserve(request.player)) {
            slots.remove(slot);
            return PlayerSlots.ABSENT;
        }
        counters.increment(MigrationCounter.EXPECTED);
        step[slot] = Arrival.EXPECTED;
        migration[slot] = request.migration;
        source[slot] = header.sourceProcess;
        sourceZone[slot] = header.sourceZone;
        epoch[slot] = request.epoch;
        System.arraycopy(request.tokenDigest, 0, digest[slot], 0, MigrationRequest.DIGEST_BYTES);
        used[slot] = false;
        untilNanos[slot] = nowNanos + options.tokenLifeNanos() + options.tokenLifeNanos() / LATE_PARTS;
        answer(slot, MigrationAnswer.Outcome.ACCEPTED);
        return slot;
    }

    private void cancelled(long nowNanos, int slot) {
        if (step[slot].isPreparing()) {
            forget(nowNanos, slot);
        } else if (step[slot] == Arrival.ACCEPTING) {
            step[slot] = Arrival.ABANDONING;
            ownership.abandon(nowNanos, slots.player(slot));
        }
    }

    private void forget(long nowNanos, int slot) {
        counters.increment(MigrationCounter.NOT_COME);
        long player = slots.player(slot);
        slots.remove(slot);
        host.dismiss(nowNanos, player);
    }

    /** A client shows a token: whose view it opens, if any. A token that was good once is good no more. */
    OptionalLong arrive(long nowNanos, byte[] token) {
        Optional<HandoffTokens.Terms> terms = HandoffTokens.read(token);
        int slot = terms.isPresent() ? slots.find(terms.get().player()) : PlayerSlots.ABSENT;
        if (slot != PlayerSlots.ABSENT) {
            HandoffCheck.Expected expected = new HandoffCheck.Expected(
                    slots.player(slot),
                    lease.zone(),
                    ownProcess,
                    digest[slot],
                    nowNanos < untilNanos[slot],
                    used[slot]);
            if (step[slot].isPreparing() && check.admits(tokens, token, expected)) {
                counters.increment(MigrationCounter.VIEWS);
                used[slot] = true;
                step[slot] = Arrival.VIEWED;
                return OptionalLong.of(slots.player(slot));
            }
        }
        counters.increment(MigrationCounter.TOKENS_REFUSED);
        return OptionalLong.empty();
    }

    /** Looks whether the client's view is there yet, and shows what it needs. */
    private void watch(long nowNanos, int slot) {
        if (!host.isObserved(slots.player(slot))) {
            fail(nowNanos, slot, MigrationAnswer.Reason.CANCELLED);
        } else if (step[slot] == Arrival.VIEWED && host.isWarm(slots.player(slot))) {
            step[slot] = Arrival.READY;
            untilNanos[slot] = nowNanos + READY_LIVES * options.tokenLifeNanos();
            answer(slot, MigrationAnswer.Outcome.READY);
        }
    }

    private void fail(long nowNanos, int slot, MigrationAnswer.Reason reason) {
        refuse(source[slot], migration[slot], slots.player(slot), MigrationAnswer.Outcome.FAILED, reason);
        forget(nowNanos, slot);
    }

    /** A player's last state came, in a message that was read. */
    void brought(long nowNanos, long fromProcess, MigrationState itsState, MigrationAnswer.Reason refusal) {
        int slot = slots.find(itsState.image.player);
        if (slot == PlayerSlots.ABSENT
                || migration[slot] != itsState.migration
                || source[slot] != fromProcess
                || !step[slot].isPreparing()) {
            counters.increment(MigrationCounter.STALE_MESSAGES);
            refuse(
                    fromProcess,
                    itsState.migration,
                    itsState.image.player,
                    MigrationAnswer.Outcome.FAILED,
                    MigrationAnswer.Reason.UNKNOWN_MIGRATION);
        } else if (refusal != MigrationAnswer.Reason.NONE) {
            fail(nowNanos, slot, refusal);
        } else if (itsState.image.epoch != epoch[slot]) {
            fail(nowNanos, slot, MigrationAnswer.Reason.WRONG_EPOCH);
        } else {
            hold(slot, itsState);
            step[slot] = Arrival.ACCEPTING;
            if (!ownership.accept(nowNanos, itsState.image.player, itsState.image.epoch)) {
                fail(nowNanos, slot, MigrationAnswer.Reason.NOT_OWNER);
            }
        }
    }

    private void hold(int slot, MigrationState itsState) {
        if (held[slot] == null) {
            held[slot] = new byte[MigrationState.BODY_BYTES_MAX];
        }
        writer.wrap(held[slot], 0, held[slot].length);
        itsState.write(writer);
        heldLength[slot] = writer.length();
    }

    /** The register says that the player is this zone's. */
    boolean owned(long nowNanos, long player, long itsEpoch) {
        int slot = slots.find(player);
        if (slot == PlayerSlots.ABSENT || step[slot].isPreparing()) {
            return false;
        }
        if (itsEpoch != epoch[slot] + 1L) {
            // It became this zone's in another way than by this move: what was brought is older than that.
            fail(nowNanos, slot, MigrationAnswer.Reason.WRONG_EPOCH);
            return false;
        }
        if (state.read(reader.wrap(held[slot], 0, heldLength[slot])) != CodecStatus.OK) {
            throw new IllegalStateException("the state of player " + player + " was read once and can't be again");
        }
        departures.arrived(player, sourceZone[slot]);
        boolean isIn = host.install(nowNanos, state, itsEpoch);
        counters.increment(isIn ? MigrationCounter.ARRIVED : MigrationCounter.NOT_COME);
        if (!isIn) {
            // It is this zone's and can't be: let go, it comes back by itself, from its stored session.
            ownership.release(nowNanos, player);
        }
        answer.epoch = (int) itsEpoch;
        send(source[slot], migration[slot], player, MigrationAnswer.Outcome.COMPLETED, MigrationAnswer.Reason.NONE);
        slots.remove(slot);
        return true;
    }

    /** The register says that the player is another zone's. */
    boolean elsewhere(long nowNanos, long player) {
        int slot = slots.find(player);
        if (slot == PlayerSlots.ABSENT || step[slot].isPreparing()) {
            return false;
        }
        fail(nowNanos, slot, MigrationAnswer.Reason.NOT_OWNER);
        return true;
    }

    /** A process ended: nobody comes from it any more. What the register is asked is for it to say. */
    void peerGone(long nowNanos, long process) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && source[slot] == process && step[slot].isPreparing()) {
                forget(nowNanos, slot);
            }
        }
    }

    /** Looks after who is late. */
    void advance(long nowNanos) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && step[slot].isPreparing() && nowNanos >= untilNanos[slot]) {
                fail(nowNanos, slot, MigrationAnswer.Reason.TIMED_OUT);
            } else if (slots.player(slot) != 0 && (step[slot] == Arrival.VIEWED || step[slot] == Arrival.READY)) {
                watch(nowNanos, slot);
            }
        }
    }

    private void answer(int slot, MigrationAnswer.Outcome outcome) {
        answer.epoch = epoch[slot];
        send(source[slot], migration[slot], slots.player(slot), outcome, MigrationAnswer.Reason.NONE);
    }

    private void refuse(
            long process,
            long itsMigration,
            long player,
            MigrationAnswer.Outcome outcome,
            MigrationAnswer.Reason reason) {
        answer.epoch = (int) ownership.epoch(player);
        send(process, itsMigration, player, outcome, reason);
    }

    private void send(
            long process,
            long itsMigration,
            long player,
            MigrationAnswer.Outcome outcome,
            MigrationAnswer.Reason reason) {
        answer.outcome = outcome;
        answer.reason = reason;
        answer.migration = itsMigration;
        answer.player = player;
        answer.rowVersion = 0;
        // If it is not carried the source is gone, or asks the register after a while.
        carrier.sendToProcess(process, answer);
    }

    boolean isExpected(long player) {
        return slots.find(player) != PlayerSlots.ABSENT;
    }

    long expectedEpoch(long player) {
        int slot = slots.find(player);
        return slot == PlayerSlots.ABSENT ? 0 : epoch[slot] + 1L;
    }

    PlayerSlots slots() {
        return slots;
    }

    void clear() {
        slots.clear();
    }

    long stateHash() {
        long hash = slots.size();
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0) {
                hash = Mix.fold(Mix.fold(hash, slots.player(slot)), step[slot].ordinal());
                hash = Mix.fold(Mix.fold(hash, migration[slot]), source[slot]);
                hash = Mix.fold(hash, untilNanos[slot]);
            }
        }
        return hash;
    }
}
