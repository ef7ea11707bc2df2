package io.darkages.server.bench;

import io.darkages.engine.random.Randomness;
import io.darkages.engine.transport.crypto.ByteSlice;
import io.darkages.engine.transport.crypto.Cryptography;
import io.darkages.engine.transport.crypto.JdkCryptography;
import io.darkages.engine.transport.crypto.KeyContext;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.engine.transport.crypto.SessionKeys;
import io.darkages.sim.crypto.SimulatedCryptography;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One packet of 1,200 bytes sealed by one side and opened by the other: with the simulated cipher, with
 * AES-256-GCM, and with the JDK's cipher and nothing around it, in the way its documentation shows.
 */
@State(Scope.Thread)
public class CipherBenchmark {

    /** Plaintext of a packet. */
    static final int BYTES = 1_200;

    private static final int TAG_BYTES = 16;
    private static final String JDK_CIPHER = "AES/GCM/NoPadding";

    private final byte[] buffer = new byte[BYTES + TAG_BYTES];
    private final byte[] opened = new byte[buffer.length];
    private final PacketCipher simulatedServer;
    private final PacketCipher simulatedClient;
    private final PacketCipher server;
    private final PacketCipher client;
    private final SecretKeySpec bareKey;
    private final byte[] bareIv;
    private final Cipher bareSealer;
    private final Cipher bareOpener;
    private long packetNumber;

    public CipherBenchmark() {
        ByteSlice none = ByteSlice.of(new byte[0]);
        SessionKeys keys = SessionKeys.derive(
                new byte[Cryptography.KEY_BYTES], new KeyContext(1, 2, 3, 4, none, none, none, none));
        Cryptography simulated = new SimulatedCryptography(new Randomness(1).stream("simulated"));
        Cryptography jdk =
                new JdkCryptography(new Randomness(1).stream("jdk"), List.of(Cryptography.SUITE_AES_256_GCM));
        simulatedServer = cipher(simulated, keys, true);
        simulatedClient = cipher(simulated, keys, false);
        server = cipher(jdk, keys, true);
        client = cipher(jdk, keys, false);
        bareKey = new SecretKeySpec(keys.toClient().key(), "AES");
        bareIv = keys.toClient().iv().clone();
        try {
            bareSealer = Cipher.getInstance(JDK_CIPHER);
            bareOpener = Cipher.getInstance(JDK_CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't do " + JDK_CIPHER, e);
        }
    }

    private static PacketCipher cipher(Cryptography cryptography, SessionKeys keys, boolean serverSide) {
        return cryptography.cipher(cryptography.suites().get(0), keys.sealing(serverSide), keys.opening(serverSide));
    }

    @Benchmark
    public int sealAndOpen() {
        return sealAndOpen(simulatedServer, simulatedClient);
    }

    @Benchmark
    public int sealAndOpenAes() {
        return sealAndOpen(server, client);
    }

    @Benchmark
    public int sealAndOpenBare() throws GeneralSecurityException {
        packetNumber++;
        for (int i = 0; i < Long.BYTES; i++) {
            bareIv[i] = (byte) (packetNumber >>> (i << 3));
        }
        bareSealer.init(Cipher.ENCRYPT_MODE, bareKey, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, bareIv));
        int sealed = bareSealer.doFinal(buffer, 0, BYTES, buffer, 0);
        bareOpener.init(Cipher.DECRYPT_MODE, bareKey, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, bareIv));
        return bareOpener.doFinal(buffer, 0, sealed, opened, 0);
    }

    private int sealAndOpen(PacketCipher sealing, PacketCipher opening) {
        packetNumber++;
        int sealed = sealing.seal(packetNumber, buffer, 0, BYTES);
        int length = opening.open(packetNumber, buffer, 0, sealed, opened, 0);
        if (length != BYTES) {
            throw new IllegalStateException("packet " + packetNumber + " was opened to " + length + " bytes");
        }
        return length;
    }
}
