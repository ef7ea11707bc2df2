package io.darkages.engine.redis;

/** The servers that are known, one of which is asked at a time. */
final class ServerAddresses {

    private final long[] addresses;
    private int current;

    ServerAddresses(long[] addresses) {
        if (addresses.length == 0) {
            throw new IllegalArgumentException("no server is known");
        }
        this.addresses = addresses.clone();
    }

    long current() {
        return addresses[current];
    }

    boolean isOnlyOne() {
        return addresses.length == 1;
    }

    /** Turns to the next one, the first after the last. */
    void next() {
        current = (current + 1) % addresses.length;
    }

    int index() {
        return current;
    }
}
