package io.darkages.engine.process;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.Message;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageWriter;
import io.darkages.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reliable messages between processes, as bytes: in order for each pair, held while the pair is cut off. */
final class ModelBackplane {

    private static final long MILLI = 1_000_000;

    /** Takes what comes. */
    interface Hearer {
        void message(long nanos, MessageHeader header, MessageReader body);
    }

    private record Node(ModelClock.Owner owner, Hearer hearer) {}

    private final ModelClock clock;
    private final RandomStream random;
    private final SortedMap<Long, Node> nodes = new TreeMap<>();
    private final SortedMap<String, Long> lastArrival = new TreeMap<>();
    private final SortedMap<String, List<byte[]>> heldBack = new TreeMap<>();
    private long sequence;

    ModelBackplane(ModelClock clock, RandomStream random) {
        this.clock = clock;
        this.random = random;
    }

    void join(long process, ModelClock.Owner owner, Hearer hearer) {
        nodes.put(process, new Node(owner, hearer));
    }

    void cut(long one, long other, boolean isCut) {
        for (String pair : List.of(pair(one, other), pair(other, one))) {
            if (isCut) {
                heldBack.putIfAbsent(pair, new ArrayList<>());
            } else if (heldBack.containsKey(pair)) {
                long from = Long.parseLong(pair.substring(0, pair.indexOf('>')));
                long to = Long.parseLong(pair.substring(pair.indexOf('>') + 1));
                for (byte[] bytes : heldBack.remove(pair)) {
                    carry(from, to, bytes);
                }
            }
        }
    }

    private static String pair(long from, long to) {
        return from + ">" + to;
    }

    boolean send(long from, int fromZone, long to, int zone, Message message) {
        if (!nodes.containsKey(to)) {
            return false;
        }
        MessageHeader header = new MessageHeader();
        header.type = message.type();
        header.sourceProcess = from;
        header.sourceIncarnation = 1;
        header.sourceZone = fromZone;
        header.targetZone = zone;
        header.sequence = ++sequence;
        byte[] bytes = new byte[Message.BYTES_MAX];
        MessageWriter writer = new MessageWriter().wrap(bytes, 0, bytes.length);
        header.write(writer);
        message.write(writer);
        if (writer.overflowed()) {
            throw new IllegalStateException(message.type() + " is too long");
        }
        carry(from, to, Arrays.copyOf(bytes, writer.length()));
        return true;
    }

    private void carry(long from, long to, byte[] bytes) {
        String pair = pair(from, to);
        if (heldBack.containsKey(pair)) {
            heldBack.get(pair).add(bytes);
            return;
        }
        long arrival = Math.max(lastArrival.getOrDefault(pair, 0L), clock.now + random.between(MILLI / 2, 5 * MILLI));
        lastArrival.put(pair, arrival);
        Node node = nodes.get(to);
        clock.forOwner(node.owner(), arrival - clock.now, nanos -> {
            MessageReader reader = new MessageReader().wrap(bytes, 0, bytes.length);
            MessageHeader header = new MessageHeader();
            if (header.read(reader) != CodecStatus.OK) {
                throw new IllegalStateException("a header that was written can't be read");
            }
            node.hearer().message(nanos, header, reader);
        });
    }
}
