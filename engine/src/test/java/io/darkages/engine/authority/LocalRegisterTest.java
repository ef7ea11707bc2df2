package io.darkages.engine.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What the register in memory adds to the port: its caps, its order, and that it allocates nothing. */
class LocalRegisterTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<String> told = new ArrayList<>();
    private final Register.Answers listener = (nanos, request, outcome, version, value) ->
            told.add(request + " " + outcome + " " + version + " " + value[0]);

    @Test
    void aSetThatNeedsARowTooManyFails() {
        LocalRegister register = new LocalRegister(2, 8, 1);
        long[] value = {7, 0, 0, 0};
        register.compareAndSet(0, 1, 10, 0, value, listener);
        register.compareAndSet(0, 2, 11, 0, value, listener);
        register.compareAndSet(0, 3, 12, 0, value, listener);
        register.compareAndSet(0, 4, 11, 1, value, listener);
        register.read(0, 5, 12, listener);
        register.advance(1);
        assertEquals(List.of("1 APPLIED 1 7", "2 APPLIED 1 7", "3 FAILED -1 0", "4 APPLIED 2 7", "5 READ 0 0"), told);
        assertEquals(2, register.rows());
        assertEquals(5, register.operationsHighWater());
    }

    @Test
    void whatAnAnswerBeginsWaitsForTheNextTurn() {
        LocalRegister register = new LocalRegister(2, 1, 1);
        register.read(
                0, 1, 10, (nanos, request, outcome, version, value) -> assertTrue(register.read(0, 2, 10, listener)));
        register.advance(1);
        assertEquals(List.of(), told);
        register.advance(2);
        assertEquals(List.of("2 READ 0 0"), told);
    }

    @Test
    void capsOutOfRangeAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> new LocalRegister(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LocalRegister(1, 70_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new LocalRegister(1, 1, 0));
    }

    @Test
    void digestSeesSetsAndWhatWaits() {
        LocalRegister register = new LocalRegister(4, 4, 1);
        long empty = register.stateHash();
        register.compareAndSet(0, 1, 10, 0, new long[] {0, 0, 0, 1}, listener);
        long waiting = register.stateHash();
        register.advance(1);
        long set = register.stateHash();
        assertNotEquals(empty, waiting);
        assertNotEquals(waiting, set);
        assertNotEquals(empty, set);
    }

    /** Against a map, with keys whose hashes meet often. */
    @Property(tries = 20)
    void holdsWhatAMapHolds(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("register");
        LocalRegister register = new LocalRegister(40, 1, 1);
        SortedMap<Long, Long> versions = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            long key = random.nextInt(40) - 20L;
            long expected = versions.getOrDefault(key, 0L) + (random.nextInt(3) == 0 ? 1 : 0);
            boolean fits = expected == versions.getOrDefault(key, 0L);
            told.clear();
            register.compareAndSet(0, i, key, expected, new long[] {key * 100 + expected, 0, 0, 0}, listener);
            register.advance(1);
            if (fits) {
                versions.put(key, expected + 1);
            }
            long version = versions.getOrDefault(key, 0L);
            long value = version == 0 ? 0 : key * 100 + version - 1;
            assertEquals(List.of(i + (fits ? " APPLIED " : " REFUSED ") + version + " " + value), told);
        }
        assertEquals(versions.size(), register.rows());
    }

    @Test
    void allocatesNothing() {
        LocalRegister register = new LocalRegister(100, 4, 1);
        long[] value = new long[Register.WORDS];
        long[] versions = new long[100];
        Register.Answers count = (nanos, request, outcome, version, words) -> {
            if (outcome == RegisterOutcome.APPLIED) {
                versions[(int) words[0]] = version;
            }
        };
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                value[0] = i % 100;
                register.compareAndSet(i, 1, i % 100, versions[i % 100], value, count);
                register.read(i, 2, i % 100, count);
                register.advance(i);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertEquals(500, versions[99]);
    }
}
