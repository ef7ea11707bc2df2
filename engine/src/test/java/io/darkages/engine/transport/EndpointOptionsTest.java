package io.darkages.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each change of options changes what it says and nothing else; what is out of range is named. */
class EndpointOptionsTest {

    private static final long MILLI = 1_000_000;
    private static final EndpointOptions USUAL = EndpointOptions.server();

    @Test
    void sessions() {
        EndpointOptions changed = USUAL.withSessions(10, 4, 2);
        assertEquals(new EndpointOptions.Sessions(true, 10, 4, 2), changed.sessions());
        assertEquals(USUAL, changed.withSessions(4096, 512, 8));
        assertTrue(!EndpointOptions.client().withSessions(10, 4, 2).sessions().accepted());
    }

    @Test
    void reliableBytes() {
        EndpointOptions changed = USUAL.withReliableBytes(2_048, 4_096);
        assertEquals(new EndpointOptions.Buffers(2_048, 4_096, 32 * 1024, 256, 128 << 20), changed.buffers());
        assertEquals(USUAL, changed.withReliableBytes(256 * 1024, 128 * 1024));
    }

    @Test
    void sendRate() {
        EndpointOptions changed = USUAL.withSendRate(2_000, 500);
        assertEquals(new EndpointOptions.Pace(2_000, 500, 1_300), changed.pace());
        assertEquals(472, changed.pace().largestDatagramBytes(), "what a burst can carry behind the headers");
        assertEquals(USUAL, changed.withSendRate(19_000, 1_400));
    }

    @Test
    void timeouts() {
        EndpointOptions changed = USUAL.withTimeouts(MILLI, 2 * MILLI, 3 * MILLI);
        assertEquals(new EndpointOptions.Timers(MILLI, 2 * MILLI, 3 * MILLI, 500 * MILLI), changed.timers());
        assertEquals(USUAL, changed.withTimeouts(2_000 * MILLI, 7_500 * MILLI, 10_000 * MILLI));
    }

    @Test
    void whatIsOutOfRangeIsNamedWithItsValue() {
        refused("sessions.max 0", () -> USUAL.withSessions(0, 1, 1));
        refused("sessions.halfOpenMax 0", () -> USUAL.withSessions(1, 0, 1));
        refused("sessions.perAddressMax 0", () -> USUAL.withSessions(1, 1, 0));
        refused("buffers.reliableSendBytesMax 1023", () -> USUAL.withReliableBytes(1_023, 1_024));
        refused("buffers.reliableReceiveBytesMax 1048577", () -> USUAL.withReliableBytes(1_024, (1 << 20) + 1));
        refused(
                "buffers.unreliableSendBytesMax 65537",
                () -> new EndpointOptions.Buffers(1_024, 1_024, 65_537, 16, 1 << 20));
        refused("buffers.pendingAcksMax 24", () -> new EndpointOptions.Buffers(1_024, 1_024, 1_024, 24, 1 << 20));
        refused("buffers.receiveBytesTotalMax 9", () -> new EndpointOptions.Buffers(1_024, 1_024, 1_024, 16, 9));
        refused("pace.bytesPerSecond 255", () -> USUAL.withSendRate(255, 92));
        refused("pace.burstBytes 91", () -> USUAL.withSendRate(256, 91));
        refused("pace.datagramBytesMax 1301", () -> new EndpointOptions.Pace(256, 92, 1_301));
        refused("timers.keepAliveNanos 999999", () -> USUAL.withTimeouts(MILLI - 1, 2 * MILLI, MILLI));
        refused("timers.timeoutNanos 999999", () -> USUAL.withTimeouts(MILLI, MILLI - 1, MILLI));
        refused("timers.handshakeTimeoutNanos 999999", () -> USUAL.withTimeouts(MILLI, 2 * MILLI, MILLI - 1));
        refused("timers.handshakeRetryNanos 0", () -> new EndpointOptions.Timers(MILLI, 2 * MILLI, MILLI, 0));
        refused("ackDelays.reliableNanos -1", () -> new EndpointOptions.AckDelays(-1, 0));
        refused("ackDelays.unreliableNanos -1", () -> new EndpointOptions.AckDelays(0, -1));
    }

    private static void refused(String named, Executable making) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, making);
        assertEquals(named + " is out of range", thrown.getMessage());
    }
}
