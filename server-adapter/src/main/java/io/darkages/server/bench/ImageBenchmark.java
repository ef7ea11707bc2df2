package io.darkages.server.bench;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.PlayerImage;
import io.darkages.engine.combat.CombatRules;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.port.Probes;
import io.darkages.engine.protocol.AccessToken;
import io.darkages.engine.protocol.GameCloseReason;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.zone.CombatPorts;
import io.darkages.engine.zone.ZoneOptions;
import io.darkages.engine.zone.ZoneServer;
import io.darkages.engine.zone.ZoneServerBuilder;
import io.darkages.sim.crypto.SimulatedCryptography;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a move to another zone carries: a fighting player taken from its zone with all its components, written, read again
 * and put into the other zone's world. Fifty in turn, none of whom is there before.
 */
@State(Scope.Thread)
public class ImageBenchmark {

    private static final int PLAYERS = 50;
    private static final int CAPACITY = 400;
    private static final int WARM_SECONDS = 2;

    private final byte[] bytes = new byte[PlayerImage.BYTES_MAX];
    private final PlayerImage taken = new PlayerImage();
    private final PlayerImage given = new PlayerImage();
    private final ZoneServer source;
    private final ZoneServer target;
    private final long nowNanos;

    /** Lets the players fight for a while first. */
    public ImageBenchmark() {
        Crowd crowd = Crowd.fighters(PLAYERS, false);
        CrowdWorld world = new CrowdWorld(crowd, Probes.NONE, Probes.NONE, (player, what) -> {});
        world.warmUp(WARM_SECONDS);
        source = world.zone();
        nowNanos = ZoneServer.tickNanos(source.tickNumber());
        Randomness randomness = new Randomness(2);
        target = new ZoneServerBuilder(
                        ZoneOptions.of(
                                        CAPACITY,
                                        MovementRules.standard(),
                                        crowd.obstacles(),
                                        new AccessToken("a key that guards nothing".getBytes(StandardCharsets.UTF_8)))
                                .withCombat(ZoneOptions.Combat.unlogged(CombatRules.standard())),
                        crowd,
                        (address, buffer, offset, length) -> {},
                        new SimulatedCryptography(randomness.stream("signing")),
                        randomness.stream("zone"))
                .combat(new CombatPorts(randomness.stream("combat-criticals"), Optional.empty()))
                .build();
        target.tick(nowNanos, 0);
    }

    /** An invocation takes long enough for this not to show in its time. */
    @Setup(Level.Invocation)
    public void clear() {
        target.residents().clear(nowNanos, GameCloseReason.LEFT, "");
    }

    @Benchmark
    @OperationsPerInvocation(PLAYERS)
    public int move() {
        for (int i = 0; i < PLAYERS; i++) {
            source.residents().captureAt(nowNanos, i, taken);
            int length = taken.write(bytes, 0);
            CodecStatus status = given.read(bytes, 0, length);
            if (status != CodecStatus.OK || !target.residents().install(nowNanos, given, given.epoch + 1)) {
                throw new IllegalStateException(
                        "player " + taken.player + ", read as " + status + ", was not installed");
            }
        }
        return target.playerCount();
    }
}
