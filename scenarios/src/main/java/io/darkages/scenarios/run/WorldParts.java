package io.darkages.scenarios.run;

import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Register;
import io.darkages.engine.process.ZoneNode;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.scenarios.bots.Brain;
import io.darkages.sim.HostContext;
import io.darkages.sim.LinkSpec;
import io.darkages.sim.Program;
import io.darkages.sim.redis.RedisNodeOptions;

/**
 * Where a part of a world may be exchanged as the world is assembled. Each method is given the part that
 * the scenario asks for and gives back the one to use. Canaries exchange parts for faulty ones: that is
 * how it is proved that the judges, who are told only of the scenario, notice.
 *
 * <p>Those methods that are given a context are called on that host's own turn, with several threads
 * also concurrently for different hosts; what they give to one host no other may touch.
 */
public interface WorldParts {

    /** Every part as the scenario asks for it. */
    WorldParts STANDARD = new WorldParts() {};

    /** The zone's rules, rates and caps. Called once for a world. */
    default ZoneOptions zone(ZoneOptions standard) {
        return standard;
    }

    /** How a process of a world of zones is kept. */
    default ZoneNode.Settings node(HostContext context, ZoneNode.Settings standard) {
        return standard;
    }

    /**
     * Who a process of a world of zones asks who may act.
     *
     * @param hot the same process' way to the hot state
     */
    default Register register(HostContext context, Register standard, HotState hot) {
        return standard;
    }

    /** How a node of Redis works. Called once for a world. */
    default RedisNodeOptions redis(RedisNodeOptions standard) {
        return standard;
    }

    /** One client's rules, rates and caps. */
    default ClientOptions client(HostContext context, ClientOptions standard) {
        return standard;
    }

    /** What signs the handshakes, and seals and opens the packets, of the zone or of one player. */
    default Cryptography cryptography(HostContext context, Cryptography standard) {
        return standard;
    }

    /** Who presses one player's buttons. */
    default Brain brain(HostContext context, Brain standard) {
        return standard;
    }

    /**
     * One player's machine.
     *
     * @param client the game client in it
     * @param standard drives that client
     */
    default Program player(HostContext context, GameClient client, Program standard) {
        return standard;
    }

    /** One direction of a link. Called once for each direction of each link of the scenario. */
    default LinkSpec link(LinkSpec standard) {
        return standard;
    }
}
