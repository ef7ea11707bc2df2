package io.darkages.engine.redis;

import io.darkages.engine.port.HotState;

/** The names under which the hot state lies in the server. */
final class HotStateKeys {

    private static final byte[] SESSION = CommandBuffer.ascii("session:");
    private static final byte[] ZONE = CommandBuffer.ascii("zone:");
    private static final byte[] PLAYERS = CommandBuffer.ascii(":players");
    private static final byte[] PROCESS = CommandBuffer.ascii("process:");
    private static final byte[] CHANNEL = CommandBuffer.ascii("channel:");
    private static final byte[] ALL = CommandBuffer.ascii("channel:all");
    private static final byte[] EMPTY = {};

    /** No channel that anyone can subscribe to. */
    private static final int NO_CHANNEL = Integer.MIN_VALUE;

    private HotStateKeys() {}

    /** A hash of {@code epoch}, {@code version} and {@code record}. */
    static CommandBuffer session(CommandBuffer command, long player) {
        return command.argument(SESSION, player, EMPTY);
    }

    /** A set of players. */
    static CommandBuffer zonePlayers(CommandBuffer command, int zone) {
        return command.argument(ZONE, zone, PLAYERS);
    }

    /** A string, the announcement. */
    static CommandBuffer process(CommandBuffer command, int process) {
        return command.argument(PROCESS, process, EMPTY);
    }

    static CommandBuffer channel(CommandBuffer command, int channel) {
        return channel == HotState.BROADCAST ? command.argument(ALL) : command.argument(CHANNEL, channel, EMPTY);
    }

    /** The channel whose name that item is. */
    static int channelOf(RespReader reply, int item) {
        if (reply.isText(item, ALL)) {
            return HotState.BROADCAST;
        }
        if (!reply.startsWith(item, CHANNEL) || reply.length(item) == CHANNEL.length) {
            return NO_CHANNEL;
        }
        long number = 0;
        for (int i = CHANNEL.length; i < reply.length(item); i++) {
            int digit = reply.bytes()[reply.offset(item) + i] - '0';
            if (digit < 0 || digit > 9) {
                return NO_CHANNEL;
            }
            number = Math.min(number * 10 + digit, Integer.MAX_VALUE);
        }
        return (int) number;
    }
}
