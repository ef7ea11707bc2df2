package io.darkages.engine.client;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.transport.EndpointOptions;
import java.util.List;

/**
 * What a client is made with.
 *
 * @param player the player's id, as the token says
 * @param loginToken from whoever logs players in
 * @param directory where to go, the first one first, and to the others when one does not answer: 1 to {@value
 *     #DIRECTORY_MAX} addresses, as {@link io.darkages.engine.port.NetworkAddress} packs them. One who knows only one is
 *     in no hurry: there is nobody else to try
 * @param movement the world's rules
 * @param obstacles the world's obstacles
 * @param combat the zone's rules of fighting
 * @param endpoint caps and rates of the transport
 * @param staleNanos without a fresh snapshot for so long, the client resumes elsewhere
 * @param tamper changes batches on their way out; {@link BatchTamper#NONE} for honest clients
 */
public record ClientOptions(
        long player,
        byte[] loginToken,
        List<Long> directory,
        MovementRules movement,
        Obstacles obstacles,
        CombatRules combat,
        EndpointOptions endpoint,
        long staleNanos,
        BatchTamper tamper) {

    /** Most addresses that a client knows from the start. */
    public static final int DIRECTORY_MAX = 8;

    public ClientOptions {
        directory = List.copyOf(directory);
        if (directory.isEmpty() || directory.size() > DIRECTORY_MAX) {
            throw new IllegalArgumentException("directory has " + directory.size() + " addresses");
        }
    }

    /** The usual honest client: gives up on a silent server after 1 s. */
    public static ClientOptions of(
            long player, byte[] loginToken, long address, MovementRules movement, Obstacles obstacles) {
        return new ClientOptions(
                player,
                loginToken,
                List.of(address),
                movement,
                obstacles,
                CombatRules.standard(),
                EndpointOptions.client(),
                1_000_000_000L,
                BatchTamper.NONE);
    }

    /**
     * How long at most the usual client takes from one attempt to get in to the next, in ns: the handshake's time-out
     * and the longest wait after it.
     */
    public static long attemptNanosMax() {
        return EndpointOptions.client().timers().handshakeTimeoutNanos() + Connection.LAST_RETRY_NANOS;
    }

    /** Knows these addresses instead. */
    public ClientOptions withDirectory(List<Long> value) {
        return new ClientOptions(player, loginToken, value, movement, obstacles, combat, endpoint, staleNanos, tamper);
    }

    public ClientOptions withMovement(MovementRules value) {
        return with(value, combat, endpoint, tamper);
    }

    public ClientOptions withCombat(CombatRules value) {
        return with(movement, value, endpoint, tamper);
    }

    public ClientOptions withTamper(BatchTamper value) {
        return with(movement, combat, endpoint, value);
    }

    public ClientOptions withEndpoint(EndpointOptions value) {
        return with(movement, combat, value, tamper);
    }

    private ClientOptions with(
            MovementRules newMovement, CombatRules newCombat, EndpointOptions newEndpoint, BatchTamper newTamper) {
        return new ClientOptions(
                player, loginToken, directory, newMovement, obstacles, newCombat, newEndpoint, staleNanos, newTamper);
    }
}
