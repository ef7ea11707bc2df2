package io.darkages.engine.authority;

import io.darkages.engine.port.LeaseColumn;
import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.random.Mix;

/**
 * One process' hold on one zone, and what it knows of the others' holds: a row of the register, renewed while held,
 * watched otherwise.
 *
 * <p>A lease counts from the moment at which its take or renewal was sent, on the holder's own monotonic clock. An
 * outcome that nobody knows extends nothing until the register shows the write, be it as the row that stands in the way
 * of the next attempt. Another's lease is taken only after its row was seen unchanged for {@link
 * LeaseOptions#takeoverNanos}, counted from the answer that showed it, and not at once after the register was away; the
 * set itself sees to it that nothing changed since. The number of a lease is one more than that of the one before,
 * whoever held it.
 *
 * <p>{@link #isHeld} is the only question to ask before acting or sending, with a time read for it. A lease that ran out
 * is renewed under its number if nobody took it; one that another took is lost, and the process only watches until
 * {@link #acquire} is called again.
 *
 * <p>At most one operation is under way. All calls, answers too, on one thread. Allocates in the constructor only.
 */
public final class ZoneLease {

    private enum Operation {
        NONE,
        READ,
        TAKE,
        RENEW,
        RELEASE
    }

    private final LeaseOptions options;
    private final LeaseTerm term;
    private final int zone;
    private final long key;
    private final long process;
    private final long address;
    private final Register register;
    private final RequestNumbers requests;
    private final Probes probes;
    private final Register.Answers answers = this::answered;
    private final LeaseCounters counters = new LeaseCounters();

    private LeaseState state = LeaseState.WATCHING;
    private boolean wanted;
    private boolean announced;
    private long number;
    private long untilNanos = Long.MIN_VALUE;
    private long latestNanos = Long.MIN_VALUE;

    /** The row as it was last told, and since when it has been seen like that. */
    private final long[] row = new long[Register.WORDS];

    private long version = Register.NO_VERSION;
    private long unchangedSinceNanos;

    private Operation underWay = Operation.NONE;
    private long request;
    private long sentNanos;
    private long attempt;
    private final long[] value = new long[Register.WORDS];
    /** Sets from this version may be carried out yet, the oldest of them sent at that time. */
    private long unresolvedVersion = Register.NO_VERSION;

    private long unresolvedSentNanos;
    private long dueNanos = Long.MIN_VALUE;
    /** What the row is known to be may be old news. */
    private boolean isToLook;

    /** A lease that is used as it should be. */
    public ZoneLease(
            LeaseOptions options,
            int zone,
            long process,
            long address,
            Register register,
            RequestNumbers requests,
            Probes probes) {
        this(options, LeaseTerm.STRICT, zone, process, address, register, requests, probes);
    }

    /**
     * @param zone 0 to {@value AuthorityKeys#ZONE_MAX}
     * @param process names this process and this life of it: none that ever asks for a zone may share it; not
     *     {@link ZoneRow#NOBODY}
     * @param address where players and other zones find this process; written into the row
     * @param requests shared by all who use this register
     */
    public ZoneLease(
            LeaseOptions options,
            LeaseTerm term,
            int zone,
            long process,
            long address,
            Register register,
            RequestNumbers requests,
            Probes probes) {
        if (process == ZoneRow.NOBODY) {
            throw new IllegalArgumentException("a process can't be number " + process);
        }
        this.options = options;
        this.term = term;
        this.zone = zone;
        key = AuthorityKeys.zone(zone);
        this.process = process;
        this.address = address;
        this.register = register;
        this.requests = requests;
        this.probes = probes;
    }

    /** From now on takes the zone as soon as that is allowed, and keeps it. */
    public void acquire() {
        if (!wanted) {
            wanted = true;
            dueNanos = state == LeaseState.WATCHING ? Long.MIN_VALUE : dueNanos;
        }
    }

    /** Gives the zone back, or up the wish for it. Nothing may be done under it after this call. Watches from then on. */
    public void release(long monotonicNanos) {
        boolean held = isHeld(monotonicNanos);
        wanted = false;
        if (state == LeaseState.WATCHING && !mayBecomeOurs()) {
            return;
        }
        state = LeaseState.RELEASING;
        dueNanos = Long.MIN_VALUE;
        if (held) {
            ended(LeaseEnd.RELEASED);
        }
        advance(monotonicNanos);
    }

    /**
     * Whether this process may act for the zone at that time. Once a time was too late every time is, until the lease is
     * renewed.
     *
     * @param monotonicNanos now, read for this question
     */
    public boolean isHeld(long monotonicNanos) {
        latestNanos = Math.max(latestNanos, monotonicNanos);
        if (state == LeaseState.HELD && term.isOver(latestNanos, untilNanos)) {
            state = LeaseState.SUSPENDED;
            counters.suspended++;
            ended(LeaseEnd.RAN_OUT);
        }
        return state == LeaseState.HELD;
    }

    /**
     * Somebody says that another's row is not as it was told last: it is looked at now, not at the next poll. Does
     * nothing where the zone is this process' own.
     */
    public void look(long monotonicNanos) {
        if (state == LeaseState.WATCHING) {
            isToLook = true;
            dueNanos = Long.MIN_VALUE;
            advance(monotonicNanos);
        }
    }

    /** Begins what is due: a look, a take, a renewal. To be called each tick, also while nothing is held. */
    public void advance(long monotonicNanos) {
        isHeld(monotonicNanos);
        if (underWay != Operation.NONE || monotonicNanos < dueNanos) {
            return;
        }
        if (state == LeaseState.RELEASING) {
            if (isOurs() || mayBecomeOurs()) {
                set(monotonicNanos, Operation.RELEASE, ZoneRow.NOBODY, row[ZoneRow.LEASE], 0);
            } else {
                state = LeaseState.WATCHING;
            }
        } else if (state != LeaseState.WATCHING) {
            set(monotonicNanos, Operation.RENEW, process, number, address);
        } else if (wanted && isFree(monotonicNanos)) {
            set(monotonicNanos, Operation.TAKE, process, row[ZoneRow.LEASE] + 1, address);
        } else {
            request = requests.next();
            if (register.read(monotonicNanos, request, key, answers)) {
                underWay = Operation.READ;
                isToLook = false;
            }
        }
    }

    private void set(long nowNanos, Operation operation, long holder, long lease, long itsAddress) {
        value[ZoneRow.HOLDER] = holder;
        value[ZoneRow.LEASE] = lease;
        value[ZoneRow.RENEWAL] = Math.max(attempt, row[ZoneRow.RENEWAL]) + 1;
        value[ZoneRow.ADDRESS] = itsAddress;
        request = requests.next();
        if (register.compareAndSet(nowNanos, request, key, version, value, answers)) {
            underWay = operation;
            sentNanos = nowNanos;
            attempt = value[ZoneRow.RENEWAL];
        }
    }

    private void answered(long nowNanos, long itsRequest, RegisterOutcome outcome, long itsVersion, long[] itsValue) {
        if (underWay == Operation.NONE || itsRequest != request) {
            throw new IllegalStateException(
                    "an answer came for request " + itsRequest + "; under way is " + underWay + " " + request);
        }
        // First the clock: what came to an end while this process slept ended before the answer is looked at.
        isHeld(nowNanos);
        Operation operation = underWay;
        underWay = Operation.NONE;
        switch (outcome) {
            case APPLIED, REFUSED, READ -> told(nowNanos, operation, outcome, itsVersion, itsValue);
            case FAILED -> {
                counters.failed++;
                waitForTheHolder(nowNanos);
                dueNanos = nowNanos + options.retryNanos();
            }
            case UNKNOWN -> {
                counters.unknown++;
                if (operation != Operation.READ && unresolvedVersion == Register.NO_VERSION) {
                    unresolvedVersion = version;
                    unresolvedSentNanos = sentNanos;
                }
                waitForTheHolder(nowNanos);
                dueNanos = nowNanos + options.retryNanos();
            }
        }
    }

    /**
     * The register was away, perhaps for the holder too: then its row stood still though it lives. It may try once more
     * before another takes its zone, and what it has under way now takes its time to fail.
     */
    private void waitForTheHolder(long nowNanos) {
        long graceNanos = Math.min(options.takeoverNanos(), register.answerNanosMax() + 2 * options.retryNanos());
        if (state == LeaseState.WATCHING) {
            unchangedSinceNanos = Math.max(unchangedSinceNanos, nowNanos + graceNanos - options.takeoverNanos());
        }
    }

    private void told(long nowNanos, Operation operation, RegisterOutcome outcome, long itsVersion, long[] itsValue) {
        boolean changed = itsVersion != version;
        if (itsVersion < version) {
            throw new IllegalStateException("zone " + zone + " was at version " + version + ", now " + itsVersion);
        }
        // An attempt whose outcome was unknown is told from the newest by its number. What is not the newest counts
        // from the oldest: too early does no harm.
        boolean newest = outcome == RegisterOutcome.APPLIED || itsValue[ZoneRow.RENEWAL] == attempt;
        long countedFrom = term.countedFrom(
                newest || unresolvedVersion == Register.NO_VERSION ? sentNanos : unresolvedSentNanos, nowNanos);
        if (changed) {
            version = itsVersion;
            System.arraycopy(itsValue, 0, row, 0, Register.WORDS);
            unchangedSinceNanos = nowNanos;
            unresolvedVersion = Register.NO_VERSION;
        }
        dueNanos = Long.MIN_VALUE;
        if (!isOurs()) {
            gone(nowNanos);
        } else if (state != LeaseState.RELEASING && changed) {
            ours(nowNanos, countedFrom);
        } else if (operation == Operation.READ) {
            dueNanos = nowNanos + options.pollNanos();
        }
        if (isToLook && state == LeaseState.WATCHING) {
            // It was said while this answer was on its way.
            dueNanos = Long.MIN_VALUE;
        }
    }

    /** The register shows a take or renewal of this process that was not known to have been carried out. */
    private void ours(long nowNanos, long countedFrom) {
        untilNanos = countedFrom + options.leaseNanos() - options.marginNanos();
        dueNanos = countedFrom + options.renewNanos();
        if (state == LeaseState.WATCHING) {
            number = row[ZoneRow.LEASE];
            announced = false;
            if (!wanted) {
                state = LeaseState.RELEASING;
                dueNanos = Long.MIN_VALUE;
                return;
            }
        }
        state = LeaseState.SUSPENDED;
        if (term.isOver(latestNanos, untilNanos)) {
            return;
        }
        state = LeaseState.HELD;
        probes.record(
                announced ? ProbeKind.LEASE_RENEWED : ProbeKind.LEASE_TAKEN,
                0,
                LeaseColumn.of(zone, number),
                nowNanos,
                untilNanos);
        if (announced) {
            counters.renewed++;
        } else {
            counters.taken++;
        }
        announced = true;
    }

    /** The register shows that the row is not this process'. */
    private void gone(long nowNanos) {
        if (state == LeaseState.HELD || state == LeaseState.SUSPENDED) {
            counters.lost++;
            wanted = false;
            if (announced) {
                ended(LeaseEnd.LOST);
            }
        }
        if (state != LeaseState.RELEASING || !mayBecomeOurs()) {
            state = LeaseState.WATCHING;
        }
        if (state == LeaseState.WATCHING && !(wanted && isFree(nowNanos))) {
            long takeableNanos = unchangedSinceNanos + options.takeoverNanos();
            long pollNanos = nowNanos + options.pollNanos();
            dueNanos = wanted ? Math.min(pollNanos, takeableNanos) : pollNanos;
        }
    }

    private void ended(LeaseEnd end) {
        probes.record(ProbeKind.LEASE_ENDED, 0, LeaseColumn.of(zone, number), latestNanos, end.ordinal());
    }

    private boolean isOurs() {
        return row[ZoneRow.HOLDER] == process;
    }

    /** A take or renewal is under way, or may be carried out yet. */
    private boolean mayBecomeOurs() {
        return underWay == Operation.TAKE || underWay == Operation.RENEW || unresolvedVersion != Register.NO_VERSION;
    }

    /** Whether the zone could be taken at that time: nobody holds it, or its row stood still for long enough. */
    public boolean isFree(long monotonicNanos) {
        return version != Register.NO_VERSION
                && state == LeaseState.WATCHING
                && (row[ZoneRow.HOLDER] == ZoneRow.NOBODY
                        || monotonicNanos - unchangedSinceNanos >= options.takeoverNanos());
    }

    public LeaseState state() {
        return state;
    }

    public int zone() {
        return zone;
    }

    /** Number of the lease that this process holds, held last or gives back; 0 if it never held one. */
    public long number() {
        return number;
    }

    /** The time on this process' clock from which it may not act, unless the lease is renewed; of the newest lease. */
    public long untilNanos() {
        return untilNanos;
    }

    /** Whether the register has told who holds the zone. The four that follow say what it told last. */
    public boolean isKnown() {
        return version != Register.NO_VERSION;
    }

    /** Who holds the zone, or {@link ZoneRow#NOBODY}. It may be dead. */
    public long holder() {
        return row[ZoneRow.HOLDER];
    }

    public long holderAddress() {
        return row[ZoneRow.ADDRESS];
    }

    public long holderLease() {
        return row[ZoneRow.LEASE];
    }

    /** For how long the row has been seen as it is; less after an operation failed, while the holder is given time. */
    public long unchangedNanos(long monotonicNanos) {
        return monotonicNanos - unchangedSinceNanos;
    }

    public LeaseCounters counters() {
        return counters;
    }

    /** Digest of its state. */
    public long stateHash() {
        long hash = Mix.fold(state.ordinal(), underWay.ordinal());
        hash = Mix.fold(Mix.fold(hash, version), row[ZoneRow.HOLDER]);
        hash = Mix.fold(Mix.fold(hash, number), untilNanos);
        hash = Mix.fold(Mix.fold(hash, attempt), unresolvedVersion);
        return Mix.fold(hash, isToLook ? 1 : 0);
    }
}
