package io.darkages.engine.zone;

import io.darkages.engine.combat.AttackClaim;
import io.darkages.engine.input.InputBatch;
import io.darkages.engine.input.InputBatchReader;
import io.darkages.engine.input.InputBatchStatus;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.snapshot.ToldHistory;
import io.darkages.engine.space.Origin;

/**
 * Takes input batches in: form, rate, clock, buttons. What passes waits in the player's
 * {@link InputGate}; nothing moves here. Drops are counted, never thrown.
 */
final class Intake {

    /** Batches a second that a player may send: three times what an honest client does. */
    private static final int BATCHES_PER_SECOND = 60;
    /** Sixty batches at once, each worth a second's sixtieth: what a path delivers that was stalled for 3 s. */
    static final int MAX_BATCH_CREDIT = 60 * 60;

    /** All batches together may claim this much more game time than their own clock shows. */
    private static final int CLOCK_TOLERANCE_MILLIS = 100;

    /** Until a player who came back to life must have been told: before, its client may think that it lies still. */
    static final int RETURN_TICKS = 120;

    private final boolean takesAttacks;
    private final ZoneCounters counters;
    private final BorderCounters borderCounters;
    private final WorkCounters work;
    private final Corrections corrections;
    private final Probes probes;
    private final InputBatchReader reader = new InputBatchReader();
    private final InputBatch batch = new InputBatch();

    /** Who turned out to be a cheat in this call; the caller punishes. */
    private boolean proven;

    /** @param takesAttacks whether players fight in this zone */
    Intake(
            boolean takesAttacks,
            ZoneCounters counters,
            BorderCounters borderCounters,
            WorkCounters work,
            Corrections corrections,
            Probes probes) {
        this.takesAttacks = takesAttacks;
        this.counters = counters;
        this.borderCounters = borderCounters;
        this.work = work;
        this.corrections = corrections;
        this.probes = probes;
    }

    /** The zone serves elsewhere from now on. */
    void moveTo(Origin origin) {
        reader.moveTo(origin);
    }

    /**
     * Reads one batch.
     *
     * @return false if the player is now proven to cheat
     */
    boolean receive(Player player, byte[] buffer, int offset, int length, long tick) {
        proven = false;
        if (!admits(player, buffer, offset, length, tick)) {
            return true;
        }
        player.viewer.acknowledge(batch.snapshotAck, batch.snapshotMask);
        int acknowledgedTick = player.viewer.told().tickOf(batch.snapshotAck);
        player.viewer.aim(batch.aimedIndex);
        if (clockIsGood(player, tick)) {
            // Not before: a number that is not to be believed would hide the acknowledgements of all that follow.
            if (acknowledgedTick != ToldHistory.NO_TICK) {
                player.acknowledgements.acknowledged(batch.newestSequence, acknowledgedTick);
                player.drawTimes.acknowledged(batch.newestSequence, acknowledgedTick);
            }
            for (int i = 0; i < batch.count && !proven; i++) {
                offer(player, batch.sequence(i), batch.inputs[i], tick);
            }
            for (int i = 0; i < batch.attackCount && !proven; i++) {
                offer(player, batch.attacks[i], acknowledgedTick);
            }
            boolean knowsItsPlace =
                    acknowledgedTick - player.placedTick >= 0 && (int) tick - player.placedTick >= RETURN_TICKS;
            if (!proven && knowsItsPlace && (!player.hasClaim || batch.newestSequence - player.claimSequence > 0)) {
                player.hasClaim = true;
                player.claimSequence = batch.newestSequence;
                player.claimX = batch.claimedX;
                player.claimY = batch.claimedY;
                player.claimZ = batch.claimedZ;
            }
        }
        return !proven;
    }

    /** Takes what an observer acknowledges, and at whom it aims; it has no say yet. */
    void look(Player observer, byte[] buffer, int offset, int length, long tick) {
        if (admits(observer, buffer, offset, length, tick)) {
            observer.viewer.acknowledge(batch.snapshotAck, batch.snapshotMask);
            observer.viewer.aim(batch.aimedIndex);
        }
    }

    /**
     * Takes the inputs of a batch that came to another zone, and nothing else of it; false if it is none. An input that
     * strikes, and what follows it, is left to the client, which sends it here with the attack in this zone's terms.
     */
    boolean takeUp(Player player, byte[] buffer, int offset, int length, long tick) {
        proven = false;
        InputBatchStatus status = reader.read(buffer, offset, length, player.gate.lastProcessed(), (int) tick, batch);
        if (status != InputBatchStatus.ACCEPTED) {
            return false;
        }
        for (int i = 0; i < batch.count && !proven; i++) {
            if (!strikesBy(player, batch.sequence(i))) {
                offer(player, batch.sequence(i), batch.inputs[i], tick);
            }
        }
        return !proven;
    }

    /** Whether an attack of the batch that is not judged yet came with that input or an earlier one. */
    private boolean strikesBy(Player player, int sequence) {
        for (int i = 0; i < batch.attackCount; i++) {
            int attack = batch.attacks[i].sequence;
            if (attack - player.gate.next() >= 0 && sequence - attack >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a batch is within the rate, and is one; then it is in {@link #batch}. */
    private boolean admits(Player player, byte[] buffer, int offset, int length, long tick) {
        if (player.batchCredit < MAX_BATCH_CREDIT / 60) {
            counters.add(ZoneCounter.MESSAGES_OVER_RATE, 1);
            return false;
        }
        player.batchCredit -= 60;
        InputBatchStatus status = reader.read(buffer, offset, length, player.gate.lastProcessed(), (int) tick, batch);
        if (status != InputBatchStatus.ACCEPTED) {
            counters.add(ZoneCounter.MALFORMED_MESSAGES, 1);
            return false;
        }
        return true;
    }

    /** Allowance for the ticks that passed. */
    static void refill(Player player, int ticks) {
        player.batchCredit = (int) Math.min(MAX_BATCH_CREDIT, player.batchCredit + (long) ticks * BATCHES_PER_SECOND);
    }

    /** Whether the batch does not claim more inputs than its own clock had time for. */
    private boolean clockIsGood(Player player, long tick) {
        int inputs = batch.newestSequence - player.lastTimestampSequence;
        if (!player.hasTimestamp || inputs > 0) {
            int elapsedMillis = batch.timestampMillis - player.lastTimestampMillis & 0xFFFF;
            // After a gap of seconds the 16 bits of the clock say nothing: it is compared anew from here.
            int aheadMillis = !player.hasTimestamp || inputs > InputGate.CAPACITY
                    ? 0
                    : Math.max(0, player.claimedAheadMillis + inputs * 1_000 / 60 - elapsedMillis);
            if (aheadMillis > CLOCK_TOLERANCE_MILLIS) {
                counters.add(ZoneCounter.BAD_TIMESTAMPS, 1);
                corrections.correct(player, CorrectionReason.TIMESTAMP, tick);
                return false;
            }
            player.claimedAheadMillis = aheadMillis;
            player.hasTimestamp = true;
            player.lastTimestampMillis = batch.timestampMillis;
            player.lastTimestampSequence = batch.newestSequence;
        }
        return true;
    }

    /** The first that comes counts, with what is known by then; what comes after its input was applied is a repeat. */
    private void offer(Player player, AttackClaim attack, int acknowledgedTick) {
        if (attack.sequence - player.gate.next() < 0) {
            return;
        }
        attack.acknowledgedTick = acknowledgedTick;
        attack.knownTick = player.acknowledgements.knownBefore(attack.sequence);
        if (!takesAttacks || player.attacks.offer(attack) == AttackQueue.Verdict.FULL) {
            counters.add(ZoneCounter.ATTACKS_DROPPED, 1);
        }
    }

    private void offer(Player player, int sequence, long word, long tick) {
        work.add(Work.INPUTS_RECEIVED, 1);
        if (!InputWord.isPossible(word)) {
            counters.add(ZoneCounter.INPUTS_IMPOSSIBLE, 1);
            corrections.correct(player, CorrectionReason.IMPOSSIBLE_FLAGS, tick);
            return;
        }
        InputGate.Verdict verdict = player.gate.offer(sequence, word);
        if (verdict == InputGate.Verdict.REPEATED) {
            counters.add(ZoneCounter.INPUTS_REPEATED, 1);
            return;
        }
        if (player.gate.cheats(sequence, tick)) {
            proven = true;
            return;
        }
        boolean isWaitedFor = player.gate.isSettling() || player.isFrozen;
        if (verdict == InputGate.Verdict.TOO_FAR_AHEAD && isWaitedFor) {
            borderCounters.add(BorderCounter.INPUTS_AHEAD, 1);
        } else if (verdict == InputGate.Verdict.TOO_FAR_AHEAD) {
            int first = player.gate.next();
            int skipped = player.gate.skipTo(sequence);
            counters.add(ZoneCounter.INPUTS_LOST, skipped);
            probes.record(ProbeKind.INPUT_GAP, player.id, first & 0xFFFF_FFFFL, skipped, 0);
            player.gate.offer(sequence, word);
        }
    }
}
