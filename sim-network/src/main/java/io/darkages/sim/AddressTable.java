package io.darkages.sim;

import io.darkages.engine.random.Mix;
import java.util.Arrays;
import java.util.List;

/** Which host has which address: a hash table with linear probing, at most half full. Changes only between windows. */
final class AddressTable {

    /** Answer for an address that no host has. */
    static final int NOBODY = -1;

    private long[] address = new long[16];
    private int[] host = new int[16];

    AddressTable() {
        Arrays.fill(host, NOBODY);
    }

    /** Index of the host with that address, or {@link #NOBODY}. */
    int find(long wanted) {
        int mask = host.length - 1;
        int at = (int) Mix.mix64(wanted) & mask;
        while (host[at] != NOBODY) {
            if (address[at] == wanted) {
                return host[at];
            }
            at = at + 1 & mask;
        }
        return NOBODY;
    }

    /** Makes the table anew from the hosts' present addresses. */
    void rebuild(List<Host> hosts) {
        int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, hosts.size())) * 4);
        address = new long[capacity];
        host = new int[capacity];
        Arrays.fill(host, NOBODY);
        for (Host each : hosts) {
            int at = (int) Mix.mix64(each.address()) & capacity - 1;
            while (host[at] != NOBODY) {
                at = at + 1 & capacity - 1;
            }
            address[at] = each.address();
            host[at] = each.index();
        }
    }
}
