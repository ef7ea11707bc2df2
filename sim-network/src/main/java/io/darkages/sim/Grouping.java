package io.darkages.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/**
 * Which hosts run in windows of their own. Everybody waits for everybody no longer than the smallest latency between
 * clusters; within a cluster, than the smallest latency there. What is right for any division is only quicker for some:
 * this takes the one in which the fewest hosts are visited in a virtual second.
 *
 * @param windowNanos of the whole world
 * @param clusterWindowNanos of each cluster
 * @param clusterOf by host index; {@link #ALONE} for a host that is in none
 * @param clusters how many there are
 */
record Grouping(long windowNanos, long clusterWindowNanos, int[] clusterOf, int clusters) {

    static final int ALONE = -1;

    /** Most hosts in clusters: what they do is merged by time, and one thread runs each cluster. */
    private static final int CLUSTERED_MAX = 64;

    private static final double SECOND_NANOS = 1e9;

    /**
     * Links between two kinds of hosts.
     *
     * @param from indices of hosts
     * @param to indices of hosts
     */
    record Ways(int[] from, int[] to, long latencyNanos) {}

    /** @param latencies all that there are */
    static Grouping of(int hosts, long windowNanosMax, List<Ways> ways, SortedSet<Long> latencies) {
        Grouping best = split(hosts, windowNanosMax, windowNanosMax, ways);
        for (long latency : latencies) {
            Grouping other = split(hosts, windowNanosMax, latency, ways);
            if (latency <= windowNanosMax
                    && other.clustered() <= CLUSTERED_MAX
                    && other.visitsPerSecond() < best.visitsPerSecond()) {
                best = other;
            }
        }
        return best;
    }

    /** Those that are nearer each other than that latency are together. */
    private static Grouping split(int hosts, long windowNanosMax, long latencyNanos, List<Ways> ways) {
        int[] parent = new int[hosts];
        Arrays.setAll(parent, i -> i);
        long outer = windowNanosMax;
        long inner = windowNanosMax;
        for (Ways each : ways) {
            if (each.from().length == 0 || each.to().length == 0) {
                continue;
            }
            if (each.latencyNanos() >= latencyNanos) {
                outer = Math.min(outer, each.latencyNanos());
                continue;
            }
            inner = Math.min(inner, each.latencyNanos());
            for (int host : each.from()) {
                join(parent, host, each.to()[0]);
            }
            for (int host : each.to()) {
                join(parent, host, each.from()[0]);
            }
        }
        return numbered(outer, inner, parent);
    }

    private static Grouping numbered(long outer, long inner, int[] parent) {
        int[] sizes = new int[parent.length];
        for (int i = 0; i < parent.length; i++) {
            sizes[root(parent, i)]++;
        }
        int[] numbers = new int[parent.length];
        Arrays.fill(numbers, ALONE);
        int clusters = 0;
        int[] clusterOf = new int[parent.length];
        for (int i = 0; i < parent.length; i++) {
            int root = root(parent, i);
            if (sizes[root] > 1 && numbers[root] == ALONE) {
                numbers[root] = clusters++;
            }
            clusterOf[i] = numbers[root];
        }
        return new Grouping(outer, inner, clusterOf, clusters);
    }

    private static void join(int[] parent, int one, int other) {
        // The lower index leads, whatever the order of joining.
        int a = root(parent, one);
        int b = root(parent, other);
        parent[Math.max(a, b)] = Math.min(a, b);
    }

    private static int root(int[] parent, int host) {
        int at = host;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private double visitsPerSecond() {
        return clusterOf.length * SECOND_NANOS / windowNanos + clustered() * SECOND_NANOS / clusterWindowNanos;
    }

    private long clustered() {
        return Arrays.stream(clusterOf).filter(its -> its != ALONE).count();
    }

    /** Indices of a cluster's hosts, growing. */
    int[] members(int cluster) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < clusterOf.length; i++) {
            if (clusterOf[i] == cluster) {
                members.add(i);
            }
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean isAlone(int host) {
        return clusterOf[host] == ALONE;
    }

    /** Whether two hosts are in one cluster. */
    boolean areTogether(int one, int other) {
        return clusterOf[one] != ALONE && clusterOf[one] == clusterOf[other];
    }

    /** How soon what one host sends may reach another. */
    long leastNanos(int one, int other) {
        return areTogether(one, other) ? clusterWindowNanos : windowNanos;
    }
}
