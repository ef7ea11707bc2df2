package io.darkages.engine.backplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.backplane.BackplaneNetwork.Node;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Three processes, all linked with all, over a bad network that is cut now and then; now and then one dies and starts
 * again. Whatever happens, each incarnation hears from each other incarnation without a gap, a repeat or a swap.
 */
class BackplaneChaosTest {

    private static final int PROCESSES = 3;
    private static final long PER_INCARNATION = 1_000_000;

    private final List<Node> all = new ArrayList<>();
    private final Node[] present = new Node[PROCESSES];
    private final int[] incarnations = new int[PROCESSES];
    /** Numbers of what is sent, by sender's incarnation and receiver. */
    private final Map<String, Long> sent = new TreeMap<>();

    private BackplaneNetwork network;

    @Property(tries = 30)
    void nothingIsLostRepeatedOrSwapped(@ForAll long seed) {
        RandomStream random = new Randomness(seed).stream("chaos");
        network = new BackplaneNetwork(seed);
        network.jitterNanos = random.between(0, 10) * BackplaneNetwork.MILLI;
        network.lossPartsPerMillion = random.nextInt(200_000);
        network.duplicatePartsPerMillion = random.nextInt(100_000);
        for (int i = 0; i < PROCESSES; i++) {
            start(i);
        }
        for (int tick = 0; tick < 900; tick++) {
            if (random.nextInt(150) == 0) {
                network.cut = !network.cut;
            }
            if (random.nextInt(250) == 0) {
                int dying = random.nextInt(PROCESSES);
                network.kill(present[dying]);
                start(dying);
            }
            for (int from = 0; from < PROCESSES; from++) {
                for (int to = 0; to < PROCESSES; to++) {
                    if (from != to && random.nextInt(3) == 0) {
                        send(from, to);
                    }
                }
            }
            network.ticks(1);
        }
        network.cut = false;
        network.lossPartsPerMillion = 10_000;
        network.millis(8_000);
        all.forEach(BackplaneChaosTest::judge);
        for (int from = 0; from < PROCESSES; from++) {
            for (int to = 0; to < PROCESSES; to++) {
                if (from != to) {
                    assertTrue(present[from].backplane.isLinked(to + 1), from + " to " + to);
                    assertEquals(0, present[from].backplane.heldFor(to + 1));
                    assertLastCame(from, to);
                }
            }
            assertEquals(0, present[from].count(BackplaneCounter.GAPS));
            assertEquals(0, present[from].count(BackplaneCounter.MALFORMED));
            long linksUp =
                    present[from].count(BackplaneCounter.LINKS_UP) - present[from].count(BackplaneCounter.LINKS_LOST);
            assertEquals(PROCESSES - 1, linksUp);
        }
    }

    private void start(int index) {
        incarnations[index]++;
        Node node = network.node(index + 1, incarnations[index]);
        for (int other = 0; other < PROCESSES; other++) {
            if (other != index) {
                node.backplane.connect(BackplaneNetwork.address(other + 1));
            }
        }
        present[index] = node;
        all.add(node);
    }

    private static long prefix(int process, int incarnation) {
        return (process * 1_000L + incarnation) * PER_INCARNATION;
    }

    private String way(int from, int to) {
        return from + "/" + incarnations[from] + " to " + to;
    }

    private void send(int from, int to) {
        long number = sent.getOrDefault(way(from, to), 0L) + 1;
        if (present[from].send(to + 1, Delivery.RELIABLE, prefix(from, incarnations[from]) + number)) {
            sent.put(way(from, to), number);
        }
    }

    private static void judge(Node node) {
        Map<Long, Long> last = new TreeMap<>();
        for (long number : node.reliable) {
            long sender = number / PER_INCARNATION;
            // What was meant for an earlier incarnation of the receiver is not its own.
            if (last.containsKey(sender)) {
                assertEquals(last.get(sender) + 1, number);
            }
            last.put(sender, number);
        }
    }

    private void assertLastCame(int from, int to) {
        long number = sent.getOrDefault(way(from, to), 0L);
        List<Long> heard = present[to].reliable;
        if (number > 0
                && heard.stream()
                        .anyMatch(
                                each -> each / PER_INCARNATION == prefix(from, incarnations[from]) / PER_INCARNATION)) {
            assertTrue(heard.contains(prefix(from, incarnations[from]) + number), "the last of " + way(from, to));
        }
    }
}
