package io.darkages.engine.redis;

import io.darkages.engine.port.ByteStreams;

/**
 * What is said first on a new connection, and what a server has to answer before anything else is asked of it: that it
 * is a primary, and that it knows the scripts.
 */
final class Greeting {

    private static final byte[] ROLE = CommandBuffer.ascii("ROLE");
    private static final byte[] MASTER = CommandBuffer.ascii("master");
    private static final byte[] SCRIPT = CommandBuffer.ascii("SCRIPT");
    private static final byte[] LOAD = CommandBuffer.ascii("LOAD");
    private static final int BYTES_MAX = 8 * 1_024;

    private final Script[] scripts;
    private final CommandBuffer commands = new CommandBuffer(BYTES_MAX);
    /** Position up to which the stream took it. */
    private long taken;

    private int answers;

    Greeting(Script... scripts) {
        this.scripts = scripts;
        askRole(commands);
        for (Script script : scripts) {
            load(commands, script);
        }
    }

    static void askRole(CommandBuffer commands) {
        commands.begin(1).argument(ROLE);
    }

    static void load(CommandBuffer commands, Script script) {
        commands.begin(3).argument(SCRIPT).argument(LOAD).argument(script.text());
    }

    /** Whether that reply to {@link #askRole} is a primary's. */
    static boolean isPrimary(RespReader reply) {
        return reply.type(0) == RespReader.ARRAY && reply.count() > 1 && reply.isText(1, MASTER);
    }

    /** A new connection stands: nothing was said on it. */
    void begin() {
        taken = 0;
        answers = 0;
    }

    /** Says what was not said yet, as far as the stream takes it. */
    void write(ByteStreams streams, int stream) {
        int length = (int) (commands.endPosition() - taken);
        taken += streams.write(stream, commands.bytes(), commands.offset(taken), length);
    }

    /** Whether that reply, the next, is the one of a primary that has the scripts. */
    boolean isExpected(RespReader reply) {
        boolean expected = answers == 0
                ? isPrimary(reply)
                : reply.type(0) == RespReader.BULK && reply.isText(0, scripts[answers - 1].sha1());
        answers++;
        return expected;
    }

    /** Whether all was answered. */
    boolean isOver() {
        return answers > scripts.length;
    }
}
