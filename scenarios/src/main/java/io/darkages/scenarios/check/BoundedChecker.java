package io.darkages.scenarios.check;

import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Invariant 15, {@code bounded}: no queue, buffer or map grows past its stated cap, and each of them
 * was looked at in the run at least once. Those of clients need not be where nobody was in the world, those of strikes
 * where nobody may fight, those of combat logs where no zone keeps one, those of owners where no zone has its players by
 * the register, those of processes where there is none or none serves a zone, those of stores where nobody uses one.
 */
public final class BoundedChecker implements Checker {

    private static final BoundedStructure[] STRUCTURES = BoundedStructure.values();

    /** What a client reports once it is in the world. */
    private static final Set<BoundedStructure> OF_CLIENTS =
            Collections.unmodifiableSet(EnumSet.of(BoundedStructure.CLIENT_REPLICAS, BoundedStructure.CLIENT_INPUTS));

    /** What a zone reports in which there is combat. */
    private static final Set<BoundedStructure> OF_FIGHTS =
            Collections.unmodifiableSet(EnumSet.of(BoundedStructure.OPEN_STRIKES, BoundedStructure.EARLY_STRIKES));

    /** What a zone reports that keeps a log of combat. */
    private static final Set<BoundedStructure> OF_COMBAT_LOGS = Collections.unmodifiableSet(
            EnumSet.of(BoundedStructure.COMBAT_LOG_EVENTS, BoundedStructure.COMBAT_LOG_BATCHES));

    /** What a zone reports that owns its players by the register. */
    private static final Set<BoundedStructure> OF_AUTHORITY = Collections.unmodifiableSet(
            EnumSet.of(BoundedStructure.OWNED_PLAYERS, BoundedStructure.OWNERSHIP_OPERATIONS));

    /** What a process reports at whose door players are. */
    private static final Set<BoundedStructure> OF_DOORS =
            Collections.unmodifiableSet(EnumSet.of(BoundedStructure.LOGINS));

    /** What a process reports that serves a zone. */
    private static final Set<BoundedStructure> OF_SERVICE = Collections.unmodifiableSet(
            EnumSet.of(BoundedStructure.DEPARTURES, BoundedStructure.ARRIVALS, BoundedStructure.SAVED_SESSIONS));

    /** What a zone reports that has neighbours. */
    private static final Set<BoundedStructure> OF_NEIGHBOURS = Collections.unmodifiableSet(EnumSet.of(
            BoundedStructure.BACKPLANE_PEERS,
            BoundedStructure.BACKPLANE_CONTACTS,
            BoundedStructure.BACKPLANE_HELD_BYTES,
            BoundedStructure.GHOSTS,
            BoundedStructure.GHOST_EPOCHS));

    /** What a client of the hot state reports. */
    private static final Set<BoundedStructure> OF_HOT_STATE = Collections.unmodifiableSet(
            EnumSet.range(BoundedStructure.HOT_STATE_OPERATIONS, BoundedStructure.HOT_STATE_CHANNELS));

    /** What a host reports that has streams. */
    private static final Set<BoundedStructure> OF_STREAMS =
            Collections.unmodifiableSet(EnumSet.range(BoundedStructure.STREAMS, BoundedStructure.STREAM_RECEIVE_BYTES));

    /** What a node of Redis reports. */
    private static final Set<BoundedStructure> OF_REDIS = Collections.unmodifiableSet(
            EnumSet.range(BoundedStructure.REDIS_CLIENTS, BoundedStructure.REDIS_MEMORY_BYTES));

    /** What a node of the store reports. */
    private static final Set<BoundedStructure> OF_STORES = Collections.unmodifiableSet(
            EnumSet.range(BoundedStructure.STORE_BATCHES, BoundedStructure.STORE_DISK_BYTES));

    /** What clients report, each alone. */
    private static final Set<BoundedStructure> OF_STORE_CLIENTS =
            Collections.unmodifiableSet(EnumSet.of(BoundedStructure.STORE_CLIENT_WRITES));

    private static final Set<BoundedStructure> OF_REGISTER_CLIENTS =
            Collections.unmodifiableSet(EnumSet.of(BoundedStructure.REGISTER_OPERATIONS));

    /** Each of them is reported in full or not at all. */
    private static final List<Set<BoundedStructure>> WHERE_THERE_IS_ONE = List.of(
            OF_FIGHTS,
            OF_COMBAT_LOGS,
            OF_AUTHORITY,
            OF_DOORS,
            OF_SERVICE,
            OF_NEIGHBOURS,
            OF_HOT_STATE,
            OF_STREAMS,
            OF_REDIS,
            OF_STORES,
            OF_STORE_CLIENTS,
            OF_REGISTER_CLIENTS);

    private final Findings findings = new Findings();
    private final Set<BoundedStructure> required;
    private boolean played;
    private final boolean[] reported = new boolean[STRUCTURES.length];
    private final long[] highWaterMarks = new long[STRUCTURES.length];
    private final long[] caps = new long[STRUCTURES.length];

    /** Requires a report of every structure. */
    public BoundedChecker() {
        this(EnumSet.allOf(BoundedStructure.class));
    }

    /** @param required structures that the run must have reported */
    public BoundedChecker(Set<BoundedStructure> required) {
        EnumSet<BoundedStructure> ordered = EnumSet.noneOf(BoundedStructure.class);
        ordered.addAll(required);
        this.required = ordered;
    }

    @Override
    public int invariant() {
        return 15;
    }

    @Override
    public String name() {
        return "bounded";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(ProbeKind.BOUNDED, ProbeKind.SELF_PREDICTED);
    }

    @Override
    public void accept(ProbeRecord record) {
        if (record.kind() == ProbeKind.SELF_PREDICTED) {
            // An input was acknowledged, so its client has been in the world.
            played = true;
            return;
        }
        findings.judged();
        long ordinal = record.a();
        if (ordinal < 0 || ordinal >= STRUCTURES.length) {
            findings.violated(record, () -> "structure " + ordinal + " is not in the list");
            return;
        }
        int index = (int) ordinal;
        long mark = record.b();
        long cap = record.digest();
        reported[index] = true;
        if (mark >= highWaterMarks[index]) {
            highWaterMarks[index] = mark;
            caps[index] = cap;
        }
        if (cap < 1) {
            findings.violated(record, () -> STRUCTURES[index] + " of host " + record.host() + " states no cap: " + cap);
        } else if (mark < 0 || mark > cap) {
            findings.violated(
                    record,
                    () -> STRUCTURES[index] + " of host " + record.host() + " reached " + mark + ", its cap is " + cap);
        }
    }

    @Override
    public void finish(long endNanos) {
        EnumSet<BoundedStructure> absent = EnumSet.noneOf(BoundedStructure.class);
        for (Set<BoundedStructure> group : WHERE_THERE_IS_ONE) {
            if (group.stream().noneMatch(structure -> reported[structure.ordinal()])) {
                absent.addAll(group);
            }
        }
        for (BoundedStructure structure : required) {
            if (OF_CLIENTS.contains(structure) && !played || absent.contains(structure)) {
                continue;
            }
            findings.judged();
            if (!reported[structure.ordinal()]) {
                findings.violatedAtTheEnd(endNanos, 0, () -> structure + " was never reported");
            }
        }
    }

    @Override
    public Findings findings() {
        return findings;
    }

    /** The highest fill that any host reported, 0 if none did. */
    public long highWaterMark(BoundedStructure structure) {
        return highWaterMarks[structure.ordinal()];
    }

    /** The cap beside {@link #highWaterMark}, 0 if none was reported. */
    public long cap(BoundedStructure structure) {
        return caps[structure.ordinal()];
    }
}
