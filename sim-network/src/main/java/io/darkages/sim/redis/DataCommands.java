package io.darkages.sim.redis;

import io.darkages.sim.redis.Keyspace.Entry;
import io.darkages.sim.redis.Keyspace.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries out commands on a {@link Keyspace}, with Redis 7's replies and errors. Each runs in one piece. What it
 * changed is told as commands that make the same change wherever and whenever they run: expiry as a point in time,
 * a script as what it wrote.
 */
final class DataCommands {

    private static final String WRONG_TYPE = "WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String SYNTAX = "ERR syntax error";
    private static final String NO_INTEGER = "ERR value is not an integer or out of range";
    static final String READ_ONLY = "READONLY You can't write against a read only replica.";
    static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";

    private static final long MILLIS_PER_SECOND = 1_000;

    /** In seconds or milliseconds; beyond it a point in time can't be said. */
    private static final long EXPIRY_MAX = Long.MAX_VALUE / MILLIS_PER_SECOND / 2;

    private final Keyspace keys;
    private final NativeScripts scripts;
    private final List<byte[][]> effects = new ArrayList<>();
    private long nowMillis;
    private boolean readOnly;
    private boolean memoryFull;
    private long items;

    DataCommands(Keyspace keys) {
        this(keys, true);
    }

    DataCommands(Keyspace keys, boolean fencesSessions) {
        this.keys = keys;
        scripts = new NativeScripts(this, fencesSessions);
    }

    Keyspace keys() {
        return keys;
    }

    Set<ServerScript> scripts() {
        return scripts.loaded();
    }

    /**
     * Carries a command out whose number of arguments was checked.
     *
     * @param wallMillis now, on the wall: what expiry is measured by
     * @param replica whether writes are refused
     * @param full whether no memory is left
     * @return what it changed, valid until the next call
     */
    List<byte[][]> run(
            RedisCommand command, byte[][] words, long wallMillis, boolean replica, boolean full, ReplyBuffer reply) {
        nowMillis = wallMillis;
        readOnly = replica;
        memoryFull = full;
        effects.clear();
        try {
            if (command.isWrite()) {
                requireWritable("", command.needsMemory());
            }
            if (!replica && command != RedisCommand.FLUSHALL) {
                forgetOver(words);
            }
            carryOut(command, words, reply);
        } catch (CommandException e) {
            reply.error(e.getMessage());
        }
        return effects;
    }

    void requireWritable(String where, boolean needsMemory) {
        if (readOnly) {
            throw new CommandException(READ_ONLY + where);
        }
        if (memoryFull && needsMemory) {
            throw new CommandException(OUT_OF_MEMORY + where);
        }
    }

    /** A key that is asked for and whose time is over is deleted first. */
    private void forgetOver(byte[][] words) {
        for (int i = 1; i < words.length; i++) {
            String key = Bytes.text(words[i]);
            if (keys.isOver(key, nowMillis)) {
                delete(key);
            }
        }
    }

    /** Deletes keys in turn whose time is over; returns what was changed. */
    List<byte[][]> expire(int looks, long wallMillis) {
        effects.clear();
        keys.overInTurn(looks, wallMillis).forEach(this::delete);
        return effects;
    }

    boolean delete(String key) {
        items += keys.items(key);
        boolean gone = keys.remove(key);
        if (gone) {
            effect(Bytes.command("DEL", key));
        }
        return gone;
    }

    /** Fields and members that were listed or freed since this was last asked. */
    long takeItems() {
        long taken = items;
        items = 0;
        return taken;
    }

    private void effect(byte[][] command) {
        keys.fold(command);
        effects.add(command);
    }

    private void carryOut(RedisCommand command, byte[][] words, ReplyBuffer reply) {
        String key = words.length > 1 ? Bytes.text(words[1]) : "";
        switch (command) {
            case GET -> bulkOrNil(find(key, Type.STRING).map(entry -> entry.string), reply);
            case MGET -> {
                reply.array(words.length - 1);
                for (int i = 1; i < words.length; i++) {
                    bulkOrNil(
                            keys.find(Bytes.text(words[i]), nowMillis)
                                    .filter(entry -> entry.type == Type.STRING)
                                    .map(entry -> entry.string),
                            reply);
                }
            }
            case SET -> set(words, key, reply);
            case DEL -> reply.integer(count(words, 1, this::delete));
            case EXISTS ->
                reply.integer(count(words, 1, each -> keys.find(each, nowMillis).isPresent()));
            case TYPE ->
                reply.simple(keys.find(key, nowMillis)
                        .map(entry -> entry.type.name().toLowerCase(Locale.ROOT))
                        .orElse("none"));
            case PTTL ->
                reply.integer(keys.find(key, nowMillis)
                        .map(entry -> entry.expiryMillis == Keyspace.NO_EXPIRY ? -1 : entry.expiryMillis - nowMillis)
                        .orElse(-2L));
            case PEXPIRE -> reply.integer(expireIn(key, integer(words[2])));
            case PEXPIREAT -> reply.integer(expireAt(key, integer(words[2])));
            case HSET -> {
                if (words.length % 2 != 0) {
                    throw new CommandException("ERR wrong number of arguments for 'hset' command");
                }
                reply.integer(setFields(key, words));
            }
            case HGET -> bulkOrNil(find(key, Type.HASH).map(entry -> entry.hash.get(Bytes.text(words[2]))), reply);
            case HMGET -> {
                Optional<Entry> entry = find(key, Type.HASH);
                reply.array(words.length - 2);
                for (int i = 2; i < words.length; i++) {
                    String field = Bytes.text(words[i]);
                    bulkOrNil(entry.map(each -> each.hash.get(field)), reply);
                }
            }
            case HGETALL -> {
                Optional<Entry> entry = find(key, Type.HASH);
                items += keys.items(key);
                reply.array(entry.map(each -> 2 * each.hash.size()).orElse(0));
                entry.ifPresent(each -> each.hash.forEach((field, value) -> {
                    reply.bulk(field);
                    reply.bulk(value);
                }));
            }
            case HDEL ->
                reply.integer(change(
                        key, Type.HASH, words, entry -> count(words, 2, field -> entry.hash.remove(field) != null)));
            case SADD -> reply.integer(change(key, Type.SET, words, entry -> count(words, 2, entry.set::add)));
            case SREM -> reply.integer(change(key, Type.SET, words, entry -> count(words, 2, entry.set::remove)));
            case SMEMBERS -> {
                Optional<Entry> entry = find(key, Type.SET);
                items += keys.items(key);
                reply.array(entry.map(each -> each.set.size()).orElse(0));
                entry.ifPresent(each -> each.set.forEach((Consumer<String>) reply::bulk));
            }
            case SCARD ->
                reply.integer(find(key, Type.SET).map(entry -> entry.set.size()).orElse(0));
            case SISMEMBER ->
                reply.integer(
                        find(key, Type.SET)
                                        .filter(entry -> entry.set.contains(Bytes.text(words[2])))
                                        .isPresent()
                                ? 1
                                : 0);
            case DBSIZE -> reply.integer(keys.size());
            case FLUSHALL -> {
                items += keys.items();
                keys.clear();
                effect(Bytes.command("FLUSHALL"));
                reply.simple("OK");
            }
            case EVALSHA -> scripts.evaluate(words, reply);
            default -> throw new IllegalStateException(command + " is no command on data");
        }
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(String word);
    }

    @FunctionalInterface
    private interface Change {
        int apply(Entry entry);
    }

    private static int count(byte[][] words, int from, Test test) {
        int count = 0;
        for (int i = from; i < words.length; i++) {
            count += test.holds(Bytes.text(words[i])) ? 1 : 0;
        }
        return count;
    }

    private static void bulkOrNil(Optional<byte[]> value, ReplyBuffer reply) {
        value.ifPresentOrElse(reply::bulk, reply::nil);
    }

    Optional<Entry> find(String key, Type type) {
        Optional<Entry> entry = keys.find(key, nowMillis);
        if (entry.isPresent() && entry.get().type != type) {
            throw new CommandException(WRONG_TYPE);
        }
        return entry;
    }

    /** Changes a hash or a set in place; one that is not there is made if the command adds. */
    private int change(String key, Type type, byte[][] words, Change change) {
        Optional<Entry> found = find(key, type);
        boolean adds = RedisCommand.named(Bytes.text(words[0])).orElseThrow().needsMemory();
        if (found.isEmpty() && !adds) {
            return 0;
        }
        Entry entry = found.orElseGet(() -> new Entry(type));
        if (found.isEmpty()) {
            keys.put(key, entry);
        }
        long before = Keyspace.bytesOf(entry);
        int changed = change.apply(entry);
        keys.changed(key, entry, before);
        if (changed > 0 || type == Type.HASH) {
            effect(words);
        }
        return changed;
    }

    int setFields(String key, byte[][] words) {
        return change(key, Type.HASH, words, entry -> {
            int added = 0;
            for (int i = 2; i < words.length; i += 2) {
                added += entry.hash.put(Bytes.text(words[i]), words[i + 1]) == null ? 1 : 0;
            }
            return added;
        });
    }

    private void set(byte[][] words, String key, ReplyBuffer reply) {
        long expiry = Keyspace.NO_EXPIRY;
        boolean onlyNew = false;
        boolean onlyOld = false;
        for (int i = 3; i < words.length; i++) {
            String option = Bytes.text(words[i]).toUpperCase(Locale.ROOT);
            if (option.equals("NX")) {
                onlyNew = true;
            } else if (option.equals("XX")) {
                onlyOld = true;
            } else if (!isExpiry(option) || ++i == words.length || expiry != Keyspace.NO_EXPIRY) {
                throw new CommandException(SYNTAX);
            } else {
                long number = integer(words[i]);
                if (number <= 0 || number > EXPIRY_MAX) {
                    throw new CommandException("ERR invalid expire time in 'set' command");
                }
                long millis = option.startsWith("EX") ? number * MILLIS_PER_SECOND : number;
                expiry = option.endsWith("AT") ? millis : nowMillis + millis;
            }
        }
        if (onlyNew && onlyOld) {
            throw new CommandException(SYNTAX);
        }
        boolean there = keys.find(key, nowMillis).isPresent();
        if (onlyNew && there || onlyOld && !there) {
            reply.nil();
            return;
        }
        Entry entry = new Entry(Type.STRING);
        entry.string = words[2];
        entry.expiryMillis = expiry;
        keys.put(key, entry);
        effect(
                expiry == Keyspace.NO_EXPIRY
                        ? new byte[][] {words[0], words[1], words[2]}
                        : new byte[][] {words[0], words[1], words[2], Bytes.of("PXAT"), Bytes.of(Long.toString(expiry))
                        });
        reply.simple("OK");
    }

    private static boolean isExpiry(String option) {
        return option.equals("EX") || option.equals("PX") || option.equals("EXAT") || option.equals("PXAT");
    }

    int expireIn(String key, long millis) {
        return expireAt(key, nowMillis + millis);
    }

    private int expireAt(String key, long millis) {
        Optional<Entry> entry = keys.find(key, nowMillis);
        if (entry.isEmpty()) {
            return 0;
        }
        if (millis <= nowMillis) {
            delete(key);
        } else {
            entry.get().expiryMillis = millis;
            effect(Bytes.command("PEXPIREAT", key, Long.toString(millis)));
        }
        return 1;
    }

    static long integer(byte[] word) {
        try {
            return Long.parseLong(Bytes.text(word));
        } catch (NumberFormatException e) {
            throw new CommandException(NO_INTEGER);
        }
    }
}
