package io.darkages.engine.zone;

import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.combat.Rewind;
import io.darkages.engine.combatlog.CombatLogOptions;
import io.darkages.engine.interest.InterestRules;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.space.Origin;
import io.darkages.engine.transport.EndpointOptions;
import java.util.Optional;

/**
 * What a zone is made with, by theme.
 *
 * @param room how many there may be in it
 * @param ground where they move, and how
 * @param replication what they are told of each other
 * @param endpoint caps and rates of the transport
 * @param access who is let in, and for how long
 * @param combat whether and by what rules players fight; without it nobody can be hurt
 */
public record ZoneOptions(
        Room room,
        Ground ground,
        Replication replication,
        EndpointOptions endpoint,
        Access access,
        Optional<Combat> combat) {

    /**
     * How many there may be.
     *
     * @param players at one time, 1 to 4,096
     * @param ghosts entities of other zones that may be shown at one time, besides the players; together 4,096 at most
     */
    public record Room(int players, int ghosts) {}

    /**
     * Where players move, and how.
     *
     * @param movement the rules of movement; their bounds are the world's
     * @param obstacles static, shared by all
     * @param origin where in the world the zone is at first
     */
    public record Ground(MovementRules movement, Obstacles obstacles, Origin origin) {}

    /**
     * What players are told of each other.
     *
     * @param interest radii and how often a viewer looks around
     * @param policy rates at full quality
     * @param qualityOfService whether quality is given up when ticks take too long
     */
    public record Replication(InterestRules interest, ReplicationPolicy policy, boolean qualityOfService) {

        /** The original design's rates, given up when ticks take too long. */
        public static final Replication STANDARD = new Replication(InterestRules.DEFAULT, ReplicationPolicy.FULL, true);
    }

    /**
     * How players fight.
     *
     * @param rules of the zone and of its clients
     * @param log where what happens is written; without it, it is not kept
     * @param rewind finds out where a client drew its target; tests of judges put a wrong one here
     */
    public record Combat(CombatRules rules, Optional<Log> log, Rewind.Maker rewind) {

        /** Combat with the rewind that is exact. */
        public Combat(CombatRules rules, Optional<Log> log) {
            this(rules, log, Rewind::new);
        }

        /** Combat that nobody writes down. */
        public static Combat unlogged(CombatRules rules) {
            return new Combat(rules, Optional.empty());
        }

        public Combat withLog(Log value) {
            return new Combat(rules, Optional.of(value), rewind);
        }

        public Combat withRewind(Rewind.Maker value) {
            return new Combat(rules, log, value);
        }
    }

    /**
     * A zone's combat log.
     *
     * @param zone the zone's number, 0 to 65,535
     * @param incarnation no two programs that ever run a zone share it
     * @param options caps and delays
     */
    public record Log(int zone, long incarnation, CombatLogOptions options) {}

    /**
     * Who is let in, and for how long.
     *
     * @param tokens signs and checks tokens
     * @param tokenLifeMicros how long a resume token is good
     * @param loginNanos how long a session may take to say who it is
     * @param lingerNanos how long an entity waits for its player after the session broke
     * @param banNanos how long a punished player is kept out
     */
    public record Access(AccessToken tokens, long tokenLifeMicros, long loginNanos, long lingerNanos, long banNanos) {

        private static final long SECOND_NANOS = 1_000_000_000L;
        private static final long HOUR_MICROS = 3_600_000_000L;

        /** Tokens for an hour, 5 s to log in, 10 s of linger, bans of 5 min. */
        public static Access of(AccessToken tokens) {
            return new Access(tokens, HOUR_MICROS, 5 * SECOND_NANOS, 10 * SECOND_NANOS, 300 * SECOND_NANOS);
        }
    }

    /** The usual zone, in the middle of the world: the original design's rates, the usual {@link Access}, and peace. */
    public static ZoneOptions of(int players, MovementRules movement, Obstacles obstacles, AccessToken tokens) {
        return new ZoneOptions(
                new Room(players, 0),
                new Ground(movement, obstacles, Origin.WORLD_CENTRE),
                Replication.STANDARD,
                EndpointOptions.server(),
                Access.of(tokens),
                Optional.empty());
    }

    public ZoneOptions withGhosts(int value) {
        return new ZoneOptions(new Room(room.players, value), ground, replication, endpoint, access, combat);
    }

    public ZoneOptions withMovement(MovementRules value) {
        Ground other = new Ground(value, ground.obstacles, ground.origin);
        return new ZoneOptions(room, other, replication, endpoint, access, combat);
    }

    public ZoneOptions withOrigin(Origin value) {
        Ground other = new Ground(ground.movement, ground.obstacles, value);
        return new ZoneOptions(room, other, replication, endpoint, access, combat);
    }

    public ZoneOptions withReplication(Replication value) {
        return new ZoneOptions(room, ground, value, endpoint, access, combat);
    }

    public ZoneOptions withEndpoint(EndpointOptions value) {
        return new ZoneOptions(room, ground, replication, value, access, combat);
    }

    public ZoneOptions withCombat(Combat value) {
        return new ZoneOptions(room, ground, replication, endpoint, access, Optional.of(value));
    }
}
