package io.darkages.engine.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import io.darkages.engine.math.FixedPoint;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.protocol.ControlMessage.CorrectionReason;
import io.darkages.engine.protocol.wire.Arrive;
import io.darkages.engine.protocol.wire.Body;
import io.darkages.engine.protocol.wire.Handoff;
import io.darkages.engine.protocol.wire.HandoffCancelled;
import io.darkages.engine.protocol.wire.Leave;
import io.darkages.engine.protocol.wire.Login;
import io.darkages.engine.protocol.wire.Message;
import io.darkages.engine.protocol.wire.Redirect;
import io.darkages.engine.protocol.wire.Refused;
import io.darkages.engine.protocol.wire.Resume;
import io.darkages.engine.protocol.wire.ServerCorrection;
import io.darkages.engine.protocol.wire.Vec3;
import io.darkages.engine.protocol.wire.Vec3Velocity;
import io.darkages.engine.protocol.wire.Welcome;
import io.darkages.engine.space.Origin;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Control messages to FlatBuffers and back, by the schema {@code game_protocol.fbs}. Allocates: these
 * messages are rare.
 */
public final class ControlCodec {

    /** Of this schema; a login with another is refused. */
    public static final int PROTOCOL_VERSION = 1;

    private static final int MAX_TOKEN_BYTES = 256;
    private static final int MAX_REASON_CHARS = 200;
    /** Q16.16 m/s to 1/256 m/s. */
    private static final int VELOCITY_SHIFT = 8;

    private ControlCodec() {}

    /** The message's bytes. */
    public static byte[] encode(ControlMessage message) {
        FlatBufferBuilder builder = new FlatBufferBuilder(128);
        byte type;
        int body;
        if (message instanceof ControlMessage.Login login) {
            type = Body.Login;
            body = Login.createLogin(builder, Login.createTokenVector(builder, login.token()), login.protocolVersion());
        } else if (message instanceof ControlMessage.Resume resume) {
            type = Body.Resume;
            body = Resume.createResume(builder, Resume.createTokenVector(builder, resume.token()));
        } else if (message instanceof ControlMessage.Welcome welcome) {
            type = Body.Welcome;
            body = Welcome.createWelcome(
                    builder,
                    welcome.player(),
                    welcome.entity() & 0xFFFF_FFFFL,
                    welcome.epoch(),
                    welcome.serverTick(),
                    welcome.team(),
                    Welcome.createTokenVector(builder, welcome.token()),
                    (short) welcome.origin().xMetres(),
                    (short) welcome.origin().zMetres());
        } else if (message instanceof ControlMessage.Refused refused) {
            type = Body.Refused;
            body = Refused.createRefused(builder, builder.createString(refused.reason()));
        } else if (message instanceof ControlMessage.Redirect redirect) {
            type = Body.Redirect;
            body = Redirect.createRedirect(
                    builder, redirect.address(), Redirect.createTokenVector(builder, redirect.token()));
        } else if (message instanceof ControlMessage.Correction correction) {
            type = Body.ServerCorrection;
            body = correction(builder, correction);
        } else if (message instanceof ControlMessage.Handoff handoff) {
            type = Body.Handoff;
            body = Handoff.createHandoff(
                    builder,
                    handoff.address(),
                    Handoff.createTokenVector(builder, handoff.token()),
                    (short) handoff.origin().xMetres(),
                    (short) handoff.origin().zMetres());
        } else if (message instanceof ControlMessage.HandoffCancelled) {
            type = Body.HandoffCancelled;
            HandoffCancelled.startHandoffCancelled(builder);
            body = HandoffCancelled.endHandoffCancelled(builder);
        } else if (message instanceof ControlMessage.Arrive arrive) {
            type = Body.Arrive;
            body = Arrive.createArrive(builder, Arrive.createTokenVector(builder, arrive.token()));
        } else {
            type = Body.Leave;
            Leave.startLeave(builder);
            body = Leave.endLeave(builder);
        }
        Message.finishMessageBuffer(builder, Message.createMessage(builder, type, body));
        return builder.sizedByteArray();
    }

    private static int correction(FlatBufferBuilder builder, ControlMessage.Correction correction) {
        MotionState state = correction.state();
        ServerCorrection.startServerCorrection(builder);
        ServerCorrection.addLastProcessedInput(builder, correction.lastProcessedInput() & 0xFFFF_FFFFL);
        ServerCorrection.addReason(builder, correction.reason().ordinal());
        ServerCorrection.addPosition(
                builder,
                Vec3.createVec3(
                        builder,
                        FixedPoint.toSixtyFourths(state.x),
                        FixedPoint.toSixtyFourths(state.y),
                        FixedPoint.toSixtyFourths(state.z)));
        ServerCorrection.addVelocity(
                builder,
                Vec3Velocity.createVec3Velocity(
                        builder, (short) (state.vx >> VELOCITY_SHIFT), (short) (state.vy >> VELOCITY_SHIFT), (short)
                                (state.vz >> VELOCITY_SHIFT)));
        return ServerCorrection.endServerCorrection(builder);
    }

    /**
     * Reads a message from untrusted bytes.
     *
     * @return empty where the bytes are no message of this schema
     */
    public static Optional<ControlMessage> decode(byte[] buffer, int offset, int length) {
        if (length < 8) {
            return Optional.empty();
        }
        byte[] copy = new byte[length];
        System.arraycopy(buffer, offset, copy, 0, length);
        try {
            return read(Message.getRootAsMessage(ByteBuffer.wrap(copy)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            // The library has no verifier: offsets that lead out of the buffer show up as these.
            return Optional.empty();
        }
    }

    private static Optional<ControlMessage> read(Message message) {
        return switch (message.bodyType()) {
            case Body.Login -> {
                Login login = (Login) message.body(new Login());
                yield token(login == null ? null : login.tokenAsByteBuffer())
                        .map(token -> new ControlMessage.Login(token, login.protocolVersion()));
            }
            case Body.Resume -> {
                Resume resume = (Resume) message.body(new Resume());
                yield token(resume == null ? null : resume.tokenAsByteBuffer()).map(ControlMessage.Resume::new);
            }
            case Body.Welcome -> {
                Welcome welcome = (Welcome) message.body(new Welcome());
                boolean isSomewhere = welcome != null && Origin.isPossible(welcome.originX(), welcome.originZ());
                yield token(isSomewhere ? welcome.tokenAsByteBuffer() : null)
                        .map(token -> new ControlMessage.Welcome(
                                welcome.player(),
                                (int) welcome.entity(),
                                (int) welcome.epoch(),
                                (int) welcome.serverTick(),
                                welcome.team(),
                                token,
                                new Origin(welcome.originX(), welcome.originZ())));
            }
            case Body.Redirect -> {
                Redirect redirect = (Redirect) message.body(new Redirect());
                yield token(redirect == null ? null : redirect.tokenAsByteBuffer())
                        .map(token -> new ControlMessage.Redirect(redirect.address(), token));
            }
            case Body.Refused -> {
                Refused refused = (Refused) message.body(new Refused());
                String reason = refused == null ? null : refused.reason();
                yield reason == null || reason.length() > MAX_REASON_CHARS
                        ? Optional.empty()
                        : Optional.of(new ControlMessage.Refused(reason));
            }
            case Body.Leave -> Optional.of(new ControlMessage.Leave());
            case Body.Handoff -> {
                Handoff handoff = (Handoff) message.body(new Handoff());
                boolean isSomewhere = handoff != null && Origin.isPossible(handoff.originX(), handoff.originZ());
                yield token(isSomewhere ? handoff.tokenAsByteBuffer() : null)
                        .map(token -> new ControlMessage.Handoff(
                                handoff.address(), token, new Origin(handoff.originX(), handoff.originZ())));
            }
            case Body.HandoffCancelled -> Optional.of(new ControlMessage.HandoffCancelled());
            case Body.Arrive -> {
                Arrive arrive = (Arrive) message.body(new Arrive());
                yield token(arrive == null ? null : arrive.tokenAsByteBuffer()).map(ControlMessage.Arrive::new);
            }
            case Body.ServerCorrection -> readCorrection((ServerCorrection) message.body(new ServerCorrection()));
            default -> Optional.empty();
        };
    }

    private static Optional<ControlMessage> readCorrection(ServerCorrection correction) {
        Vec3 position = correction == null ? null : correction.position();
        Vec3Velocity velocity = correction == null ? null : correction.velocity();
        if (position == null || velocity == null || correction.reason() >= CorrectionReason.values().length) {
            return Optional.empty();
        }
        MotionState state = new MotionState();
        state.place(
                FixedPoint.fromSixtyFourths(position.x()),
                FixedPoint.fromSixtyFourths(position.y()),
                FixedPoint.fromSixtyFourths(position.z()));
        state.vx = velocity.x() << VELOCITY_SHIFT;
        state.vy = velocity.y() << VELOCITY_SHIFT;
        state.vz = velocity.z() << VELOCITY_SHIFT;
        return Optional.of(new ControlMessage.Correction(
                (int) correction.lastProcessedInput(), CorrectionReason.values()[correction.reason()], state));
    }

    private static Optional<byte[]> token(ByteBuffer vector) {
        if (vector == null || vector.remaining() == 0 || vector.remaining() > MAX_TOKEN_BYTES) {
            return Optional.empty();
        }
        byte[] token = new byte[vector.remaining()];
        vector.get(token);
        return Optional.of(token);
    }
}
