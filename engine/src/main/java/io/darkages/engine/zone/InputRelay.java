package io.darkages.engine.zone;

/** Where input batches go that reach a zone after their player was handed over. */
@FunctionalInterface
public interface InputRelay {

    /** They are dropped: the client repeats its newest inputs to its new zone in any case. */
    InputRelay NONE = (player, buffer, offset, length) -> {};

    /**
     * A batch came, as its client packed it. To be brought to {@link Border#relayed} of whoever acts for the player.
     *
     * @param buffer good during the call only
     * @param length at most {@link io.darkages.engine.backplane.PlayerNotice#INPUTS_BYTES_MAX}
     */
    void relay(long player, byte[] buffer, int offset, int length);
}
