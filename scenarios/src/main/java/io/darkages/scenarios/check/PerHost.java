package io.darkages.scenarios.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One state object for each host that had to do with somebody, in the order in which they came. Linear: a player meets a
 * handful of hosts in a run. Looking up allocates nothing; a host that is new gets a new state.
 */
final class PerHost<T> {

    private final Supplier<T> factory;
    private int[] hosts = new int[1];
    private final List<T> states = new ArrayList<>(1);

    PerHost(Supplier<T> factory) {
        this.factory = factory;
    }

    /** The state of that host, made now if there was none. */
    T of(int host) {
        for (int i = 0; i < states.size(); i++) {
            if (hosts[i] == host) {
                return states.get(i);
            }
        }
        if (states.size() == hosts.length) {
            hosts = Arrays.copyOf(hosts, 2 * hosts.length);
        }
        hosts[states.size()] = host;
        T state = factory.get();
        states.add(state);
        return state;
    }

    int size() {
        return states.size();
    }

    /** The state at that place, 0 to {@link #size}, excluded. */
    T at(int index) {
        return states.get(index);
    }

    int host(int index) {
        return hosts[index];
    }
}
