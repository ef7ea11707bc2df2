package io.darkages.sim.redis;

import io.darkages.engine.port.NetworkAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Commands that concern a connection, or what the node is, and not its data. */
final class ConnectionCommands {

    private static final int ADDRESS_PARTS = 4;
    private static final long PORT_MAX = 0xFFFF;
    private static final int BYTE_MAX = 0xFF;

    private ConnectionCommands() {}

    /** Refuses a command that is none. */
    static void unknown(byte[][] words, ReplyBuffer reply) {
        String text = "ERR unknown command '" + Bytes.text(words[0]) + "', with args beginning with: ";
        for (int i = 1; i < words.length; i++) {
            text += "'" + Bytes.text(words[i]) + "' ";
        }
        reply.error(text);
    }

    static void ping(ConnectedClient client, byte[][] words) {
        if (!client.channels.isEmpty()) {
            client.replies.array(2);
            client.replies.bulk("pong");
            client.replies.bulk(words.length > 1 ? words[1] : new byte[0]);
        } else if (words.length > 1) {
            client.replies.bulk(words[1]);
        } else {
            client.replies.simple("PONG");
        }
    }

    static void role(Optional<PrimaryLink> primary, long offset, ReplyBuffer reply) {
        if (primary.isEmpty()) {
            reply.array(3);
            reply.bulk("master");
            reply.integer(offset);
            reply.array(0);
        } else {
            PrimaryLink link = primary.get();
            String address = NetworkAddress.describe(link.primary());
            reply.array(5);
            reply.bulk("slave");
            reply.bulk(address.substring(0, address.indexOf(':')));
            reply.integer(NetworkAddress.port(link.primary()));
            reply.bulk(link.isInSync() ? "connected" : link.isConnected() ? "sync" : "connect");
            reply.integer(offset);
        }
    }

    static void script(byte[][] words, Set<ServerScript> scripts, ReplyBuffer reply) {
        String action = Bytes.text(words[1]).toUpperCase(Locale.ROOT);
        if (action.equals("LOAD") && words.length == 3) {
            String sha1 = ServerScript.sha1Of(words[2]);
            Optional<ServerScript> known = ServerScript.of(sha1);
            known.ifPresent(scripts::add);
            if (known.isPresent()) {
                reply.bulk(sha1);
            } else {
                reply.error("ERR the simulated node can't run the script " + sha1);
            }
        } else if (action.equals("EXISTS")) {
            reply.array(words.length - 2);
            for (int i = 2; i < words.length; i++) {
                boolean there = ServerScript.of(Bytes.text(words[i]))
                        .filter(scripts::contains)
                        .isPresent();
                reply.integer(there ? 1 : 0);
            }
        } else if (action.equals("FLUSH")) {
            scripts.clear();
            reply.simple("OK");
        } else {
            reply.error("ERR unknown subcommand '" + Bytes.text(words[1]) + "'. Try SCRIPT HELP.");
        }
    }

    static void subscribe(ConnectedClient client, byte[][] words) {
        for (int i = 1; i < words.length; i++) {
            client.channels.add(Bytes.text(words[i]));
            confirm(client, "subscribe", words[i]);
        }
    }

    static void unsubscribe(ConnectedClient client, byte[][] words) {
        if (words.length == 1 && client.channels.isEmpty()) {
            client.replies.array(3);
            client.replies.bulk("unsubscribe");
            client.replies.nil();
            client.replies.integer(0);
            return;
        }
        List<String> gone = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            gone.add(Bytes.text(words[i]));
        }
        for (String channel : words.length == 1 ? List.copyOf(client.channels) : gone) {
            client.channels.remove(channel);
            confirm(client, "unsubscribe", Bytes.of(channel));
        }
    }

    private static void confirm(ConnectedClient client, String what, byte[] channel) {
        client.replies.array(3);
        client.replies.bulk(what);
        client.replies.bulk(channel);
        client.replies.integer(client.channels.size());
    }

    /** The number that the word is, at least 0. */
    static OptionalLong number(byte[] word) {
        String text = Bytes.text(word);
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** An IPv4 address in its dotted form, and a port. */
    static OptionalLong address(byte[] host, byte[] port) {
        String[] parts = Bytes.text(host).split("\\.", -1);
        OptionalLong portNumber = number(port);
        if (parts.length != ADDRESS_PARTS || portNumber.isEmpty() || portNumber.getAsLong() > PORT_MAX) {
            return OptionalLong.empty();
        }
        int ipv4 = 0;
        for (String part : parts) {
            OptionalLong value = number(Bytes.of(part));
            if (value.isEmpty() || value.getAsLong() > BYTE_MAX) {
                return OptionalLong.empty();
            }
            ipv4 = ipv4 << 8 | (int) value.getAsLong();
        }
        return OptionalLong.of(NetworkAddress.of(ipv4, (int) portNumber.getAsLong()));
    }
}
