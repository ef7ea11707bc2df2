package io.darkages.sim.redis;

import io.darkages.engine.random.Mix;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a node outlives the programs of its host: the append-only file, up to what was synced, and whose replica the
 * node is. The file is kept as the data set that it amounts to, and the commands that are not synced.
 *
 * <p>Used by its node during windows. Judges may look at it between windows only.
 */
public final class RedisDisk {

    /** No other node: it is a primary. */
    static final long NOBODY = 0;

    private final DataCommands synced = new DataCommands(new Keyspace());
    private final List<byte[][]> tail = new ArrayList<>();
    private final ReplyBuffer ignored = new ReplyBuffer();
    private long primary;
    private long commandsForgotten;
    private long fileBytes;
    /** What the file was when it was last written anew. */
    private long fileBytesWhole;

    private RedisDisk(long primary) {
        this.primary = primary;
    }

    /** The disk of a node that begins as a primary. */
    public static RedisDisk ofPrimary() {
        return new RedisDisk(NOBODY);
    }

    /** The disk of a node that begins as the replica of the node of that address. */
    public static RedisDisk ofReplica(long primary) {
        return new RedisDisk(primary);
    }

    /** Whose replica the node is, {@link #NOBODY} if it is a primary. */
    long primary() {
        return primary;
    }

    void primary(long address) {
        primary = address;
    }

    void append(byte[][] command) {
        tail.add(command);
        for (byte[] word : command) {
            fileBytes += word.length;
        }
    }

    /** Whether the append-only file is at least that long and has doubled since it was last written anew. */
    boolean isRewriteDue(long bytesMin) {
        return fileBytes >= Math.max(bytesMin, 2 * fileBytesWhole);
    }

    /** The file is written anew: it is as long as the data set. */
    void rewritten(long dataBytes) {
        fileBytes = dataBytes;
        fileBytesWhole = dataBytes;
    }

    /** Commands that a crash would forget now. */
    public int commandsUnsynced() {
        return tail.size();
    }

    /** Commands that crashes forgot. */
    public long commandsForgotten() {
        return commandsForgotten;
    }

    /** Keys that would be there after a crash now. */
    public int keysSynced() {
        return synced.keys().size();
    }

    /** The first so many commands that were appended survive crashes from now on. */
    void sync(int commands) {
        List<byte[][]> first = tail.subList(0, Math.min(commands, tail.size()));
        for (byte[][] command : first) {
            apply(synced, command, ignored);
        }
        first.clear();
    }

    /** A program starts: what was not synced is gone. Returns the data set. */
    Keyspace load() {
        commandsForgotten += tail.size();
        tail.clear();
        return synced.keys().copy();
    }

    /** Carries out a command that a node has carried out before: no expiry, no caps, whatever the time. */
    static void apply(DataCommands data, byte[][] command, ReplyBuffer ignored) {
        RedisCommand known = RedisCommand.named(Bytes.text(command[0])).orElseThrow();
        data.run(known, command, Long.MIN_VALUE, false, false, ignored);
        ignored.remove(ignored.length());
    }

    long digest() {
        return Mix.fold(Mix.fold(synced.keys().digest(), tail.size()), primary);
    }
}
