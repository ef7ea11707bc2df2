package io.darkages.engine.protocol;

import io.darkages.engine.movement.MotionState;
import io.darkages.engine.space.Origin;

/** A control message or event as client and server handle it; {@link ControlCodec} maps it to bytes. */
public sealed interface ControlMessage {

    /** Client: first message of a new player. The token is a login token. */
    record Login(byte[] token, int protocolVersion) implements ControlMessage {}

    /** Client: first message of a player who comes back. The token is a resume token. */
    record Resume(byte[] token) implements ControlMessage {}

    /**
     * Server: you are in.
     *
     * @param entity id of the player's own entity
     * @param epoch owner epoch; grows with each welcome of this player
     * @param token for {@link Resume}
     * @param origin of the zone that welcomes: what it and the client tell each other places from
     */
    record Welcome(long player, int entity, int epoch, int serverTick, int team, byte[] token, Origin origin)
            implements ControlMessage {}

    /** Server: you may not enter; the session is closed after it. */
    record Refused(String reason) implements ControlMessage {

        /** Nobody can serve the player just now: to be asked again, here or elsewhere, with the same token. */
        public static final String BUSY = "busy";

        /** Whether to ask again with the same token. */
        public boolean isBusy() {
            return reason.equals(BUSY);
        }
    }

    /**
     * Server: you belong elsewhere; resume there.
     *
     * @param address as {@link io.darkages.engine.port.NetworkAddress} packs it
     */
    record Redirect(long address, byte[] token) implements ControlMessage {}

    /** Client: I go, and do not come back. */
    record Leave() implements ControlMessage {}

    /** Why the server corrected a client. The order is the schema's. */
    enum CorrectionReason {
        SPEED,
        TELEPORT,
        INPUT_RATE,
        TIMESTAMP,
        IMPOSSIBLE_FLAGS
    }

    /**
     * Server: what you claimed was not possible; this is your state after that input, rounded as in
     * snapshots but in the world. The exact state follows in the next snapshot.
     */
    record Correction(int lastProcessedInput, CorrectionReason reason, MotionState state) implements ControlMessage {}

    /**
     * Server: the next zone is about to take you over, or another process this one. Stay, but look there as well: connect,
     * say {@link Arrive} and go on there when it says that it acts for you. Takes the place of one told before.
     *
     * @param address as {@link io.darkages.engine.port.NetworkAddress} packs it
     * @param token for {@link Arrive}; that of another zone is good once
     * @param origin of the zone that is there then
     */
    record Handoff(long address, byte[] token, Origin origin) implements ControlMessage {}

    /** Server: the {@link Handoff} told last comes to nothing; stay, and forget the next zone. */
    record HandoffCancelled() implements ControlMessage {}

    /**
     * Client: first message of the session to which {@link Handoff} sent it. Answered by {@link Welcome}, at once or when the
     * zone is served there; inputs are not taken before a snapshot says so.
     */
    record Arrive(byte[] token) implements ControlMessage {}
}
