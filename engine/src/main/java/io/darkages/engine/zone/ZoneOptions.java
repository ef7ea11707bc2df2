package io.darkages.engine.zone;

import io.darkages.engine.interest.InterestRules;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.transport.EndpointOptions;

/**
 * What a zone is made with.
 *
 * @param capacity players at one time, 1 to 4,096
 * @param movement the rules of movement; half its size is the zone's
 * @param obstacles static, shared by all
 * @param interest radii and how often a viewer looks around
 * @param replication rates at full quality
 * @param endpoint caps and rates of the transport
 * @param qualityOfService whether quality is given up when ticks take too long
 * @param lingerNanos how long an entity waits for its player after the session broke
 * @param loginNanos how long a session may take to say who it is
 * @param banNanos how long a punished player is kept out
 * @param tokenLifeMicros how long a resume token is good
 * @param tokens signs and checks tokens
 */
public record ZoneOptions(
        int capacity,
        MovementRules movement,
        Obstacles obstacles,
        InterestRules interest,
        ReplicationPolicy replication,
        EndpointOptions endpoint,
        boolean qualityOfService,
        long lingerNanos,
        long loginNanos,
        long banNanos,
        long tokenLifeMicros,
        AccessToken tokens) {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long HOUR_MICROS = 3_600_000_000L;

    /** The usual zone: the original design's rates, 10 s of linger, 5 s to log in, bans of 5 min, tokens for an hour. */
    public static ZoneOptions of(int capacity, MovementRules movement, Obstacles obstacles, AccessToken tokens) {
        return new ZoneOptions(
                capacity,
                movement,
                obstacles,
                InterestRules.DEFAULT,
                ReplicationPolicy.FULL,
                EndpointOptions.server(),
                true,
                10 * SECOND_NANOS,
                5 * SECOND_NANOS,
                300 * SECOND_NANOS,
                HOUR_MICROS,
                tokens);
    }

    public ZoneOptions withMovement(MovementRules value) {
        return new ZoneOptions(
                capacity,
                value,
                obstacles,
                interest,
                replication,
                endpoint,
                qualityOfService,
                lingerNanos,
                loginNanos,
                banNanos,
                tokenLifeMicros,
                tokens);
    }

    public ZoneOptions withInterest(InterestRules value) {
        return new ZoneOptions(
                capacity,
                movement,
                obstacles,
                value,
                replication,
                endpoint,
                qualityOfService,
                lingerNanos,
                loginNanos,
                banNanos,
                tokenLifeMicros,
                tokens);
    }

    public ZoneOptions withReplication(ReplicationPolicy value) {
        return new ZoneOptions(
                capacity,
                movement,
                obstacles,
                interest,
                value,
                endpoint,
                qualityOfService,
                lingerNanos,
                loginNanos,
                banNanos,
                tokenLifeMicros,
                tokens);
    }

    public ZoneOptions withEndpoint(EndpointOptions value) {
        return new ZoneOptions(
                capacity,
                movement,
                obstacles,
                interest,
                replication,
                value,
                qualityOfService,
                lingerNanos,
                loginNanos,
                banNanos,
                tokenLifeMicros,
                tokens);
    }

    public ZoneOptions withQualityOfService(boolean value) {
        return new ZoneOptions(
                capacity,
                movement,
                obstacles,
                interest,
                replication,
                endpoint,
                value,
                lingerNanos,
                loginNanos,
                banNanos,
                tokenLifeMicros,
                tokens);
    }
}
