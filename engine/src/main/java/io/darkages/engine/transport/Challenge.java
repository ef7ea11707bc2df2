package io.darkages.engine.transport;

import io.darkages.engine.port.NetworkAddress;

/**
 * Proof that an address receives what is sent to it, without keeping anything for it: a keyed hash
 * over coarse time, port and address, whose low 16 bits carry the time. A unit of time is 2^20
 * microseconds; a challenge is good for the unit it was made in and the three after it, as in
 * GameNetworkingSockets.
 */
final class Challenge {

    private static final int UNITS_VALID = 3;

    private final long key0;
    private final long key1;
    private final byte[] input = new byte[20];

    Challenge(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    long issue(long monotonicNanos, long address) {
        return compute(unit(monotonicNanos), address);
    }

    boolean accepts(long monotonicNanos, long address, long challenge) {
        int then = (int) challenge & 0xFFFF;
        int age = unit(monotonicNanos) - then & 0xFFFF;
        return age <= UNITS_VALID && compute(then, address) == challenge;
    }

    private static int unit(long monotonicNanos) {
        return (int) (Math.floorDiv(monotonicNanos, 1000L) >> 20) & 0xFFFF;
    }

    private long compute(int unit, long address) {
        LittleEndian.put16(input, 0, unit);
        LittleEndian.put16(input, 2, NetworkAddress.port(address));
        // IPv4 mapped into IPv6: ten zero bytes, two of ones, the address in network order.
        LittleEndian.put16(input, 14, 0xFFFF);
        LittleEndian.put32(input, 16, Integer.reverseBytes(NetworkAddress.ipv4(address)));
        return SipHash.hash(key0, key1, input, 0, input.length) & ~0xFFFFL | unit;
    }
}
