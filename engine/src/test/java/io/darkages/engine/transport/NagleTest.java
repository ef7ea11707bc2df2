package io.darkages.engine.transport;

import static io.darkages.engine.transport.TestNetwork.MILLI;
import static io.darkages.engine.transport.TestNetwork.SERVER;
import static io.darkages.engine.transport.TestNetwork.client;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** When a queued message leaves without a flush. */
class NagleTest {

    private final TestNetwork network = new TestNetwork(3);
    private final TestNetwork.Host server = network.host(SERVER, EndpointOptions.standard(true));
    private final TestNetwork.Host player = network.host(client(1), EndpointOptions.standard(false));

    private Session connect() {
        player.endpoint.connect(network.now, SERVER);
        network.ticks(60);
        return player.connected.get(0);
    }

    private int sent() {
        return player.dataBytes.size();
    }

    @Test
    void smallMessagesWaitFiveMillisecondsAndShareAPacket() {
        Session up = connect();
        int before = sent();
        up.sendUnreliable(new byte[10], 0, 10);
        network.until(network.now + 3 * MILLI);
        up.sendReliable(new byte[10], 0, 10);
        network.until(network.now + 2 * MILLI - 1);
        assertEquals(before, sent());
        network.until(network.now + 1);
        assertEquals(before + 1, sent(), "5 ms after the first");
        network.until(network.now + 30 * MILLI);
        assertEquals(1, server.unreliable.size());
        assertEquals(1, server.reliable.size());
    }

    @Test
    void aFullPacketGoesAtOnceAndTheRestWaits() {
        Session up = connect();
        int before = sent();
        for (int i = 0; i < 13; i++) {
            up.sendUnreliable(new byte[100], 0, 100);
        }
        assertEquals(before + 1, sent());
        assertEquals(1, up.sending.lane(0).unreliable.messages());
        network.until(network.now + 5 * MILLI);
        assertEquals(before + 2, sent());
        assertEquals(Session.NEVER, up.nagleDueNanos);
    }

    @Test
    void aFlushWaitsForNothing() {
        Session up = connect();
        int before = sent();
        up.sendUnreliable(new byte[10], 0, 10);
        up.flush(network.now);
        assertEquals(before + 1, sent());
        network.until(network.now + 10 * MILLI);
        assertEquals(before + 1, sent());
    }

    @Test
    void aMessageThatMayNotWaitTakesTheOthersWithIt() {
        Session up = connect();
        int before = sent();
        up.sendUnreliable(new byte[10], 0, 10);
        up.send(0, SendFlags.NO_NAGLE, new byte[10], 0, 10);
        assertEquals(before + 1, sent());
        assertEquals(0, up.sending.lane(0).unreliable.messages());
        assertEquals(Session.NEVER, up.nagleDueNanos);
    }

    @Test
    void emptyMessagesLeaveToo() {
        Session up = connect();
        up.sendUnreliable(new byte[0], 0, 0);
        network.until(network.now + 5 * MILLI);
        network.until(network.now + 30 * MILLI);
        assertEquals(1, server.unreliable.size());
    }

    @Test
    void theGameSendsWhenItFlushesAndNotBefore() {
        TestNetwork game = new TestNetwork(3);
        game.host(SERVER, EndpointOptions.server());
        TestNetwork.Host guest = game.host(client(1), EndpointOptions.client());
        guest.endpoint.connect(0, SERVER);
        game.ticks(60);
        Session up = guest.connected.get(0);
        int before = guest.dataBytes.size();
        up.sendUnreliable(new byte[10], 0, 10);
        game.ticks(30);
        assertEquals(before, guest.dataBytes.size());
        up.flush(game.now);
        assertEquals(before + 1, guest.dataBytes.size());
    }
}
