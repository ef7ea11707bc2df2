package io.darkages.engine.planted;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A call of each kind that the ban list names, by the file that bans it. Never run. */
public final class Banned {

    private Banned() {}

    enum Kind {
        ONE
    }

    static final class Clocks {
        Object[] read() throws InterruptedException {
            Thread.sleep(1);
            return new Object[] {
                System.currentTimeMillis(),
                System.nanoTime(),
                Clock.systemUTC(),
                Instant.now(),
                new java.util.Date(),
                ZoneId.systemDefault(),
                TimeZone.getDefault(),
                new java.util.Timer(),
            };
        }
    }

    static final class Chance {
        Object[] draw(List<String> cards) {
            Collections.shuffle(cards);
            return new Object[] {
                new Random(1),
                ThreadLocalRandom.current(),
                Math.random(),
                UUID.randomUUID(),
                new java.security.SecureRandom(),
                new java.util.SplittableRandom(1),
            };
        }
    }

    static final class Threads {
        Object[] start(List<String> names, String[] sorted) throws InterruptedException {
            Arrays.parallelSort(sorted);
            new Object().wait(1);
            return new Object[] {
                new Thread(() -> {}),
                Executors.newSingleThreadExecutor(),
                new AtomicLong(),
                ThreadLocal.withInitial(() -> 1),
                Runtime.getRuntime(),
                names.parallelStream(),
                Stream.of(1).parallel(),
                new WeakReference<>(names),
                new java.util.WeakHashMap<>(),
            };
        }
    }

    static final class Order {
        Object[] iterate(Stream<String> names, Kind kind) {
            return new Object[] {
                new HashMap<>(),
                new HashSet<>(),
                new java.util.IdentityHashMap<>(),
                Map.of(1, 2),
                Map.ofEntries(),
                Map.copyOf(Map.of()),
                Set.of(1, 2),
                Set.copyOf(List.of()),
                names.collect(Collectors.toSet()),
                names.collect(Collectors.toUnmodifiableSet()),
                names.collect(Collectors.toMap(Function.identity(), Function.identity())),
                names.collect(Collectors.groupingBy(Function.identity())),
                names.collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity())),
                System.identityHashCode(kind),
                kind.hashCode(),
            };
        }
    }

    static final class Maths {
        double turn(double x) {
            return Math.sin(x)
                    + Math.cos(x)
                    + Math.tan(x)
                    + Math.atan2(x, x)
                    + Math.pow(x, x)
                    + Math.exp(x)
                    + Math.log(x)
                    + Math.cbrt(x)
                    + Math.hypot(x, x);
        }
    }

    static final class World {
        Object[] touch() throws java.io.IOException {
            return new Object[] {
                new File("x"),
                Path.of("x"),
                InetAddress.getLoopbackAddress(),
                System.getenv("HOME"),
                System.getProperty("os.name"),
                Locale.getDefault(),
                Charset.defaultCharset(),
                new ProcessBuilder("x"),
            };
        }
    }

    /** The bundled list: what depends on the machine's language without saying so. */
    static final class Defaults {
        Object[] format(byte[] bytes) {
            System.out.println(1);
            return new Object[] {"X".toLowerCase(), String.format("%d", 1), new String(bytes)};
        }
    }

    /** Within the rules; the replacements that the messages name. */
    static final class Innocent {
        Object[] keep(Stream<String> names) {
            return new Object[] {
                new java.util.TreeMap<String, String>().put("a", "b"),
                new java.util.LinkedHashMap<String, String>().put("a", "b"),
                new java.util.LinkedHashSet<String>().add("a"),
                new java.util.EnumMap<Kind, String>(Kind.class).put(Kind.ONE, "b"),
                List.of(1, 2),
                names.collect(Collectors.toMap(
                        Function.identity(), Function.identity(), (a, b) -> a, java.util.LinkedHashMap::new)),
                StrictMath.sin(1),
                Math.sqrt(2),
                Math.floorMod(7, 3),
                "X".toLowerCase(Locale.ROOT),
                java.time.Duration.ofSeconds(1),
            };
        }
    }
}
