package io.darkages.server.bench;

import io.darkages.engine.transport.CipherParameters;
import io.darkages.engine.transport.crypto.PacketCipher;
import io.darkages.sim.crypto.SimulatedCipherFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One packet of 1,200 bytes sealed by one side and opened by the other, with the simulated cipher. */
@State(Scope.Thread)
public class CipherBenchmark {

    private static final int BYTES = 1_200;

    private final PacketCipher server = new SimulatedCipherFactory().create(new CipherParameters(true, 1, 2, 3, 4));
    private final PacketCipher client = new SimulatedCipherFactory().create(new CipherParameters(false, 1, 2, 3, 4));
    private final byte[] buffer = new byte[BYTES + server.overheadBytes()];
    private final byte[] opened = new byte[buffer.length];
    private long packetNumber;

    @Benchmark
    public int sealAndOpen() {
        packetNumber++;
        int sealed = server.seal(packetNumber, buffer, 0, BYTES);
        int length = client.open(packetNumber, buffer, 0, sealed, opened, 0);
        if (length != BYTES) {
            throw new IllegalStateException("packet " + packetNumber + " was opened to " + length + " bytes");
        }
        return length;
    }
}
