package io.darkages.engine.port;

/**
 * An IPv4 address and UDP port in one {@code long}: the address in bits 16 to 47, the port in the
 * low 16. A {@code long} so that hot paths compare and store addresses without objects.
 */
public final class NetworkAddress {

    private NetworkAddress() {}

    /**
     * @param ipv4 the address, big-endian as in {@code 10.0.0.1 = 0x0A000001}
     * @param port 0 to 65,535
     */
    public static long of(int ipv4, int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + " is outside 0 to 65535");
        }
        return (ipv4 & 0xFFFF_FFFFL) << 16 | port;
    }

    public static int ipv4(long address) {
        return (int) (address >>> 16);
    }

    public static int port(long address) {
        return (int) address & 0xFFFF;
    }

    /** The usual dotted form with the port, for people. */
    public static String describe(long address) {
        int ip = ipv4(address);
        return (ip >>> 24) + "." + (ip >>> 16 & 255) + "." + (ip >>> 8 & 255) + "." + (ip & 255) + ":" + port(address);
    }
}
