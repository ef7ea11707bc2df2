package io.darkages.scenarios.run;

import io.darkages.scenarios.check.HostCrashes;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * When hosts lost their memory, written down as the plan's faults strike: which process serves a zone, or is spare, is
 * known only then. Judges look when they are told what hosts wrote after it.
 */
final class CrashLog implements HostCrashes {

    private final Map<Integer, long[]> byHost = new TreeMap<>();

    /** @param nanos not before the last one */
    void crashed(int host, long nanos) {
        long[] before = byHost.getOrDefault(host, new long[0]);
        long[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = nanos;
        byHost.put(host, more);
    }

    @Override
    public long firstFrom(int host, long fromNanos) {
        long[] crashes = byHost.get(host);
        if (crashes != null) {
            for (long each : crashes) {
                if (each >= fromNanos) {
                    return each;
                }
            }
        }
        return NEVER;
    }
}
