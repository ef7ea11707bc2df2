package io.darkages.sim.redis;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.Mix;
import io.darkages.sim.HostContext;
import io.darkages.sim.Program;
import io.darkages.sim.stream.HostStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Redis server: primary or replica. All but its {@link RedisDisk} is memory and gone with a crash.
 *
 * <p>A replica answers reads, also while it is cut off from its primary; it refuses writes. A primary tells its
 * replicas of changes after it has answered, so what it acknowledged is lost when a replica that was not told takes
 * its place.
 */
public final class RedisNode implements Program, ConnectedClient.Handler, PrimaryLink.Handler {

    private static final int STREAM_TIMER = 0;
    private static final int CRON_TIMER = 1;
    private static final int SYNC_TIMER = 2;

    /** {@code hz 10}. */
    private static final long CRON_NANOS = 100_000_000L;

    private static final long SYNC_EVERY_NANOS = 1_000_000_000L;

    /** {@code repl-ping-replica-period}. */
    private static final long REPLICA_PING_NANOS = 10_000_000_000L;

    /** Keys looked at in each turn of active expiry, as {@code ACTIVE_EXPIRE_CYCLE_KEYS_PER_LOOP}. */
    private static final int EXPIRE_LOOKS = 20;

    private static final long MICROS_PER_MILLI = 1_000;

    /** What an empty server takes; 7.0 says so of itself after its start. */
    private static final long BASE_BYTES = 900_000;

    private static final int MEBIBYTE_BITS = 20;
    private static final long NO_LIMIT = Long.MAX_VALUE / 2;

    private final HostContext context;
    private final RedisNodeOptions options;
    private final RedisDisk disk;
    private final HostStreams streams;
    private final DataCommands data;
    private final ConnectedClients clients;
    private final ReplyBuffer ignored = new ReplyBuffer();
    private final RedisNodeCounts counts = new RedisNodeCounts();
    private Optional<PrimaryLink> primary = Optional.empty();
    private long loadedNanos;
    private boolean receiving;
    private long syncStartNanos;
    private int syncing;
    private long replicasPingedNanos;
    private long offset;
    private long memoryBytesMax;
    /** The highest limit that was ever set. */
    private long memoryBytesCap;

    /**
     * Starts the node.
     *
     * @param disk that of this host and no other; a disk outlives the programs that use it
     */
    public RedisNode(HostContext context, RedisNodeOptions options, RedisDisk disk) {
        this.context = context;
        this.options = options;
        this.disk = disk;
        limitMemory(options.memoryBytesMax());
        data = new DataCommands(disk.load(), options.fencesSessions());
        streams = new HostStreams(context, STREAM_TIMER, options.streams());
        clients = new ConnectedClients(context, options, streams, this, counts);
        streams.listen((nanos, stream, from) -> clients.accept(stream));
        long now = context.monotonicNanos();
        loadedNanos = now + data.keys().size() * options.costs().loadNanos();
        syncStartNanos = now;
        replicasPingedNanos = now;
        if (disk.primary() != RedisDisk.NOBODY) {
            primary = Optional.of(new PrimaryLink(streams, disk.primary(), offset, this));
        }
        context.setTimer(CRON_TIMER, now + CRON_NANOS);
    }

    @Override
    public void datagram(long from, byte[] buffer, int at, int length) {
        context.spend(options.costs().datagramNanos());
        streams.receive(from, buffer, at, length);
    }

    @Override
    public void timer(int id) {
        switch (id) {
            case STREAM_TIMER -> streams.timer();
            case SYNC_TIMER -> {
                disk.sync(syncing);
                syncing = 0;
                counts.add(RedisNodeCounter.DISK_SYNCS);
            }
            default -> cron();
        }
    }

    private void cron() {
        long now = context.monotonicNanos();
        context.setTimer(CRON_TIMER, now + CRON_NANOS);
        primary.ifPresent(link -> link.advance(now));
        if (primary.isEmpty()) {
            List<byte[][]> expired = data.expire(EXPIRE_LOOKS, wallMillis());
            counts.add(RedisNodeCounter.KEYS_EXPIRED, expired.size());
            chargeItems();
            propagate(expired);
            if (now - replicasPingedNanos >= REPLICA_PING_NANOS) {
                replicasPingedNanos = now;
                tellReplicas(List.<byte[][]>of(Bytes.command("PING")));
            }
        }
        clients.flushAll();
        if (options.persistence() == RedisNodeOptions.Persistence.EVERY_SECOND
                && disk.isRewriteDue(options.rewriteBytesMin())) {
            disk.rewritten(data.keys().bytes());
            counts.add(RedisNodeCounter.FILE_REWRITES);
            fork();
        }
        boolean syncDue = syncing == 0 && now - syncStartNanos >= SYNC_EVERY_NANOS;
        if (syncDue && disk.commandsUnsynced() > 0) {
            syncStartNanos = now;
            syncing = disk.commandsUnsynced();
            context.setTimer(SYNC_TIMER, now + options.costs().syncNanos());
        }
    }

    @Override
    public void received(ConnectedClient client) {
        while (clients.contains(client) && !client.quitting) {
            byte[][] words = client.parser.next();
            if (words.length == 0) {
                break;
            }
            int before = client.replies.length();
            carryOut(client, words);
            charge(words, client.replies.length() - before);
            if (client.replies.length() > options.clientBytesMax()) {
                // It leaves now, or the client is cut off.
                clients.flush(client);
            }
        }
        if (clients.contains(client)) {
            if (client.parser.isBroken()) {
                counts.add(RedisNodeCounter.CLIENTS_BROKEN);
                client.replies.error("ERR Protocol error: unbalanced quotes or invalid length");
                client.quitting = true;
            }
            clients.flush(client);
        }
    }

    private void charge(byte[][] words, int replyBytes) {
        long bytes = Math.max(replyBytes, 0);
        for (byte[] word : words) {
            bytes += word.length;
        }
        context.spend(options.costs().commandNanos() + bytes * options.costs().byteNanos());
        counts.add(RedisNodeCounter.COMMANDS);
    }

    private void chargeItems() {
        context.spend(data.takeItems() * options.costs().itemNanos());
    }

    private void carryOut(ConnectedClient client, byte[][] words) {
        String name = Bytes.text(words[0]);
        ReplyBuffer reply = client.replies;
        Optional<RedisCommand> known = RedisCommand.named(name);
        if (known.isEmpty()) {
            ConnectionCommands.unknown(words, reply);
            return;
        }
        RedisCommand command = known.get();
        if (!command.takes(words.length)) {
            reply.error("ERR wrong number of arguments for '" + command.lowerCase() + "' command");
        } else if (!client.channels.isEmpty() && !command.isForSubscribers()) {
            reply.error("ERR Can't execute '" + command.lowerCase()
                    + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context");
        } else if (isLoading() && !command.isAnsweredWhileLoading()) {
            reply.error("LOADING Redis is loading the dataset in memory");
        } else {
            dispatch(client, command, words);
        }
    }

    private boolean isLoading() {
        return receiving || context.monotonicNanos() < loadedNanos;
    }

    private void dispatch(ConnectedClient client, RedisCommand command, byte[][] words) {
        ReplyBuffer reply = client.replies;
        switch (command) {
            case PING -> ConnectionCommands.ping(client, words);
            case ECHO -> reply.bulk(words[1]);
            case QUIT -> {
                reply.simple("OK");
                client.quitting = true;
            }
            case ROLE -> ConnectionCommands.role(primary, offset(), reply);
            case REPLICAOF -> replicaOf(client, words);
            case CONFIG -> configure(words, reply);
            case PSYNC -> fullSync(client);
            case REPLCONF -> {
                // A sign of life of a replica: it waits for no reply.
            }
            case SUBSCRIBE -> ConnectionCommands.subscribe(client, words);
            case UNSUBSCRIBE -> ConnectionCommands.unsubscribe(client, words);
            case PUBLISH -> {
                reply.integer(clients.publish(words));
                if (primary.isEmpty()) {
                    tellReplicas(List.<byte[][]>of(words));
                }
            }
            case SCRIPT -> ConnectionCommands.script(words, data.scripts(), reply);
            default -> {
                boolean full = memoryBytesMax > 0 && data.keys().bytes() + BASE_BYTES > memoryBytesMax;
                List<byte[][]> effects = data.run(command, words, wallMillis(), primary.isPresent(), full, reply);
                counts.highWater(RedisNodeCounter.MEMORY_HIGH_WATER, data.keys().bytes());
                chargeItems();
                propagate(effects);
            }
        }
    }

    /** @param bytes 0 for no limit */
    private void limitMemory(long bytes) {
        memoryBytesMax = bytes;
        memoryBytesCap = bytes == 0 ? NO_LIMIT : Math.max(memoryBytesCap, bytes);
    }

    /** {@code maxmemory} only: people change it while the server runs. */
    private void configure(byte[][] words, ReplyBuffer reply) {
        OptionalLong value = words.length == 4
                        && Bytes.text(words[1]).equalsIgnoreCase("SET")
                        && Bytes.text(words[2]).equalsIgnoreCase("maxmemory")
                ? ConnectionCommands.number(words[3])
                : OptionalLong.empty();
        if (value.isPresent()) {
            limitMemory(value.getAsLong());
            reply.simple("OK");
        } else {
            reply.error("ERR the simulated node has no such setting");
        }
    }

    /** Tells disk and replicas what was changed; several changes are one. */
    private void propagate(List<byte[][]> effects) {
        if (effects.isEmpty()) {
            return;
        }
        if (options.persistence() == RedisNodeOptions.Persistence.EVERY_SECOND) {
            effects.forEach(disk::append);
        }
        boolean together = effects.size() > 1;
        List<byte[][]> told = new ArrayList<>(effects);
        if (together) {
            told.add(0, Bytes.command("MULTI"));
            told.add(Bytes.command("EXEC"));
        }
        tellReplicas(told);
    }

    /** Up to where the node has its primary's changes, or has made its own. */
    private long offset() {
        return primary.map(PrimaryLink::offset).orElse(offset);
    }

    private void tellReplicas(List<byte[][]> commands) {
        offset += commands.size();
        clients.tellReplicas(commands);
    }

    /** Gives a replica the whole data set; from now on it is told every change. */
    private void fullSync(ConnectedClient client) {
        if (primary.isPresent()) {
            client.replies.error("NOMASTERLINK Can't SYNC while not connected with my master");
            return;
        }
        counts.add(RedisNodeCounter.FULL_SYNCS);
        fork();
        client.replica = true;
        client.replies.command(Bytes.command("SYNCBEGIN"));
        data.keys().commands().forEach(client.replies::command);
        client.replies.command(Bytes.command("SYNCEND", Long.toString(offset)));
    }

    private void fork() {
        long mebibytes = (BASE_BYTES + data.keys().bytes()) >> MEBIBYTE_BITS;
        context.spend(options.costs().forkNanos() + mebibytes * options.costs().forkMebibyteNanos());
    }

    private void replicaOf(ConnectedClient client, byte[][] words) {
        boolean nobody = Bytes.text(words[1]).equalsIgnoreCase("NO")
                && Bytes.text(words[2]).equalsIgnoreCase("ONE");
        OptionalLong told = nobody ? OptionalLong.of(RedisDisk.NOBODY) : ConnectionCommands.address(words[1], words[2]);
        if (told.isEmpty()) {
            client.replies.error("ERR Invalid master port");
            return;
        }
        long address = told.getAsLong();
        client.replies.simple("OK");
        if (address == disk.primary()) {
            return;
        }
        counts.add(nobody ? RedisNodeCounter.PROMOTIONS : RedisNodeCounter.DEMOTIONS);
        disk.primary(address);
        offset = offset();
        primary.ifPresent(PrimaryLink::close);
        receiving = false;
        primary = nobody ? Optional.empty() : Optional.of(new PrimaryLink(streams, address, offset, this));
        // Whoever relied on the role before is to look again, as Sentinel's CLIENT KILL does.
        clients.dropAllBut(client);
    }

    @Override
    public void syncBegins() {
        receiving = true;
        change(Bytes.command("FLUSHALL"));
    }

    @Override
    public void syncEnds() {
        receiving = false;
    }

    @Override
    public void change(byte[][] command) {
        charge(command, 0);
        if (RedisCommand.PUBLISH.name().equalsIgnoreCase(Bytes.text(command[0]))) {
            clients.publish(command);
            return;
        }
        RedisDisk.apply(data, command, ignored);
        chargeItems();
        counts.highWater(RedisNodeCounter.MEMORY_HIGH_WATER, data.keys().bytes());
        if (options.persistence() == RedisNodeOptions.Persistence.EVERY_SECOND) {
            disk.append(command);
        }
    }

    @Override
    public void writable(ConnectedClient client) {
        clients.flush(client);
    }

    @Override
    public void closed(ConnectedClient client) {
        clients.remove(client);
    }

    private long wallMillis() {
        return Math.floorDiv(context.wallMicros(), MICROS_PER_MILLI);
    }

    public long count(RedisNodeCounter counter) {
        return counts.count(counter);
    }

    /** Keys that are there, those whose time is over among them until they are deleted. */
    public int keyCount() {
        return data.keys().size();
    }

    public boolean isPrimary() {
        return primary.isEmpty();
    }

    /** Whether it is a replica that has the data set and is told the changes. */
    public boolean isInSync() {
        return primary.filter(PrimaryLink::isInSync).isPresent();
    }

    /** Tells judges how full node and streams have been, and how full they may get. Between windows. */
    public void reportBounds(Probes probes) {
        streams.reportBounds(probes);
        clients.reportBounds(probes);
        probes.bound(
                BoundedStructure.REDIS_MEMORY_BYTES,
                BASE_BYTES + counts.count(RedisNodeCounter.MEMORY_HIGH_WATER),
                memoryBytesCap + Keyspace.bytesOfCommand(options.clientBytesMax(), RequestParser.WORDS_MAX));
    }

    @Override
    public long stateHash() {
        long hash = Mix.fold(data.keys().digest(), disk.digest());
        hash = Mix.fold(hash, streams.stateHash());
        hash = Mix.fold(hash, primary.map(PrimaryLink::digest).orElse(0L));
        return Mix.fold(clients.digest(hash), counts.digest());
    }
}
