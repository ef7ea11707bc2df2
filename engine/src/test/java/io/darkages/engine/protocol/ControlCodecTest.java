package io.darkages.engine.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.protocol.ControlMessage.Arrive;
import io.darkages.engine.protocol.ControlMessage.Correction;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.protocol.ControlMessage.Handoff;
import io.darkages.engine.protocol.ControlMessage.HandoffCancelled;
import io.darkages.engine.protocol.ControlMessage.Leave;
import io.darkages.engine.protocol.ControlMessage.Login;
import io.darkages.engine.protocol.ControlMessage.Redirect;
import io.darkages.engine.protocol.ControlMessage.Refused;
import io.darkages.engine.protocol.ControlMessage.Resume;
import io.darkages.engine.protocol.ControlMessage.Welcome;
import io.darkages.engine.protocol.wire.Body;
import io.darkages.engine.protocol.wire.Message;
import io.darkages.engine.random.RandomStream;
import io.darkages.engine.random.Randomness;
import io.darkages.engine.space.Origin;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ControlCodecTest {

    private static <T extends ControlMessage> T throughTheWire(T message, Class<T> type) {
        byte[] bytes = ControlCodec.encode(message);
        byte[] shifted = new byte[bytes.length + 12];
        System.arraycopy(bytes, 0, shifted, 5, bytes.length);
        return assertInstanceOf(
                type, ControlCodec.decode(shifted, 5, bytes.length).orElseThrow());
    }

    @Property
    void tokensTravel(
            @ForAll @Size(min = 1, max = 256) byte[] token,
            @ForAll @IntRange(min = 0, max = 65_535) int version,
            @ForAll long address) {
        Login login = throughTheWire(new Login(token, version), Login.class);
        assertArrayEquals(token, login.token());
        assertEquals(version, login.protocolVersion());
        assertArrayEquals(token, throughTheWire(new Resume(token), Resume.class).token());
        Redirect redirect = throughTheWire(new Redirect(address, token), Redirect.class);
        assertArrayEquals(token, redirect.token());
        assertEquals(address, redirect.address());
    }

    @Property
    void welcomesTravel(
            @ForAll long player,
            @ForAll int entity,
            @ForAll int epoch,
            @ForAll int tick,
            @ForAll @IntRange(min = 0, max = 127) int team,
            @ForAll @Size(53) byte[] token,
            @ForAll @IntRange(min = -16_384, max = 16_384) int originX,
            @ForAll @IntRange(min = -16_384, max = 16_384) int originZ) {
        Origin origin = new Origin(originX, originZ);
        Welcome read = throughTheWire(new Welcome(player, entity, epoch, tick, team, token, origin), Welcome.class);
        assertEquals(player, read.player());
        assertEquals(entity, read.entity());
        assertEquals(epoch, read.epoch());
        assertEquals(tick, read.serverTick());
        assertEquals(team, read.team());
        assertArrayEquals(token, read.token());
        assertEquals(origin, read.origin());
    }

    @Property
    void handoffsTravel(
            @ForAll long address,
            @ForAll @Size(min = 1, max = 256) byte[] token,
            @ForAll @IntRange(min = -16_384, max = 16_384) int originX,
            @ForAll @IntRange(min = -16_384, max = 16_384) int originZ) {
        Origin origin = new Origin(originX, originZ);
        Handoff read = throughTheWire(new Handoff(address, token, origin), Handoff.class);
        assertEquals(address, read.address());
        assertArrayEquals(token, read.token());
        assertEquals(origin, read.origin());
        assertArrayEquals(token, throughTheWire(new Arrive(token), Arrive.class).token());
    }

    /** An origin at the world's centre takes no bytes: a world of one zone is welcomed as before there were others. */
    @Test
    void theWorldsCentreNeedNotBeTold() {
        byte[] token = {1, 2, 3, 4, 5};
        byte[] bytes = ControlCodec.encode(new Welcome(7, 0x1001, 3, 600, 2, token, Origin.WORLD_CENTRE));
        assertEquals(
                "0c00000008000c000700080008000000000000031400000010002400180008000c00100007001400100000000000000201100000"
                        + "03000000580200001000000007000000000000000000000005000000" + "0102030405000000",
                HexFormat.of().formatHex(bytes));
    }

    @Test
    void anOriginOutsideEveryWorldIsNone() {
        assertTrue(decode(welcomeFrom((short) 16_384, (short) -16_384)).isPresent());
        assertTrue(decode(welcomeFrom((short) 16_385, (short) 0)).isEmpty());
        assertTrue(decode(welcomeFrom((short) 0, Short.MIN_VALUE)).isEmpty());
        assertTrue(decode(handoffTo((short) 16_384, (short) -16_384)).isPresent());
        assertTrue(decode(handoffTo((short) -16_385, (short) 0)).isEmpty());
        assertTrue(decode(handoffTo((short) 0, Short.MAX_VALUE)).isEmpty());
    }

    private static byte[] welcomeFrom(short originX, short originZ) {
        FlatBufferBuilder builder = new FlatBufferBuilder(128);
        int token = io.darkages.engine.protocol.wire.Welcome.createTokenVector(builder, new byte[53]);
        int body =
                io.darkages.engine.protocol.wire.Welcome.createWelcome(builder, 1, 2, 3, 4, 5, token, originX, originZ);
        Message.finishMessageBuffer(builder, Message.createMessage(builder, Body.Welcome, body));
        return builder.sizedByteArray();
    }

    private static byte[] handoffTo(short originX, short originZ) {
        FlatBufferBuilder builder = new FlatBufferBuilder(128);
        int token = io.darkages.engine.protocol.wire.Handoff.createTokenVector(builder, new byte[53]);
        int body = io.darkages.engine.protocol.wire.Handoff.createHandoff(builder, 1, token, originX, originZ);
        Message.finishMessageBuffer(builder, Message.createMessage(builder, Body.Handoff, body));
        return builder.sizedByteArray();
    }

    @Property
    void correctionsTravelRounded(
            @ForAll int sequence,
            @ForAll CorrectionReason reason,
            @ForAll @IntRange(min = -1_000 << 16, max = 1_000 << 16) int x,
            @ForAll @IntRange(min = -100 << 16, max = 100 << 16) int velocity) {
        MotionState state = new MotionState();
        state.place(x, 100, -x);
        state.vx = velocity;
        state.vy = -velocity;
        state.vz = velocity / 2;
        Correction read = throughTheWire(new Correction(sequence, reason, state), Correction.class);
        assertEquals(sequence, read.lastProcessedInput());
        assertEquals(reason, read.reason());
        assertTrue(Math.abs(read.state().x - x) <= 512);
        assertTrue(Math.abs(read.state().z + x) <= 512);
        assertTrue(Math.abs(read.state().vx - velocity) < 256);
        assertTrue(Math.abs(read.state().vy + velocity) < 256);
        assertTrue(Math.abs(read.state().vz - velocity / 2) < 256);
    }

    @Test
    void theRestTravels() {
        assertEquals(
                "no room", throughTheWire(new Refused("no room"), Refused.class).reason());
        throughTheWire(new Leave(), Leave.class);
        throughTheWire(new HandoffCancelled(), HandoffCancelled.class);
    }

    @Test
    void whatIsTooLongIsNoMessage() {
        assertTrue(decode(ControlCodec.encode(new Refused("x".repeat(201)))).isEmpty());
        assertTrue(decode(ControlCodec.encode(new Resume(new byte[257]))).isEmpty());
        assertTrue(decode(ControlCodec.encode(new Resume(new byte[0]))).isEmpty());
        assertTrue(decode(new byte[7]).isEmpty());
    }

    private static Optional<ControlMessage> decode(byte[] bytes) {
        return ControlCodec.decode(bytes, 0, bytes.length);
    }

    @Property(tries = 2_000)
    void anyBytesSurvive(@ForAll @Size(max = 200) byte[] bytes) {
        decode(bytes);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void damagedMessagesSurvive(@ForAll long seed) {
        RandomStream draws = new Randomness(seed).stream("damage");
        List<ControlMessage> messages = new ArrayList<>(List.of(
                new Login(new byte[53], 1),
                new Resume(new byte[53]),
                new Welcome(1, 2, 3, 4, 5, new byte[53], Origin.WORLD_CENTRE),
                new Refused("a reason of some length"),
                new Redirect(77, new byte[53]),
                new Leave(),
                new Handoff(77, new byte[53], Origin.WORLD_CENTRE),
                new HandoffCancelled(),
                new Arrive(new byte[53]),
                new Correction(9, CorrectionReason.TELEPORT, new MotionState())));
        for (ControlMessage message : messages) {
            byte[] bytes = ControlCodec.encode(message);
            int flips = 1 + draws.nextInt(6);
            for (int i = 0; i < flips; i++) {
                int at = draws.nextInt(bytes.length);
                bytes[at] =
                        draws.nextInt(2) == 0 ? (byte) (bytes[at] ^ 1 << draws.nextInt(8)) : (byte) draws.nextInt(256);
            }
            ControlCodec.decode(bytes, 0, draws.nextInt(4) == 0 ? draws.nextInt(bytes.length + 1) : bytes.length);
        }
    }
}
