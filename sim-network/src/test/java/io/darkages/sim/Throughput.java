package io.darkages.sim;

import io.darkages.engine.port.NetworkAddress;
import java.lang.management.ManagementFactory;

/**
 * Measures the simulator's own part: one zone that sends each of 400 players 20 datagrams of 500
 * bytes a second, players that tick at 60 Hz and answer 20 times a second, hashes on. Not a test; run
 * its main method with the number of virtual seconds, of threads, and of microseconds in a window at most.
 */
public final class Throughput {

    private static final int PLAYERS = 400;
    private static final long ZONE = NetworkAddress.of(0x0A00_0001, 27_015);

    private Throughput() {}

    public static void main(String[] arguments) {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        long windowNanosMax = arguments.length > 2 ? Long.parseLong(arguments[2]) * 1_000 : 100_000_000;
        for (int round = 0; round < 3; round++) {
            measure(seconds, SimulationOptions.of(1).withThreads(threads).withWindowNanosMax(windowNanosMax));
        }
    }

    private static void measure(int seconds, SimulationOptions options) {
        try (Simulation simulation = world(options)) {
            simulation.run(1_000_000_000L, WindowListener.NONE);
            long eventsBefore = simulation.events();
            long windowsBefore = simulation.windows();
            var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocatedBefore = bean.getCurrentThreadAllocatedBytes();
            long cpuBefore = bean.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            simulation.run((seconds + 1) * 1_000_000_000L, WindowListener.NONE);
            long nanos = System.nanoTime() - begin;
            long cpuNanos = bean.getCurrentThreadCpuTime() - cpuBefore;
            long allocated = bean.getCurrentThreadAllocatedBytes() - allocatedBefore;
            long events = simulation.events() - eventsBefore;
            System.out.printf(
                    "%d threads: %d virtual s in %.3f s (%.3f s CPU of the calling thread), %.2f ms CPU per virtual s,"
                            + " %d events and %d windows per virtual s, %.2f M events/CPU s, %d B allocated,"
                            + " hash %016x%n",
                    options.threads(),
                    seconds,
                    nanos / 1e9,
                    cpuNanos / 1e9,
                    cpuNanos / 1e6 / seconds,
                    events / seconds,
                    (simulation.windows() - windowsBefore) / seconds,
                    events * 1e3 / cpuNanos,
                    allocated,
                    simulation.traceHash());
        }
    }

    static Simulation world(SimulationOptions options) {
        Simulation simulation = new Simulation(options);
        simulation
                .network()
                .between(
                        "players",
                        "zones",
                        LinkSpec.ofLatencyNanos(20_000_000L)
                                .withJitterNanos(5_000_000L)
                                .withLossPpm(10_000)
                                .withBandwidth(1_000_000, 65_536));
        simulation.addHost("zone", ZONE, HostOptions.of("zones"), Zone::new);
        for (int i = 0; i < PLAYERS; i++) {
            long address = NetworkAddress.of(0x0A01_0000 + i, 40_000);
            long start = i * 41_666L;
            simulation.addHost("player-" + i, address, HostOptions.of("players").withStartNanos(start), Player::new);
        }
        return simulation;
    }

    /** A tick of 60 Hz; a third of the known players get 500 bytes in each. */
    private static final class Zone implements Program {
        private final HostContext context;
        private final long[] players = new long[PLAYERS];
        private final byte[] buffer = new byte[500];
        private int known;
        private long tick;
        private long sum;

        Zone(HostContext context) {
            this.context = context;
            context.setTimer(0, 0);
        }

        @Override
        public void datagram(long from, byte[] bytes, int offset, int length) {
            sum += bytes[offset];
            for (int i = bytes[offset] == 1 ? 0 : known; i < known; i++) {
                if (players[i] == from) {
                    return;
                }
            }
            if (bytes[offset] == 1 && known < PLAYERS) {
                players[known++] = from;
            }
        }

        @Override
        public void timer(int id) {
            tick++;
            context.setTimer(0, tick * 1_000_000_000L / 60);
            context.spend(1_000_000);
            for (int i = (int) (tick % 3); i < known; i += 3) {
                buffer[0] = (byte) tick;
                context.send(players[i], buffer, 0, buffer.length);
            }
        }

        @Override
        public long stateHash() {
            return sum;
        }
    }

    /** A tick of 60 Hz; 40 bytes go up in every third. */
    private static final class Player implements Program {
        private final HostContext context;
        private final byte[] buffer = new byte[40];
        private final long phaseNanos;
        private long tick;
        private long sum;

        Player(HostContext context) {
            this.context = context;
            phaseNanos = context.monotonicNanos();
            buffer[0] = 1;
            context.setTimer(0, phaseNanos);
        }

        @Override
        public void datagram(long from, byte[] bytes, int offset, int length) {
            sum += bytes[offset];
        }

        @Override
        public void timer(int id) {
            if (tick % 3 == 0) {
                context.send(ZONE, buffer, 0, buffer.length);
                buffer[0] = 2;
            }
            tick++;
            context.setTimer(0, phaseNanos + tick * 1_000_000_000L / 60);
        }

        @Override
        public long stateHash() {
            return sum;
        }
    }
}
