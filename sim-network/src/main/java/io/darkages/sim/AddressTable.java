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
    private int size;

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

    /** Adds a host with an address that nobody has. */
    void add(Host added) {
        if ((size + 1) * 2 > host.length) {
            grow();
        }
        insert(added.address(), added.index());
        size++;
    }

    /** Makes the table anew from the hosts' present addresses. */
    void rebuild(List<Host> hosts) {
        Arrays.fill(host, NOBODY);
        for (Host each : hosts) {
            insert(each.address(), each.index());
        }
    }

    private void insert(long itsAddress, int index) {
        int mask = host.length - 1;
        int at = (int) Mix.mix64(itsAddress) & mask;
        while (host[at] != NOBODY) {
            at = at + 1 & mask;
        }
        address[at] = itsAddress;
        host[at] = index;
    }

    private void grow() {
        long[] oldAddresses = address;
        int[] oldHosts = host;
        address = new long[oldHosts.length * 2];
        host = new int[oldHosts.length * 2];
        Arrays.fill(host, NOBODY);
        for (int i = 0; i < oldHosts.length; i++) {
            if (oldHosts[i] != NOBODY) {
                insert(oldAddresses[i], oldHosts[i]);
            }
        }
    }
}
