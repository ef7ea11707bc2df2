package io.darkages.engine.process;

import io.darkages.engine.backplane.CodecStatus;
import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.MessageReader;
import io.darkages.engine.backplane.MessageWriter;
import io.darkages.engine.backplane.ZoneStatus;
import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.StoreOutcome;

/**
 * Says what a process does: to those that it is linked with, often; and in the hot state, where those find it that it is
 * not linked with, and hear at once what is new. It seeks links with whoever is announced there. Hints, all of it.
 */
final class Heartbeat {

    private final ProcessOptions.Timers timers;
    private final ProcessIdentity self;
    private final ProcessLinks links;
    private final HotState hot;
    private final Hints hints;
    private final HotState.Answers found = this::found;
    private final ZoneStatus status = new ZoneStatus();
    private final ZoneStatus read = new ZoneStatus();
    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] announcement = new byte[HotState.ANNOUNCEMENT_BYTES_MAX];
    private boolean isNew;
    private long statusNanos = Long.MIN_VALUE;
    private long announceNanos = Long.MIN_VALUE;

    /** @param hints told of what others have published of themselves */
    Heartbeat(ProcessOptions.Timers timers, ProcessIdentity self, ProcessLinks links, HotState hot, Hints hints) {
        this.timers = timers;
        this.self = self;
        this.links = links;
        this.hot = hot;
        this.hints = hints;
        hot.subscribe(HotState.BROADCAST, new Published());
    }

    /** Hears what a process says that may not be linked yet. */
    @FunctionalInterface
    interface Hints {
        void heard(long nowNanos, ZoneStatus status);
    }

    private final class Published implements HotState.Messages {

        @Override
        public void message(long nowNanos, int channel, byte[] buffer, int offset, int length) {
            reader.wrap(buffer, offset, length);
            if (read.read(reader) == CodecStatus.OK && seek(read)) {
                hints.heard(nowNanos, read);
            }
        }

        @Override
        public void subscribed(long nowNanos, int channel) {
            // What was missed comes with the announcements.
        }
    }

    /** Says which zone should be served for its players' sake, {@link MessageHeader#NO_ZONE} for none, from the next beat on. */
    void want(int zone) {
        isNew |= zone != status.wantedZone && zone != MessageHeader.NO_ZONE;
        status.wantedZone = zone;
    }

    /** Says to which process the zone is handed in a drain, 0 for none, from the next beat on. */
    void handTo(long address) {
        isNew |= address != status.heir;
        status.heir = address;
    }

    /** @param isOpen whether players may be sent here */
    void beat(long nowNanos, int tick, ZoneStatus.State state, int zone, long lease, boolean isOpen, ZoneWorld world) {
        boolean isChanged = state != status.state || zone != status.zone || isNew;
        isNew = false;
        status.state = state;
        status.zone = zone;
        status.leaseNumber = lease;
        status.address = isOpen ? self.address() : 0;
        status.players = world.count();
        status.capacity = world.capacity();
        status.tick = tick;
        status.sentNanos = nowNanos;
        if (isChanged || nowNanos >= statusNanos) {
            statusNanos = nowNanos + timers.statusNanos();
            links.broadcast(status);
        }
        if (isChanged || nowNanos >= announceNanos) {
            announceNanos = nowNanos + timers.announceNanos();
            announce(nowNanos, isChanged);
        }
    }

    /** @param isNews for those to hear at once who are not linked */
    private void announce(long nowNanos, boolean isNews) {
        // Others link with it whether players may be sent here or not.
        status.address = self.address();
        writer.wrap(announcement, 0, announcement.length);
        status.write(writer);
        hot.announce(
                nowNanos,
                0,
                self.number() - 1,
                announcement,
                0,
                writer.length(),
                timers.announcementExpiryNanos(),
                (now, request, outcome, reply) -> {});
        if (isNews) {
            hot.publish(
                    nowNanos,
                    0,
                    HotState.BROADCAST,
                    announcement,
                    0,
                    writer.length(),
                    (now, request, outcome, reply) -> {});
        }
        hot.announcements(nowNanos, 0, found);
    }

    private void found(long nowNanos, long request, StoreOutcome outcome, HotReply reply) {
        for (int i = 0; outcome == StoreOutcome.DONE && i < reply.count(); i++) {
            reader.wrap(reply.bytes(), reply.offset(i), reply.length(i));
            if (read.read(reader) == CodecStatus.OK) {
                seek(read);
            }
        }
    }

    /** Seeks a link with whoever says that; false if it is this process itself. */
    private boolean seek(ZoneStatus other) {
        boolean isOther = other.address != 0 && other.address != self.address();
        if (isOther) {
            links.connect(other.address);
        }
        return isOther;
    }
}
