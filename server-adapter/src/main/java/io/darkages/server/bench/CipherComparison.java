package io.darkages.server.bench;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * AES-256-GCM as the transport uses it against the JDK's cipher doing the same by itself: what is put
 * around it may cost little time and no garbage.
 */
final class CipherComparison {

    /** The transport's cipher takes at most so much of the bare one's time. */
    private static final double PERCENT_MOST = 150;

    private static final int STRETCHES = 20;
    private static final int PACKETS = 1_000;

    private static final OperationsBench.Operation AES = new OperationsBench.Operation(
            CipherBenchmark.class, "sealAndOpenAes", "1,200 bytes sealed and opened (AES-256-GCM)", 0);
    private static final OperationsBench.Operation BARE = new OperationsBench.Operation(
            CipherBenchmark.class, "sealAndOpenBare", "1,200 bytes sealed and opened (the JDK's cipher alone)", 0);

    private final OperationsBench operations;

    CipherComparison(BenchSettings settings) {
        operations = new OperationsBench(BenchSection.OPERATIONS, settings);
    }

    List<BenchFigure> measure() {
        OperationsBench.Timing aes = operations.time(AES);
        OperationsBench.Timing bare = operations.time(BARE);
        CipherBenchmark packets = new CipherBenchmark();
        double aesBytes = allocated(packets::sealAndOpenAes);
        double bareBytes = allocated(packets::sealAndOpenBare);
        return List.of(
                aes.figure(),
                bare.figure(),
                new BenchFigure(
                        BenchSection.OPERATIONS,
                        "AES-256-GCM, of the time of the JDK's cipher",
                        100 * aes.nanosLeast() / bare.nanosLeast(),
                        BenchUnit.PERCENT,
                        Optional.of(BenchTarget.atMost(PERCENT_MOST)),
                        "the fastest iteration of each"),
                new BenchFigure(
                        BenchSection.OPERATIONS,
                        "AES-256-GCM, allocated by sealing and opening",
                        aesBytes,
                        BenchUnit.BYTES,
                        Optional.of(BenchTarget.atMost(bareBytes)),
                        "the target is what the JDK's cipher allocates; least of " + STRETCHES + " times " + PACKETS
                                + " packets each"));
    }

    @FunctionalInterface
    private interface Packet {
        int sealAndOpen() throws GeneralSecurityException;
    }

    /** Bytes for each packet, in the stretch in which they were fewest: compilers allocate on this account too. */
    private static double allocated(Packet packet) {
        AllocatedBytes bytes = new AllocatedBytes();
        long least = Long.MAX_VALUE;
        try {
            for (int stretch = 0; stretch < STRETCHES; stretch++) {
                long before = bytes.now();
                for (int i = 0; i < PACKETS; i++) {
                    if (packet.sealAndOpen() != CipherBenchmark.BYTES) {
                        throw new IllegalStateException("a packet came out with another length");
                    }
                }
                least = Math.min(least, bytes.now() - before);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's cipher failed", e);
        }
        return (double) least / PACKETS;
    }
}
