package io.darkages.engine.process;

import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.backplane.ZoneStatus;
import io.darkages.engine.grid.ZoneGrid;

/**
 * Which zone a process that serves none is about to take: one whose holder seems dead, one whose holder drains, or one
 * that nobody holds and somebody waits for. Who is first is the register's to say.
 */
final class Succession {

    private final Directory directory;
    /** A drain is waited for so long. */
    private final long patienceNanos;

    private final ProcessIdentity self;

    /** Zone that it wants to take, {@link ZoneGrid#NONE} without one. */
    private int zone = ZoneGrid.NONE;
    /** Up to when it wants that though another holds it, and drains. */
    private long untilNanos;
    /** Number of the lease under which that other serves it. */
    private long drainedLease;

    Succession(Directory directory, ProcessOptions.Timers timers, ProcessIdentity self) {
        this.directory = directory;
        patienceNanos = 2 * timers.suspectNanos();
        this.self = self;
    }

    int zone() {
        return zone;
    }

    boolean isNone() {
        return zone == ZoneGrid.NONE;
    }

    /** Whether it waits for that zone's holder to give it back. */
    boolean isHeir(long nowNanos, int itsZone) {
        return zone == itsZone && nowNanos < untilNanos && !isTakenByAnother();
    }

    private boolean isTakenByAnother() {
        return directory.lease(zone).holderLease() > drainedLease;
    }

    /** A zone is wanted from now on. */
    void want(long nowNanos, int itsZone) {
        zone = itsZone;
        untilNanos = nowNanos;
        drainedLease = 0;
    }

    /**
     * Goes after a zone, if there is one to go after.
     *
     * @return whether the zone is this process' own now
     */
    boolean seek(long nowNanos) {
        for (int i = 0; i < directory.zones() && isNone(); i++) {
            // Each spare begins its search elsewhere, so that two dead zones find two spares at once.
            int next = (i + self.number()) % directory.zones();
            if (directory.isSuspect(nowNanos, next)) {
                want(nowNanos, next);
            }
        }
        if (isNone()) {
            return false;
        }
        ZoneLease lease = directory.lease(zone);
        if (lease.isHeld(nowNanos)) {
            return true;
        }
        if ((nowNanos >= untilNanos || isTakenByAnother()) && directory.isServedElsewhere(nowNanos, zone)) {
            giveUp(nowNanos);
        } else {
            lease.acquire();
        }
        return false;
    }

    /** The zone was taken: its lease. */
    ZoneLease take() {
        ZoneLease lease = directory.lease(zone);
        zone = ZoneGrid.NONE;
        return lease;
    }

    void giveUp(long nowNanos) {
        if (!isNone()) {
            directory.lease(zone).release(nowNanos);
            zone = ZoneGrid.NONE;
        }
    }

    /** Another process speaks: if it drains the zone that this one is after, that is waited for, or left to its heir. */
    void drains(long nowNanos, ZoneStatus other) {
        boolean isMeant = !isNone() && other.state == ZoneStatus.State.DRAINING && other.zone == zone;
        if (isMeant && !isOpenTo(other)) {
            giveUp(nowNanos);
        } else if (isMeant && drainedLease != other.leaseNumber) {
            await(nowNanos, other);
        }
    }

    private void await(long nowNanos, ZoneStatus other) {
        zone = other.zone;
        untilNanos = nowNanos + patienceNanos;
        drainedLease = other.leaseNumber;
    }

    /** Whether a process that drains has named no heir yet, or this one. */
    private boolean isOpenTo(ZoneStatus other) {
        return other.heir == 0 || other.heir == self.address();
    }

    /** Another process, which drains or misses a neighbour, said so to this one, which is free. */
    void heard(long nowNanos, ZoneStatus other) {
        boolean isWanted = other.wantedZone < directory.zones() && directory.isVacant(other.wantedZone);
        if (isWanted && (other.wantedZone != other.zone || isOpenTo(other))) {
            want(nowNanos, other.wantedZone);
        } else if (other.state == ZoneStatus.State.DRAINING && other.zone < directory.zones() && isOpenTo(other)) {
            await(nowNanos, other);
        }
    }
}
