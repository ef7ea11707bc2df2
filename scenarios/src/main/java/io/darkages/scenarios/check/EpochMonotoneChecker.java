package io.darkages.scenarios.check;

import io.darkages.engine.port.ProbeKind;
import io.darkages.scenarios.history.ProbeRecord;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Invariant 3, {@code epoch-monotone}: no client, zone or store accepts a lower owner epoch after a higher one.
 *
 * <p>Each time that a player is owned its epoch is above all before, whoever owned it. A client and a zone accept, each
 * by itself, epochs that never fall. The store of sessions tells with each save which epoch it held, and never takes a lower
 * one; in which order zones hear of their saves says nothing. Nobody accepts an epoch under
 * which the player was never owned. Bytes of an older epoch may arrive anywhere: they are refused, and so are not here.
 */
public final class EpochMonotoneChecker implements Checker {

    private static final int STORE = 2;
    private static final String[] ROLES = {"a client", "a zone", "the store"};

    private final Findings findings = new Findings();
    private final StateTable<Player> players = new StateTable<>(player -> new Player());

    @Override
    public int invariant() {
        return 3;
    }

    @Override
    public String name() {
        return "epoch-monotone";
    }

    @Override
    public Set<ProbeKind> kinds() {
        return EnumSet.of(ProbeKind.PLAYER_OWNED, ProbeKind.EPOCH_ACCEPTED);
    }

    @Override
    public void accept(ProbeRecord record) {
        findings.judged();
        Player player = players.of(record.player());
        if (record.kind() == ProbeKind.PLAYER_OWNED) {
            owned(player, record);
        } else {
            accepted(player, record);
        }
    }

    private void owned(Player player, ProbeRecord record) {
        if (record.a() <= player.highest) {
            findings.violated(
                    record,
                    () -> "host " + record.host() + " owns it under epoch " + record.a() + ", it was owned under "
                            + player.highest);
        }
        player.highest = Math.max(player.highest, record.a());
    }

    private void accepted(Player player, ProbeRecord record) {
        int role = (int) record.b();
        if (role < 0 || role >= ROLES.length) {
            findings.violated(record, () -> "role " + record.b() + " is not in the list");
            return;
        }
        int slot = player.slot((long) record.host() << 2 | role);
        long before = role == STORE ? record.digest() : player.accepted[slot];
        if (record.a() < before) {
            findings.violated(record, () -> ROLES[role] + " accepted epoch " + record.a() + " after epoch " + before);
        } else if (record.a() > player.highest) {
            findings.violated(
                    record,
                    () -> ROLES[role] + " accepted epoch " + record.a() + ", the highest it was owned under is "
                            + player.highest);
        }
        player.accepted[slot] = Math.max(before, record.a());
    }

    @Override
    public void finish(long endNanos) {}

    @Override
    public Findings findings() {
        return findings;
    }

    /** The highest epoch, and the highest that each who accepts has accepted: as many as there are hosts, at most. */
    private static final class Player {
        private long highest;
        private long[] acceptor = new long[4];
        private long[] accepted = new long[4];
        private int acceptors;

        int slot(long key) {
            for (int i = 0; i < acceptors; i++) {
                if (acceptor[i] == key) {
                    return i;
                }
            }
            if (acceptors == acceptor.length) {
                acceptor = Arrays.copyOf(acceptor, 2 * acceptors);
                accepted = Arrays.copyOf(accepted, 2 * acceptors);
            }
            acceptor[acceptors] = key;
            return acceptors++;
        }
    }
}
