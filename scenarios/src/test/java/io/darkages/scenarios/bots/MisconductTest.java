package io.darkages.scenarios.bots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MisconductTest {

    private static final long SERVER = 0x0A00_0001_1234L;
    private static final long TICK = 1_000_000_000L / 60;

    private final Wire wire = new Wire();

    @Test
    void passTheClientsDatagramsThroughUnchanged() {
        List<Function<DatagramSender, Misconduct>> all = List.of(
                sender -> new Flooder(sender, stream(), 600),
                sender -> new Replayer(sender, stream(), 600, 0),
                sender -> new MalformedSender(sender, stream(), 600));
        for (Function<DatagramSender, Misconduct> maker : all) {
            wire.sent.clear();
            Misconduct misconduct = maker.apply(wire);
            byte[] buffer = {9, 9, 1, 2, 3, 9};
            misconduct.send(SERVER, buffer, 2, 3);
            assertEquals(1, wire.sent.size());
            assertArrayEquals(new byte[] {1, 2, 3}, wire.sent.get(0));
        }
    }

    @Test
    void addNothingBeforeTheClientHasSpoken() {
        for (Misconduct misconduct : List.of(
                new Flooder(wire, stream(), 600),
                new Replayer(wire, stream(), 600, 0),
                new MalformedSender(wire, stream(), 600))) {
            run(misconduct, 1);
            assertEquals(0, wire.sent.size());
            assertEquals(0, misconduct.added());
        }
    }

    @Test
    void aFlooderKeepsItsRateWithDatagramsOfTheClient() {
        Flooder flooder = new Flooder(wire, stream(), 2_500);
        for (int i = 0; i < 40; i++) {
            flooder.send(SERVER, datagram(i, 20), 0, 20);
        }
        wire.sent.clear();
        run(flooder, 4);
        assertEquals(10_000, flooder.added());
        assertEquals(10_000, wire.sent.size());
        int opening = 0;
        for (byte[] copy : wire.sent) {
            int number = copy[0];
            assertArrayEquals(datagram(number, 20), copy);
            assertTrue(number < 4 || number >= 32, "neither of the first nor of the newest: " + number);
            opening += number < 4 ? 1 : 0;
        }
        assertTrue(opening > 800 && opening < 1_200, "of the opening: " + opening);
    }

    @Test
    void aReplayerSendsWhatIsOldByteForByte() {
        Replayer replayer = new Replayer(wire, stream(), 60, 2_000_000_000L);
        for (int tick = 0; tick < 300; tick++) {
            replayer.send(SERVER, datagram(tick / 3, 30), 0, 30);
            int before = wire.sent.size();
            replayer.onTick(tick * TICK);
            for (byte[] replayed : wire.sent.subList(before, wire.sent.size())) {
                int age = tick - 3 * replayed[0];
                assertTrue(age >= 119, "replayed after " + age + " ticks");
                assertArrayEquals(datagram(replayed[0], 30), replayed);
            }
        }
        assertTrue(replayer.added() >= 178 && replayer.added() <= 182, "replays: " + replayer.added());
    }

    @Test
    void aReplayerUsesWhatItOverheard() {
        Replayer replayer = new Replayer(wire, stream(), 60, 0);
        replayer.overhear(datagram(77, 40), 0, 40);
        replayer.send(SERVER, datagram(1, 30), 0, 30);
        replayer.overhear(datagram(99, 40), 0, 40);
        wire.sent.clear();
        run(replayer, 2);
        assertTrue(wire.sent.stream().anyMatch(bytes -> Arrays.equals(bytes, datagram(99, 40))));
        assertFalse(wire.sent.stream().anyMatch(bytes -> bytes[0] == 77), "it had no address for that one yet");
        assertTrue(wire.addresses.stream().allMatch(address -> address == SERVER));
    }

    @Test
    void aReplayersMemorySpansALongAge() {
        Replayer replayer = new Replayer(wire, stream(), 10, 60_000_000_000L);
        for (int tick = 0; tick < 90 * 60; tick++) {
            replayer.send(SERVER, datagram(1, 30), 0, 30);
            replayer.overhear(datagram(2, 30), 0, 30);
            replayer.onTick(tick * TICK);
        }
        assertTrue(replayer.added() > 280, "replays: " + replayer.added());
    }

    @Test
    void aReplayerForgetsTheOldest() {
        Replayer replayer = new Replayer(wire, stream(), 6_000, 0);
        for (int i = 0; i < Replayer.MEMORY_DATAGRAMS + 100; i++) {
            replayer.send(SERVER, new byte[] {(byte) (i >> 8), (byte) i}, 0, 2);
        }
        wire.sent.clear();
        run(replayer, 2);
        int oldest = wire.sent.stream()
                .mapToInt(bytes -> (bytes[0] & 255) << 8 | bytes[1] & 255)
                .min()
                .orElseThrow();
        assertEquals(100, oldest);
    }

    @Test
    void malformedDatagramsAreOfTheTransportsSizesAndNeverTheClientsOwn() {
        MalformedSender malformed = new MalformedSender(wire, stream(), 600);
        for (int i = 0; i < 5; i++) {
            byte[] datagram = datagram(i, 1 + i * 324);
            malformed.send(SERVER, datagram, 0, datagram.length);
        }
        wire.sent.clear();
        run(malformed, 20);
        assertEquals(12_000, wire.sent.size());
        int shorter = 0;
        int longer = 0;
        int altered = 0;
        int control = 0;
        for (byte[] bytes : wire.sent) {
            assertTrue(bytes.length >= 1 && bytes.length <= MalformedSender.MAX_PAYLOAD);
            control += bytes[0] >= 32 && bytes[0] <= 37 ? 1 : 0;
            for (int i = 0; i < 5; i++) {
                byte[] own = datagram(i, 1 + i * 324);
                assertFalse(Arrays.equals(own, bytes), "sent an intact datagram");
                int common = Arrays.mismatch(own, bytes);
                shorter += common == bytes.length && bytes.length < own.length ? 1 : 0;
                longer += common == own.length && own.length > 1 ? 1 : 0;
                altered += own.length == bytes.length && own.length > 1 ? 1 : 0;
            }
        }
        assertTrue(shorter > 500, "cut short: " + shorter);
        assertTrue(longer > 500, "with a tail: " + longer);
        assertTrue(altered > 500, "altered: " + altered);
        assertTrue(control > 500, "with a control byte: " + control);
    }

    @Test
    void aSpeedHackersInputsSumUpExactly() {
        assertEquals(600, inputs(InputPace.HONEST_PPM, 600));
        assertEquals(1_800, inputs(3_000_000, 600));
        assertEquals(750, inputs(1_250_000, 600));
        assertEquals(600 * 1_000_500 / 1_000_000, inputs(1_000_500, 600));
        assertThrows(IllegalArgumentException.class, () -> new InputPace(0));
        assertThrows(IllegalArgumentException.class, () -> new InputPace(100_000_001));
    }

    @Test
    void falseClaimsComeAtTheirRateAndDistance() {
        FalseClaims claims = new FalseClaims(stream(), 500_000_000L, FixedPoint.fromMetres(80));
        int count = 0;
        for (int tick = 0; tick < 6_000; tick++) {
            if (claims.due(tick * TICK)) {
                count++;
                long off = FixedPoint.distance(claims.offsetX(), claims.offsetZ());
                assertTrue(Math.abs(off - FixedPoint.fromMetres(80)) < FixedPoint.ONE / 50, "off by " + off);
            }
        }
        assertTrue(count > 170 && count < 220, "claims: " + count);
    }

    @Test
    void aPaceMakesNoBurstOutOfAPause() {
        Pace pace = new Pace(100);
        assertEquals(0, pace.due(0));
        assertEquals(100, pace.due(60_000_000_000L));
        assertEquals(1, pace.due(60_010_000_000L));
        assertThrows(IllegalArgumentException.class, () -> new Pace(0));
    }

    private static int inputs(int speedPpm, int ticks) {
        InputPace pace = new InputPace(speedPpm);
        int sum = 0;
        for (int tick = 0; tick < ticks; tick++) {
            sum += pace.nextTick();
        }
        return sum;
    }

    private static void run(Misconduct misconduct, int seconds) {
        for (int tick = 0; tick <= seconds * 60; tick++) {
            misconduct.onTick(tick * 1_000_000_000L / 60);
        }
    }

    /** Its number first, then bytes that tell it from others. */
    private static byte[] datagram(int number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (number * 31 + i * 7);
        }
        bytes[0] = (byte) number;
        return bytes;
    }

    private static RandomStream stream() {
        return new Randomness(7).stream("cheat");
    }

    private static final class Wire implements DatagramSender {
        private final List<byte[]> sent = new ArrayList<>();
        private final List<Long> addresses = new ArrayList<>();

        @Override
        public void send(long address, byte[] buffer, int offset, int length) {
            sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
            addresses.add(address);
        }
    }
}
