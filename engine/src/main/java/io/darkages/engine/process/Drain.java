package io.darkages.engine.process;

import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.ZoneStatus;

/** How a process gives away the zone that it serves, with everybody in it. */
final class Drain {

    /** What the process does for it. */
    interface Host {

        /** The world stands still, or goes on. */
        void hold(boolean isToHold);

        /** Everybody in the world is to resume at that address. */
        void sendAway(long nowNanos, long address);

        /** The zone is served no longer. */
        void close(long nowNanos);
    }

    private enum Stage {
        NONE,
        /** Nobody is let in or out any more; those who are between two zones are awaited, and an heir. The world goes on. */
        WINDING_UP,
        /** The world stands still, and everybody is saved once more. */
        SAVING,
        /** The zone is given back, and everybody goes to the heir, or to its next holder once that is known. */
        HANDING_OVER
    }

    private final Directory directory;
    private final ProcessIdentity self;
    /** No stage takes longer. */
    private final long stageNanos;
    /** An heir is awaited for so long: what it says comes each period of status. */
    private final long heirNanos;
    /** Without the lease nothing goes on; it is awaited for so long. */
    private final long leaselessNanos;

    private final Host host;
    private Stage stage = Stage.NONE;
    private long untilNanos;
    private long heirUntilNanos;
    /** Where whoever took the zone is, as it said itself; 0 without one. */
    private long successorAddress;
    /** Where a process is that is ready to take the zone and said so; 0 without one. */
    private long heirAddress;

    private boolean isLeaseless;
    private long leaselessUntilNanos;

    Drain(Directory directory, ProcessIdentity self, ProcessOptions.Timers timers, Host host) {
        this.directory = directory;
        this.self = self;
        stageNanos = timers.suspectNanos();
        heirNanos = 2 * timers.statusNanos();
        leaselessNanos = timers.loginNanos();
        this.host = host;
    }

    boolean isUnderWay() {
        return stage != Stage.NONE;
    }

    /** Whether the zone was given back. */
    boolean isHandingOver() {
        return stage == Stage.HANDING_OVER;
    }

    void begin(long nowNanos, Stint stint) {
        stage = Stage.WINDING_UP;
        untilNanos = nowNanos + stageNanos;
        heirUntilNanos = nowNanos + heirNanos;
        heirAddress = 0;
        isLeaseless = false;
        stint.migrations.close();
    }

    /** There is nothing to give away any more. */
    void end() {
        stage = Stage.NONE;
    }

    /** Goes on. To be called each tick while it is under way and the lease is held, or after the zone was given back. */
    void advance(long nowNanos, Stint stint) {
        isLeaseless = false;
        switch (stage) {
            case WINDING_UP -> windUp(nowNanos, stint);
            case SAVING -> save(nowNanos, stint);
            case HANDING_OVER -> handOver(nowNanos, stint);
            case NONE -> throw new IllegalStateException("no drain is under way");
        }
    }

    /**
     * The same while the lease ran out and can't be renewed: the register is away. The world stands still. Everybody is
     * saved as they stand, which a later owner's save outdoes. If the lease does not come back, the process goes: whoever
     * was in the world comes back from what was saved, wherever the zone is taken, which the register allows one process
     * to do. The zone is given back if the register still hears that, and is let go by time otherwise.
     */
    void advanceWithoutLease(long nowNanos, Stint stint) {
        if (!isLeaseless) {
            isLeaseless = true;
            leaselessUntilNanos = nowNanos + leaselessNanos;
            stint.sessions.saveAll();
        }
        stint.sessions.advance(nowNanos);
        if (nowNanos >= leaselessUntilNanos) {
            stint.lease.release(nowNanos);
            host.close(nowNanos);
        }
    }

    private void windUp(long nowNanos, Stint stint) {
        host.hold(false);
        boolean isAwaited = heirAddress == 0 && nowNanos < heirUntilNanos || stint.migrations.open() > 0;
        if (!isAwaited || nowNanos >= untilNanos) {
            stage = Stage.SAVING;
            untilNanos = nowNanos + stageNanos;
            host.hold(true);
            stint.sessions.saveAll();
        }
    }

    private void save(long nowNanos, Stint stint) {
        if (stint.migrations.open() == 0 && stint.sessions.isAllSaved() || nowNanos >= untilNanos) {
            stage = Stage.HANDING_OVER;
            untilNanos = nowNanos + stageNanos;
            successorAddress = 0;
            stint.lease.release(nowNanos);
            if (heirAddress != 0) {
                // While it takes the zone they connect with it; if another does, it sends them there.
                host.sendAway(nowNanos, heirAddress);
            }
        }
    }

    /** Sends who is left to the next holder as soon as it is known. It says so itself; the register is asked, too. */
    private void handOver(long nowNanos, Stint stint) {
        int zone = stint.lease.zone();
        boolean isKnown = stint.lease.holder() != self.holder() && directory.isServedElsewhere(nowNanos, zone);
        long address = isKnown ? directory.address(zone) : successorAddress;
        boolean isTaken = address != 0;
        if (isTaken) {
            host.sendAway(nowNanos, address);
        }
        if (isTaken || nowNanos >= untilNanos) {
            host.close(nowNanos);
        }
    }

    /** Somebody should serve the zone that was given back: it; {@link MessageHeader#NO_ZONE} once somebody does. */
    int wanted(Stint stint) {
        int zone = stint.lease.zone();
        return directory.isVacant(zone) ? zone : MessageHeader.NO_ZONE;
    }

    /** Another process said what it does: it may serve what this one gives away, or be ready to. */
    void heard(ZoneStatus other, Stint stint) {
        if (other.state == ZoneStatus.State.IDLE && other.zone == stint.lease.zone()) {
            heirAddress = other.address;
        }
        if (stage == Stage.HANDING_OVER
                && other.state == ZoneStatus.State.SERVING
                && other.zone == stint.lease.zone()
                && other.leaseNumber > stint.leaseNumber) {
            successorAddress = other.address;
        }
    }
}
