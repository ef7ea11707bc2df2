package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.engine.port.SessionColumn;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Invariant 6, {@code snapshot-exact}: what a client decodes is what the server encoded. Joins the two
 * sides' records by player, session and snapshot id. On its way from one zone to the next a client has a session with
 * each. A violation is a decode without its encode, with
 * another digest or tick, or of a session that is no host's newest with the player; a snapshot that its client can't
 * read at all; and an encode whose id does not follow the one before, since baselines named by it would be
 * ambiguous. A decode older than the
 * session's last {@value #KEPT_SNAPSHOTS} snapshots is undecided.
 */
public final class SnapshotExactChecker implements Checker {

    /** Snapshots of each player from each host that a decode can be joined with: twice the 60 baselines, and a margin. */
    public static final int KEPT_SNAPSHOTS = 128;

    private final Findings findings = new Findings();
    private final StateTable<PerHost<Sent>> players = new StateTable<>(player -> new PerHost<>(Sent::new));

    @Override
    public int invariant() {
        return 6;
    }

    @Override
    public String name() {
        return "snapshot-exact";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(ProbeKind.SNAPSHOT_ENCODED, ProbeKind.SNAPSHOT_DECODED, ProbeKind.SNAPSHOT_UNREADABLE);
    }

    @Override
    public void accept(ProbeRecord record) {
        PerHost<Sent> hosts = players.of(record.player());
        if (record.kind() == ProbeKind.SNAPSHOT_ENCODED) {
            encoded(hosts.of(record.host()), record);
        } else if (record.kind() == ProbeKind.SNAPSHOT_DECODED) {
            decoded(hosts, record);
        } else {
            findings.judged();
            findings.violated(record, () -> "a snapshot came that can't be read");
        }
    }

    @Override
    public void finish(long endNanos) {
        // A snapshot that was never decoded is a lost packet, not a violation.
    }

    @Override
    public Findings findings() {
        return findings;
    }

    private void encoded(Sent sent, ProbeRecord record) {
        int session = SessionColumn.session(record.a());
        long id = SessionColumn.number(record.a());
        if (session != sent.session) {
            sent.session = session;
            sent.ring.clear();
        }
        if (!sent.ring.isEmpty() && id <= sent.ring.newest()) {
            long newest = sent.ring.newest();
            findings.judged();
            findings.violated(record, () -> "snapshot " + id + " was encoded after snapshot " + newest);
            return;
        }
        sent.ring.push(id, record.b(), record.digest());
    }

    private void decoded(PerHost<Sent> hosts, ProbeRecord record) {
        int session = SessionColumn.session(record.a());
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.at(i).session == session && !hosts.at(i).ring.isEmpty()) {
                decoded(hosts.at(i), record);
                return;
            }
        }
        findings.judged();
        findings.violated(
                record,
                () -> "snapshot " + SessionColumn.number(record.a()) + " of session "
                        + Integer.toUnsignedString(session) + " was decoded while "
                        + (hosts.size() == 0 ? "no server encodes for it" : "servers encode for " + sessions(hosts)));
    }

    private static String sessions(PerHost<Sent> hosts) {
        return IntStream.range(0, hosts.size())
                .mapToObj(i -> "session " + Integer.toUnsignedString(hosts.at(i).session))
                .collect(Collectors.joining(", "));
    }

    private void decoded(Sent sent, ProbeRecord record) {
        long id = SessionColumn.number(record.a());
        if (sent.ring.isFull() && id < sent.ring.oldest()) {
            findings.leftUndecided();
            return;
        }
        findings.judged();
        int slot = sent.ring.find(id);
        if (slot == DigestRing.ABSENT) {
            findings.violated(record, () -> "snapshot " + id + " was decoded but never encoded");
            return;
        }
        long digest = record.digest();
        long tick = SessionColumn.number(record.b());
        long encodedDigest = sent.ring.digest(slot);
        long encodedTick = sent.ring.note(slot);
        if (digest != encodedDigest || tick != encodedTick) {
            findings.violated(
                    record,
                    () -> "snapshot " + id + " was decoded as digest " + Long.toHexString(digest) + " of tick " + tick
                            + ", encoded as " + Long.toHexString(encodedDigest) + " of tick " + encodedTick);
        }
    }

    private static final class Sent {
        private final DigestRing ring = new DigestRing(KEPT_SNAPSHOTS);
        private int session;
    }
}
