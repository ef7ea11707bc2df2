package io.darkages.sim.redis;

import io.darkages.sim.redis.Keyspace.Entry;
import io.darkages.sim.redis.Keyspace.Type;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The scripts that the node can run, written out in Java, with the errors that the real ones give. */
final class NativeScripts {

    private final DataCommands data;
    private final boolean fencesSessions;
    private final Set<ServerScript> loaded = EnumSet.noneOf(ServerScript.class);

    NativeScripts(DataCommands data, boolean fencesSessions) {
        this.data = data;
        this.fencesSessions = fencesSessions;
    }

    /** Those that were loaded. */
    Set<ServerScript> loaded() {
        return loaded;
    }

    /** {@code EVALSHA}: runs a script that was loaded. */
    void evaluate(byte[][] words, ReplyBuffer reply) {
        long keyCount = DataCommands.integer(words[2]);
        if (keyCount > words.length - 3) {
            throw new CommandException("ERR Number of keys can't be greater than number of args");
        }
        Optional<ServerScript> script = ServerScript.of(Bytes.text(words[1])).filter(loaded::contains);
        if (script.isEmpty()) {
            throw new CommandException("NOSCRIPT No matching script. Please use EVAL.");
        }
        int argumentsMissing = (script.get() == ServerScript.SAVE_SESSION ? 8 : 7) - words.length;
        if (keyCount != 1 || argumentsMissing > 0) {
            throw new CommandException("ERR script: " + script.get().sha1() + " needs other arguments");
        }
        switch (script.get()) {
            case SAVE_SESSION -> reply.integer(saveSession(words));
            case DELETE_SESSION -> reply.integer(deleteSession(words));
        }
    }

    /** Where in a script an error came up, as Redis says it. */
    private static String at(ServerScript script, int line) {
        return " script: " + script.sha1() + ", on @user_script:" + line + ".";
    }

    private Optional<Entry> hashIn(ServerScript script, int line, String key) {
        try {
            return data.find(key, Type.HASH);
        } catch (CommandException e) {
            throw new CommandException(e.getMessage() + at(script, line));
        }
    }

    private static long number(Optional<Entry> entry, String field, long otherwise) {
        return entry.map(each -> each.hash.get(field))
                .map(DataCommands::integer)
                .orElse(otherwise);
    }

    private long saveSession(byte[][] words) {
        ServerScript script = ServerScript.SAVE_SESSION;
        String key = Bytes.text(words[3]);
        Optional<Entry> stored = hashIn(script, 3, key);
        long epoch = number(stored, "epoch", 0);
        long version = number(stored, "version", -1);
        long newEpoch = DataCommands.integer(words[4]);
        boolean isOld = epoch > newEpoch || epoch == newEpoch && version > DataCommands.integer(words[5]);
        if (isOld && fencesSessions) {
            return -1;
        }
        data.requireWritable(at(script, 9), true);
        data.setFields(key, new byte[][] {
            Bytes.of("HSET"),
            words[3],
            Bytes.of("epoch"),
            words[4],
            Bytes.of("version"),
            words[5],
            Bytes.of("record"),
            words[7]
        });
        data.expireIn(key, DataCommands.integer(words[6]));
        return epoch;
    }

    private int deleteSession(byte[][] words) {
        ServerScript script = ServerScript.DELETE_SESSION;
        String key = Bytes.text(words[3]);
        Optional<Entry> stored = hashIn(script, 3, key);
        if (number(stored, "epoch", -1) > DataCommands.integer(words[4])) {
            return -1;
        }
        boolean isThere = stored.map(entry -> entry.hash.containsKey("record")).orElse(false);
        data.requireWritable(at(script, 7), false);
        data.delete(key);
        data.setFields(
                key,
                new byte[][] {Bytes.of("HSET"), words[3], Bytes.of("epoch"), words[4], Bytes.of("version"), words[6]});
        data.expireIn(key, DataCommands.integer(words[5]));
        return isThere ? 1 : 0;
    }
}
