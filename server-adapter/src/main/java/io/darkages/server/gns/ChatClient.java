package io.darkages.server.gns;

import io.darkages.engine.port.NetworkAddress;
import io.darkages.engine.transport.EndpointListener;
import io.darkages.engine.transport.SendFlags;
import io.darkages.engine.transport.Session;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Talks in lines of text with one server: prints what comes, sends what it is given, each line a reliable
 * message, as GameNetworkingSockets' chat example does. On the endpoint's thread.
 */
public final class ChatClient implements EndpointListener {

    private final Consumer<String> print;
    private boolean connected;
    private boolean closed;
    private int reason;

    public ChatClient(Consumer<String> print) {
        this.print = print;
    }

    @Override
    public void connected(Session session) {
        connected = true;
        print.accept("connected to " + NetworkAddress.describe(session.address()));
    }

    @Override
    public void message(
            Session session, int lane, long number, boolean reliable, byte[] buffer, int offset, int length) {
        print.accept(MessageText.printable(buffer, offset, length));
    }

    @Override
    public void closed(Session session, int closeReason, String debug) {
        closed = true;
        reason = closeReason;
        print.accept("closed, reason " + closeReason + (debug.isEmpty() ? "" : " (" + debug + ")"));
    }

    /** Sends a line at once. False if the session can't take it now. */
    public static boolean say(Session session, String line, long nowNanos) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        boolean queued = session.send(0, SendFlags.RELIABLE, bytes, 0, bytes.length);
        session.flush(nowNanos);
        return queued;
    }

    public boolean isConnected() {
        return connected && !closed;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Why the session ended. */
    public int reason() {
        return reason;
    }
}
