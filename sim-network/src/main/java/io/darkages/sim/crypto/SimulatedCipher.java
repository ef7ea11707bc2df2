package io.darkages.sim.crypto;

import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.sim.trace.XxHash64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A cipher that looks like AES-256-GCM from outside: a tag of 16 bytes, and any change of the bytes,
 * of their number or of the packet number makes opening fail. The tag is a keyed hash, 64 bits of
 * which are independent, and only the first bytes are masked, so that nobody takes sealed bytes for
 * plain ones by mistake. It keeps no secret and stops no attacker: it must not leave the simulator.
 */
public final class SimulatedCipher implements PacketCipher {

    /** Length of GCM's tag. */
    static final int TAG_BYTES = 16;

    private static final int MASKED_BYTES_MAX = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long sealKey;
    private final long openKey;

    SimulatedCipher(long sealKey, long openKey) {
        this.sealKey = sealKey;
        this.openKey = openKey;
    }

    @Override
    public int overheadBytes() {
        return TAG_BYTES;
    }

    @Override
    public int seal(long packetNumber, byte[] buffer, int offset, int length) {
        long nonce = Mix.fold(sealKey, packetNumber);
        mask(nonce, buffer, offset, length);
        long tag = XxHash64.hash(buffer, offset, length, nonce);
        LONG.set(buffer, offset + length, tag);
        LONG.set(buffer, offset + length + Long.BYTES, Mix.fold(nonce, tag));
        return length + TAG_BYTES;
    }

    @Override
    public int open(long packetNumber, byte[] source, int offset, int length, byte[] target, int targetOffset) {
        int plain = length - TAG_BYTES;
        if (plain < 0) {
            return FORGED;
        }
        long nonce = Mix.fold(openKey, packetNumber);
        long tag = XxHash64.hash(source, offset, plain, nonce);
        if (tag != (long) LONG.get(source, offset + plain)
                || Mix.fold(nonce, tag) != (long) LONG.get(source, offset + plain + Long.BYTES)) {
            return FORGED;
        }
        System.arraycopy(source, offset, target, targetOffset, plain);
        mask(nonce, target, targetOffset, plain);
        return plain;
    }

    private static void mask(long nonce, byte[] bytes, int offset, int length) {
        long word = Mix.mix64(nonce);
        int masked = Math.min(length, MASKED_BYTES_MAX);
        for (int i = 0; i < masked; i++) {
            bytes[offset + i] ^= (byte) (word >>> (i << 3));
        }
    }
}
