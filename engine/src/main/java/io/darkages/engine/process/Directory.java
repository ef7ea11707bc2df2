package io.darkages.engine.process;

import io.darkages.engine.authority.LeaseState;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.authority.ZoneRow;
import io.darkages.engine.backplane.ZoneStatus;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;

/** Who holds which zone, as the register told last, and the spares that said so of themselves. */
final class Directory {

    /** Told that a process lost a zone. */
    @FunctionalInterface
    interface Lost {
        void lost(long nowNanos, long process);
    }

    private final ZoneLease[] leases;
    private final long[] holders;
    private final ProcessIdentity self;
    private final ProcessLinks links;
    private final long suspectNanos;
    private final Spares spares = new Spares();

    Directory(
            ProcessOptions options,
            ZoneGrid grid,
            ProcessIdentity self,
            ZoneProcess.Ports ports,
            RequestNumbers requests) {
        this.self = self;
        links = ports.links();
        suspectNanos = options.timers().suspectNanos();
        Register register = ports.register();
        Probes probes = ports.probes();
        leases = new ZoneLease[grid.zones()];
        holders = new long[grid.zones()];
        for (int zone = 0; zone < leases.length; zone++) {
            leases[zone] = new ZoneLease(
                    options.lease(),
                    ports.leaseTerm(),
                    zone,
                    self.holder(),
                    self.address(),
                    register,
                    requests,
                    probes);
        }
    }

    ZoneLease lease(int zone) {
        return leases[zone];
    }

    int zones() {
        return leases.length;
    }

    Spares spares() {
        return spares;
    }

    /**
     * Looks at all zones.
     *
     * @param changed told of each process that holds a zone no longer
     */
    void advance(long nowNanos, Lost changed) {
        for (int zone = 0; zone < leases.length; zone++) {
            ZoneLease lease = leases[zone];
            lease.advance(nowNanos);
            if (lease.isKnown() && lease.holder() != holders[zone]) {
                long before = holders[zone];
                holders[zone] = lease.holder();
                boolean isOther = holders[zone] != ZoneRow.NOBODY && holders[zone] != self.holder();
                links.route(zone, isOther ? ProcessIdentity.number(holders[zone]) : 0);
                if (isOther) {
                    links.connect(lease.holderAddress());
                }
                if (before != ZoneRow.NOBODY) {
                    changed.lost(nowNanos, ProcessIdentity.number(before));
                }
            }
        }
    }

    /**
     * Another process said what it serves, or that it has given that back: where it is news, the register is asked at
     * once.
     */
    void hinted(long nowNanos, ZoneStatus status) {
        if (status.zone < leases.length && status.leaseNumber > leases[status.zone].holderLease()) {
            leases[status.zone].look(nowNanos);
        }
        boolean isGivenBack = status.state == ZoneStatus.State.DRAINING && status.wantedZone == status.zone;
        if (isGivenBack
                && status.zone < leases.length
                && leases[status.zone].holderLease() == status.leaseNumber
                && !isVacant(status.zone)) {
            leases[status.zone].look(nowNanos);
        }
    }

    /** Whether it is known who holds a zone, and that nobody does. */
    boolean isVacant(int zone) {
        return leases[zone].isKnown() && leases[zone].holder() == ZoneRow.NOBODY;
    }

    /** Whether another holds a zone and was seen to renew its lease not long ago. */
    boolean isServedElsewhere(long nowNanos, int zone) {
        ZoneLease lease = leases[zone];
        return lease.isKnown()
                && lease.holder() != ZoneRow.NOBODY
                && lease.holder() != self.holder()
                && lease.unchangedNanos(nowNanos) < suspectNanos;
    }

    /** Whether another holds a zone and seems dead. */
    boolean isSuspect(long nowNanos, int zone) {
        ZoneLease lease = leases[zone];
        return lease.isKnown()
                && lease.state() == LeaseState.WATCHING
                && lease.holder() != ZoneRow.NOBODY
                && lease.holder() != self.holder()
                && lease.unchangedNanos(nowNanos) >= suspectNanos;
    }

    long address(int zone) {
        return leases[zone].holderAddress();
    }
}
