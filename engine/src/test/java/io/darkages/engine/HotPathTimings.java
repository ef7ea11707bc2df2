package io.darkages.engine;

import io.darkages.engine.bits.BitReader;
import io.darkages.engine.bits.BitWriter;
import io.darkages.engine.client.Prediction;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.InputWord;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.movement.Movement;
import io.darkages.engine.movement.MovementRules;
import io.darkages.engine.movement.Obstacles;
import io.darkages.engine.movement.ObstaclesBuilder;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.SpatialHash;
import java.io.PrintStream;

/** Rough times of the small hot paths, for a person to read; not a test. Prints the best of ten rounds. */
final class HotPathTimings {

    private static final int PLAYERS = 400;
    private static final int ROUNDS = 10;

    private final RandomStream draws = new Randomness(3).stream("timings");
    private final MovementRules rules = MovementRules.standard();
    private long sink;

    private HotPathTimings() {}

    public static void main(String[] arguments) {
        HotPathTimings timings = new HotPathTimings();
        PrintStream out = System.out;
        out.printf("step, no obstacles     %7.1f ns%n", timings.step(Obstacles.none(), 250_000));
        out.printf("step, 50 obstacles     %7.1f ns%n", timings.step(timings.obstacles(50, 250_000), 250_000));
        out.printf("step, dense clutter    %7.1f ns%n", timings.step(timings.obstacles(50, 25_000), 25_000));
        out.printf("segment, 50 obstacles  %7.1f ns%n", timings.segment(timings.obstacles(50, 250_000)));
        out.printf("query 200 m, +-1000 m  %7.1f ns%n", timings.query(1_000_000));
        out.printf("query 200 m, +-250 m   %7.1f ns%n", timings.query(250_000));
        out.printf("move in the grid       %7.1f ns%n", timings.move());
        out.printf("replay of 120 inputs   %7.1f ns%n", timings.replay());
        out.printf("write + read 10 bits   %7.1f ns%n", timings.bits());
        out.println("(" + Long.toHexString(timings.sink) + ")");
    }

    private Obstacles obstacles(int count, int half) {
        ObstaclesBuilder builder = Obstacles.builder();
        for (int i = 0; i < count; i++) {
            int x = (int) draws.between(-half, half);
            int z = (int) draws.between(-half, half);
            if (i % 2 == 0) {
                builder.boxMillimetres(x, z, x + 6_000, z + 4_000, 0, 3_000);
            } else {
                builder.cylinderMillimetres(x, z, 2_000, 0, 3_000);
            }
        }
        return builder.build();
    }

    private double best(int operations, Runnable round) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            round.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return (double) best / operations;
    }

    private double step(Obstacles obstacles, int half) {
        MotionState[] states = new MotionState[PLAYERS];
        long[] words = new long[PLAYERS];
        for (int i = 0; i < PLAYERS; i++) {
            states[i] = new MotionState();
            do {
                states[i].place(
                        FixedPoint.fromMillimetres(draws.between(-half, half)),
                        0,
                        FixedPoint.fromMillimetres(draws.between(-half, half)));
            } while (!obstacles.isFree(states[i].x, 0, states[i].z, rules));
            words[i] = InputWord.pack(1 + draws.nextInt(60), draws.nextInt(65_536), 0);
        }
        MovementRules bounded = rules.withHalfSize(FixedPoint.fromMillimetres(half));
        return best(PLAYERS * 500, () -> {
            for (int step = 0; step < 500; step++) {
                for (int i = 0; i < PLAYERS; i++) {
                    if ((step + i) % 40 == 0) {
                        words[i] = InputWord.pack(1 + draws.nextInt(60), draws.nextInt(65_536), 0);
                    }
                    Movement.step(states[i], words[i], bounded, obstacles);
                }
            }
            sink += states[0].digest();
        });
    }

    private double segment(Obstacles obstacles) {
        return best(100_000, () -> {
            for (int i = 0; i < 100_000; i++) {
                int x = (int) draws.between(-1 << 24, 1 << 24);
                int z = (int) draws.between(-1 << 24, 1 << 24);
                sink += obstacles.blocksSegment(x, 99_999, z, x + (1 << 21), 88_888, z - (1 << 20)) ? 1 : 0;
            }
        });
    }

    private SpatialHash grid(int half, int[] xs, int[] zs) {
        SpatialHash hash = new SpatialHash(2_048);
        for (int slot = 0; slot < PLAYERS; slot++) {
            xs[slot] = FixedPoint.fromMillimetres(draws.between(-half, half));
            zs[slot] = FixedPoint.fromMillimetres(draws.between(-half, half));
            hash.insert(slot, xs[slot], zs[slot]);
        }
        return hash;
    }

    private double query(int half) {
        int[] xs = new int[PLAYERS];
        int[] zs = new int[PLAYERS];
        SpatialHash hash = grid(half, xs, zs);
        int[] out = new int[PLAYERS];
        return best(PLAYERS * 50, () -> {
            for (int i = 0; i < PLAYERS * 50; i++) {
                sink += hash.query(xs[i % PLAYERS], zs[i % PLAYERS], 200 * FixedPoint.ONE, out);
            }
        });
    }

    private double move() {
        int[] xs = new int[PLAYERS];
        int[] zs = new int[PLAYERS];
        SpatialHash hash = grid(250_000, xs, zs);
        return best(PLAYERS * 500, () -> {
            for (int step = 0; step < 500; step++) {
                for (int slot = 0; slot < PLAYERS; slot++) {
                    xs[slot] += 6_000;
                    hash.move(slot, xs[slot], zs[slot]);
                }
            }
            for (int slot = 0; slot < PLAYERS; slot++) {
                xs[slot] -= 500 * 6_000;
            }
        });
    }

    private double replay() {
        Prediction prediction = new Prediction(rules, obstacles(50, 50_000));
        MotionState server = new MotionState();
        server.place(FixedPoint.ONE, 0, FixedPoint.ONE);
        prediction.start(0, server);
        for (int i = 0; i < Prediction.CAPACITY; i++) {
            prediction.apply(InputWord.pack(1 + i % 20, i * 200, 0), i);
        }
        return best(500, () -> {
            for (int i = 0; i < 500; i++) {
                server.x = FixedPoint.ONE + (i & 1023);
                sink += prediction.reconcile(0, server).ordinal();
            }
        });
    }

    private double bits() {
        byte[] bytes = new byte[1_200];
        BitWriter writer = new BitWriter();
        BitReader reader = new BitReader();
        return best(100 * 900, () -> {
            for (int i = 0; i < 100; i++) {
                writer.reset(bytes, 0, bytes.length);
                for (int field = 0; field < 900; field++) {
                    writer.writeBits(field * 37L, 10);
                }
                reader.reset(bytes, 0, writer.finish());
                for (int field = 0; field < 900; field++) {
                    sink += reader.readBits(10);
                }
            }
        });
    }
}
