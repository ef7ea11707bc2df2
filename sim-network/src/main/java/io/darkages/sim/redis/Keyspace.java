package io.darkages.sim.redis;

import io.darkages.engine.random.Mix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keys with values of three types and their expiry. A key whose time is over is not there, whoever asks. */
final class Keyspace {

    static final long NO_EXPIRY = Long.MAX_VALUE;

    /** What a key takes besides its bytes: an estimate of Redis's dictionary entry, objects and allocator. */
    private static final int KEY_OVERHEAD_BYTES = 96;

    private static final int ITEM_OVERHEAD_BYTES = 32;

    enum Type {
        STRING,
        HASH,
        SET
    }

    /** A value. What is not of its type is empty. */
    static final class Entry {
        final Type type;
        byte[] string = {};
        final Map<String, byte[]> hash = new LinkedHashMap<>();
        final NavigableSet<String> set = new TreeSet<>();
        long expiryMillis = NO_EXPIRY;

        Entry(Type type) {
            this.type = type;
        }

        boolean isEmpty() {
            return type == Type.HASH && hash.isEmpty() || type == Type.SET && set.isEmpty();
        }

        /** Fields or members. */
        int items() {
            return hash.size() + set.size();
        }

        private Entry copy() {
            Entry copy = new Entry(type);
            copy.string = string;
            copy.hash.putAll(hash);
            copy.set.addAll(set);
            copy.expiryMillis = expiryMillis;
            return copy;
        }

        private long bytes() {
            long sum = (long) KEY_OVERHEAD_BYTES + string.length;
            for (Map.Entry<String, byte[]> field : hash.entrySet()) {
                sum += ITEM_OVERHEAD_BYTES + field.getKey().length() + field.getValue().length;
            }
            for (String member : set) {
                sum += ITEM_OVERHEAD_BYTES + member.length();
            }
            return sum;
        }

        /** Commands that make this value. */
        private List<byte[][]> commands(String key) {
            List<byte[]> words = new ArrayList<>();
            switch (type) {
                case STRING -> words.addAll(List.of(Bytes.of("SET"), Bytes.of(key), string));
                case HASH -> {
                    words.addAll(List.of(Bytes.of("HSET"), Bytes.of(key)));
                    hash.forEach((field, value) -> {
                        words.add(Bytes.of(field));
                        words.add(value);
                    });
                }
                case SET -> {
                    words.addAll(List.of(Bytes.of("SADD"), Bytes.of(key)));
                    set.forEach(member -> words.add(Bytes.of(member)));
                }
            }
            List<byte[][]> commands = new ArrayList<>();
            commands.add(words.toArray(new byte[0][]));
            if (expiryMillis != NO_EXPIRY) {
                commands.add(Bytes.command("PEXPIREAT", key, Long.toString(expiryMillis)));
            }
            return commands;
        }
    }

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private long bytes;
    private long digest;
    private String cycleAt = "";

    /** The value of a key that is there. */
    Optional<Entry> find(String key, long nowMillis) {
        return Optional.ofNullable(entries.get(key)).filter(entry -> entry.expiryMillis > nowMillis);
    }

    /** Whether the key is held though its time is over. */
    boolean isOver(String key, long nowMillis) {
        Entry entry = entries.get(key);
        return entry != null && entry.expiryMillis <= nowMillis;
    }

    void put(String key, Entry entry) {
        remove(key);
        entries.put(key, entry);
        bytes += key.length() + entry.bytes();
    }

    /** A value was changed in place; an empty one is gone. To be called with what it took before. */
    void changed(String key, Entry entry, long bytesBefore) {
        bytes += entry.bytes() - bytesBefore;
        if (entry.isEmpty()) {
            remove(key);
        }
    }

    /** The most memory that a command can take which is that long and has so many words. */
    static long bytesOfCommand(int commandBytes, int words) {
        return (long) commandBytes + KEY_OVERHEAD_BYTES + (long) words * ITEM_OVERHEAD_BYTES;
    }

    static long bytesOf(Entry entry) {
        return entry.bytes();
    }

    boolean remove(String key) {
        Entry gone = entries.remove(key);
        if (gone != null) {
            bytes -= key.length() + gone.bytes();
        }
        return gone != null;
    }

    /** Fields and members of a key; 0 if it is not there. */
    int items(String key) {
        Entry entry = entries.get(key);
        return entry == null ? 0 : entry.items();
    }

    /** Fields and members of all keys. */
    long items() {
        long sum = 0;
        for (Entry entry : entries.values()) {
            sum += entry.items();
        }
        return sum;
    }

    void clear() {
        entries.clear();
        bytes = 0;
        digest = 0;
    }

    /** Keys, those whose time is over among them. */
    int size() {
        return entries.size();
    }

    /** Memory that the values take, estimated. */
    long bytes() {
        return bytes;
    }

    /** The next keys in turn whose time is over, of at most that many that are looked at. */
    List<String> overInTurn(int looks, long nowMillis) {
        List<String> over = new ArrayList<>();
        for (int i = 0; i < Math.min(looks, entries.size()); i++) {
            Map.Entry<String, Entry> next = entries.higherEntry(cycleAt);
            Map.Entry<String, Entry> each = next == null ? entries.firstEntry() : next;
            cycleAt = each.getKey();
            if (each.getValue().expiryMillis <= nowMillis) {
                over.add(cycleAt);
            }
        }
        return over;
    }

    /** Commands that make all of it. */
    List<byte[][]> commands() {
        List<byte[][]> commands = new ArrayList<>();
        entries.forEach((key, entry) -> commands.addAll(entry.commands(key)));
        return commands;
    }

    Keyspace copy() {
        Keyspace copy = new Keyspace();
        entries.forEach((key, entry) -> copy.entries.put(key, entry.copy()));
        copy.bytes = bytes;
        copy.digest = digest;
        return copy;
    }

    /** A command changed something: it is part of the digest. */
    void fold(byte[][] command) {
        digest = Mix.fold(digest, Bytes.hash(command, entries.size()));
    }

    long digest() {
        return digest;
    }
}
