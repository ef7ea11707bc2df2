package io.darkages.engine.process;

import io.darkages.engine.authority.OwnershipListener;
import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.authority.ZoneLease;
import io.darkages.engine.grid.HandoffRules;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.port.Probes;

/** What a process has while it serves one zone under one lease: the players that it owns, their moves, their sessions. */
final class Stint implements OwnershipListener {

    private final ZoneWorld world;
    private final Logins logins;
    private final ProcessCounters counters;
    final ZoneLease lease;
    /** The lease that all of this belongs to. */
    final long leaseNumber;

    final PlayerOwnership ownership;
    final Migrations migrations;
    final Sessions sessions;

    Stint(
            ProcessOptions options,
            ZoneGrid grid,
            HandoffRules rules,
            ProcessIdentity self,
            ZoneProcess.Ports ports,
            ZoneLease lease,
            RequestNumbers requests,
            MigrationNumbers numbers,
            Logins logins,
            ProcessCounters counters) {
        world = ports.world();
        this.logins = logins;
        this.counters = counters;
        this.lease = lease;
        leaseNumber = lease.number();
        ownership = new PlayerOwnership(
                options.ownership(), ports.ownershipCheck(), lease, ports.register(), requests, this, ports.probes());
        migrations = new Migrations(
                options.migrations(),
                grid,
                rules,
                new Migrations.Surroundings(
                        lease,
                        ownership,
                        world,
                        ports.links(),
                        self.number(),
                        ports.handoffTokens(),
                        ports.random(),
                        numbers),
                ports.handoffCheck());
        sessions = new Sessions(options, ports.hot(), world, ownership, lease.zone(), ports.probes(), counters);
    }

    /** Tells judges how full what may fill has been. */
    void reportBounds(Probes probes) {
        ownership.reportBounds();
        migrations.reportBounds(probes);
        sessions.reportBounds();
    }

    @Override
    public void owned(long nowNanos, long player, long epoch, Way way) {
        if (migrations.owned(nowNanos, player, epoch, way)) {
            if (!world.has(player)) {
                return;
            }
            sessions.entered(nowNanos, player);
            // Its client may have come here by itself in the meantime.
            long ticket = logins.take(player);
            if (ticket != 0 && world.enter(nowNanos, ticket, player, epoch)) {
                counters.increment(ProcessCounter.RESUMED);
            }
        } else if (!logins.owned(nowNanos, player)) {
            ownership.release(nowNanos, player);
        }
    }

    @Override
    public void elsewhere(long nowNanos, long player, int zone) {
        migrations.elsewhere(nowNanos, player);
        logins.elsewhere(nowNanos, player, zone);
    }

    @Override
    public void inTransit(long nowNanos, long player, long epoch, int target) {
        if (!migrations.inTransit(nowNanos, player, epoch)) {
            ownership.rollBack(nowNanos, player);
        }
    }

    @Override
    public void transferred(long nowNanos, long player, long epoch, int target) {
        migrations.transferred(nowNanos, player, epoch, target);
        sessions.went(nowNanos, player);
    }

    @Override
    public void released(long nowNanos, long player) {
        // What was known of it went when it left.
    }
}
