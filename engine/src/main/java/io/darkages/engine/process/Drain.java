package io.darkages.engine.process;

import io.darkages.engine.backplane.MessageHeader;
import io.darkages.engine.backplane.ZoneStatus;

/** How a process gives away the zone that it serves, with everybody in it. */
final class Drain {

    /** What the process does for it. */
    interface Host {

        /** The world stands still, or goes on. */
        void hold(boolean isToHold);

        /** Everybody in the world is to open a session at that address, and to go on there once the zone is served: once. */
        void callAhead(long nowNanos, long address);

        /** Whether anybody in the world has a session. */
        boolean isAnyoneHere();

        /** Everybody in the world is to resume at that address. */
        void sendAway(long nowNanos, long address);

        /** The zone is served no longer. */
        void close(long nowNanos);
    }

    private enum Stage {
        NONE,
        /** Nobody is let in or out any more; those who are between two zones are awaited, and an heir. The world goes on. */
        WINDING_UP,
        /** There is an heir, and clients open their sessions with it. The world goes on. */
        CALLING_AHEAD,
        /** The world stands still, and everybody is saved once more. */
        SAVING,
        /** The zone is given back, and everybody goes to the heir, or to its next holder once that is known. */
        HANDING_OVER
    }

    /**
     * A session takes two round trips and a half to open, and half a second more where a packet of the handshake is lost:
     * who is 200 ms away has it by then.
     */
    private static final long OPENING_NANOS = 1_000_000_000L;

    /** Whoever is called ahead goes when the heir's first snapshot comes; so much after it took the zone the rest is sent. */
    private static final long LEAVING_NANOS = 500_000_000L;

    private final Directory directory;
    private final ProcessIdentity self;
    /** No stage takes longer. */
    private final long stageNanos;
    /** An heir is awaited for so long, to say that it is ready and then to take the zone: it says so each period of status. */
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
    /** Where clients have been called ahead to; 0 if they have not been. */
    private long calledAddress;

    private long leavingUntilNanos;
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

    void begin(long nowNanos) {
        stage = Stage.WINDING_UP;
        untilNanos = nowNanos + stageNanos;
        heirUntilNanos = nowNanos + heirNanos;
        heirAddress = 0;
        calledAddress = 0;
        isLeaseless = false;
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
            case CALLING_AHEAD -> callAhead(nowNanos, stint);
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
        stint.migrations.close(nowNanos);
        boolean isAwaited = heirAddress == 0 && nowNanos < heirUntilNanos || stint.migrations.open() > 0;
        if (isAwaited && nowNanos < untilNanos) {
            return;
        }
        if (heirAddress == 0) {
            beginToSave(nowNanos, stint);
        } else {
            stage = Stage.CALLING_AHEAD;
            untilNanos = nowNanos + OPENING_NANOS;
            calledAddress = heirAddress;
        }
    }

    private void callAhead(long nowNanos, Stint stint) {
        host.hold(false);
        host.callAhead(nowNanos, calledAddress);
        if (nowNanos >= untilNanos) {
            beginToSave(nowNanos, stint);
        }
    }

    private void beginToSave(long nowNanos, Stint stint) {
        stage = Stage.SAVING;
        untilNanos = nowNanos + stageNanos;
        host.hold(true);
        stint.sessions.saveAll();
    }

    private void save(long nowNanos, Stint stint) {
        if (stint.migrations.open() == 0 && stint.sessions.isAllSaved() || nowNanos >= untilNanos) {
            stage = Stage.HANDING_OVER;
            untilNanos = nowNanos + stageNanos;
            successorAddress = 0;
            leavingUntilNanos = Long.MAX_VALUE;
            heirUntilNanos = nowNanos + heirNanos;
            stint.lease.release(nowNanos);
            if (calledAddress == 0 && heirAddress != 0) {
                // While it takes the zone they connect with it; if another does, it sends them there.
                host.sendAway(nowNanos, heirAddress);
            }
        }
    }

    /**
     * Sends who is left to the next holder as soon as it is known. It says so itself; the register is asked, too. Who was
     * called ahead to it is given time to go.
     */
    private void handOver(long nowNanos, Stint stint) {
        int zone = stint.lease.zone();
        boolean isKnown = stint.lease.holder() != self.holder() && directory.isServedElsewhere(nowNanos, zone);
        long address = isKnown ? directory.address(zone) : successorAddress;
        boolean isTaken = address != 0;
        if (isTaken && leavingUntilNanos == Long.MAX_VALUE) {
            leavingUntilNanos = nowNanos + (address == calledAddress ? LEAVING_NANOS : 0);
        }
        boolean isOver = nowNanos >= untilNanos || isTaken && (nowNanos >= leavingUntilNanos || !host.isAnyoneHere());
        if (isOver && isTaken) {
            host.sendAway(nowNanos, address);
        }
        if (isOver) {
            host.close(nowNanos);
        }
    }

    /** Somebody should serve the zone that was given back: it; {@link MessageHeader#NO_ZONE} once somebody does. */
    int wanted(Stint stint) {
        int zone = stint.lease.zone();
        return directory.isVacant(zone) ? zone : MessageHeader.NO_ZONE;
    }

    /** Where the process is that is to take the zone; 0 without one, and if it did not take it when it could. */
    long heir(long nowNanos) {
        boolean isTooLate = isHandingOver() && nowNanos >= heirUntilNanos;
        return isUnderWay() && !isTooLate ? heirAddress : 0;
    }

    /** Another process said what it does: it may serve what this one gives away, or be ready to. */
    void heard(ZoneStatus other, Stint stint) {
        boolean isReady = other.state == ZoneStatus.State.IDLE && other.zone == stint.lease.zone();
        if (isUnderWay() && isReady && heirAddress == 0) {
            heirAddress = other.address;
        } else if (!isReady && other.address == heirAddress && calledAddress == 0) {
            heirAddress = 0;
        }
        if (stage == Stage.HANDING_OVER
                && other.state == ZoneStatus.State.SERVING
                && other.zone == stint.lease.zone()
                && other.leaseNumber > stint.leaseNumber) {
            successorAddress = other.address;
        }
    }
}
