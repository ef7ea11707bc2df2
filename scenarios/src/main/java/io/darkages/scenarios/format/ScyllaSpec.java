package io.darkages.scenarios.format;

/**
 * The wide-column store: keeps the combat log, and who may act for zones and players.
 *
 * @param nodes each on a machine of its own
 * @param replication nodes that keep each row
 * @param latencyNanos one way between a process and a node, and between two nodes
 * @param syncNanos what was written is on disk that much later, and a crash of a node forgets it until then; 0: on
 *     disk before it is answered
 */
public record ScyllaSpec(int nodes, int replication, long latencyNanos, long syncNanos) {

    /** Three nodes in the same data centre, each with all rows, that forget nothing they have confirmed. */
    public static final ScyllaSpec STANDARD = new ScyllaSpec(3, 3, 500_000, 0);

    /** The least number of nodes without which the rest are no majority. */
    public int majority() {
        return nodes / 2 + 1;
    }
}
