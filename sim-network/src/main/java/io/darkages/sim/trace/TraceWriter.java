package io.darkages.sim.trace;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a run's hashes to a stream: the magic, the hosts' names, then for each interval its end and,
 * for each host, the event hash and the state hash, 8 bytes each, big-endian. That is 64 kB for each
 * virtual second of 400 hosts at 100 ms. Whoever opened the stream closes it.
 */
public final class TraceWriter implements TraceSink {

    static final long MAGIC = 0x4441_5452_4143_4531L; // "DATRACE1"

    private final DataOutputStream out;
    private final int hosts;

    /**
     * @param out gets the trace; should be buffered
     * @param hostNames by index, at most 65,535 bytes each in UTF-8
     * @throws UncheckedIOException when the stream fails; so do all methods
     */
    public TraceWriter(OutputStream out, List<String> hostNames) {
        this.out = new DataOutputStream(out);
        hosts = hostNames.size();
        try {
            this.out.writeLong(MAGIC);
            this.out.writeInt(hosts);
            for (String name : hostNames) {
                this.out.writeUTF(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void interval(long virtualNanos, long[] eventHashes, long[] stateHashes) {
        if (eventHashes.length != hosts || stateHashes.length != hosts) {
            throw new IllegalStateException(
                    "hashes of " + eventHashes.length + " and " + stateHashes.length + " hosts in a trace of " + hosts);
        }
        try {
            out.writeLong(virtualNanos);
            for (int host = 0; host < hosts; host++) {
                out.writeLong(eventHashes[host]);
                out.writeLong(stateHashes[host]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
