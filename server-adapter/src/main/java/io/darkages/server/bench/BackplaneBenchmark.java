package io.darkages.server.bench;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.CrossAttack;
import io.darkages.engine.backplane.Delivery;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageType;
import io.darkages.engine.zone.ZoneServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Attacks across a border, from being queued by the one process to being read by the other: reliable, each in a packet of
 * its own, 16 in a tick. With what both do in that tick besides: acknowledgements, and the timers of the link. The way
 * between them takes no time.
 */
@State(Scope.Thread)
public class BackplaneBenchmark {

    private static final int MESSAGES = 16;

    /** Two processes and the time that they live in. */
    private static final class Pair {

        private final CrossAttack read = new CrossAttack();
        private final CrossAttack attack = new CrossAttack();
        private final LinkedProcess attackers;
        private final LinkedProcess victims;
        private long nowNanos;
        private int handled;

        Pair(boolean real) {
            attackers = new LinkedProcess(1, real, (header, body) -> {});
            victims = new LinkedProcess(2, real, this::handle);
            nowNanos = LinkedProcess.link(attackers, victims);
            attack.attacker = 1;
            attack.target = 2;
        }

        private void handle(MessageHeader header, MessageReader body) {
            boolean isGood = header.type == MessageType.ATTACK
                    && read.read(body) == CodecStatus.OK
                    && read.sequence == attack.sequence;
            handled += isGood ? 1 : 0;
        }

        int tick() {
            handled = 0;
            for (int i = 0; i < MESSAGES; i++) {
                attack.sequence++;
                attackers.backplane().sendToZone(attackers.otherZone(), Delivery.RELIABLE, attack);
                attackers.flush(nowNanos);
                nowNanos += LinkedProcess.LATENCY_NANOS;
                victims.receive(nowNanos, attackers);
            }
            nowNanos += ZoneServer.tickNanos(1) - MESSAGES * LinkedProcess.LATENCY_NANOS;
            attackers.receive(nowNanos, victims);
            attackers.advance(nowNanos);
            victims.receive(nowNanos, attackers);
            victims.advance(nowNanos);
            if (handled != MESSAGES) {
                throw new IllegalStateException(handled + " of " + MESSAGES + " messages were handled at once");
            }
            return handled;
        }
    }

    private final Pair simulated = new Pair(false);
    private final Pair real = new Pair(true);

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int message() {
        return simulated.tick();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int messageAes() {
        return real.tick();
    }
}
