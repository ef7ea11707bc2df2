package io.darkages.server.bench;

import io.darkages.engine.client.ClientOptions;
import io.darkages.engine.client.ClientState;
import io.darkages.engine.client.GameClient;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.scenarios.bots.Arena;
import io.darkages.scenarios.bots.BotView;
import io.darkages.scenarios.bots.Brain;
import io.darkages.scenarios.run.ClientArena;

/** A player of a {@link CrowdWorld}: the whole client and a brain that presses the buttons. */
final class CrowdPlayer implements BotView {

    private final GameClient client;
    private final ClientArena arena;
    private final Truce truce;
    private final Crowd.Temper temper;
    private final Brain brain;
    private final long startNanos;
    private final long phaseNanos;
    private boolean started;
    private long inputs;
    private long nowNanos;

    /**
     * @param startNanos when it connects
     * @param phaseNanos how long after each tick of the zone its own frame is
     */
    CrowdPlayer(
            ClientOptions options,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomStream ids,
            Probes probes,
            Brain brain,
            Crowd.Temper temper,
            long startNanos,
            long phaseNanos) {
        client = new GameClient(options, datagrams, cryptography, ids, probes, Measurements.NONE);
        arena = new ClientArena(client, true);
        truce = new Truce(arena);
        this.brain = brain;
        this.temper = temper;
        this.startNanos = startNanos;
        this.phaseNanos = phaseNanos;
    }

    long phaseNanos() {
        return phaseNanos;
    }

    void frame(long monotonicNanos) {
        nowNanos = monotonicNanos;
        if (!started) {
            if (monotonicNanos < startNanos) {
                return;
            }
            started = true;
            client.start(monotonicNanos);
        }
        if (client.state() == ClientState.PLAYING) {
            arena.begin(monotonicNanos, inputs);
            client.step(monotonicNanos, brain.decide(inputs++, this));
        }
        client.advance(monotonicNanos);
    }

    GameClient client() {
        return client;
    }

    @Override
    public int x() {
        return client.predicted().x;
    }

    @Override
    public int z() {
        return client.predicted().z;
    }

    @Override
    public int yaw() {
        return client.predicted().yaw;
    }

    @Override
    public Arena arena() {
        return switch (temper) {
            case PEACEFUL -> Arena.EMPTY;
            case FIGHTING -> arena;
            case TRUCE -> truce;
        };
    }

    @Override
    public long nanos() {
        return nowNanos;
    }
}
