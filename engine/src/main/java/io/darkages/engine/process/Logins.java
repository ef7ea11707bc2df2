package io.darkages.engine.process;

import io.darkages.engine.authority.AuthorityKeys;
import io.darkages.engine.authority.PlayerRow;
import io.darkages.engine.authority.RequestNumbers;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.movement.MotionState;
import io.darkages.engine.port.BoundedStructure;
import io.darkages.engine.port.HotReply;
import io.darkages.engine.port.HotState;
import io.darkages.engine.port.Probes;
import io.darkages.engine.port.Register;
import io.darkages.engine.port.RegisterOutcome;
import io.darkages.engine.port.SessionRecord;
import io.darkages.engine.port.StoreOutcome;
import io.darkages.engine.random.Mix;
import java.util.Optional;

/**
 * Players at the door, some of them called ahead to it from where they still play: where each belongs, and what becomes of
 * it. The register says which zone owns a player; of one whom nobody owns, the stored session says where it was; of one
 * without a session, the roster where it begins.
 *
 * <p>Where a player belongs here, its row is set first; only then is its session read, and only then does it enter: what
 * another zone saved for it before is there by then, and what it saves later is refused.
 */
final class Logins {

    private static final long NONE = 0;

    /** What is waited for. */
    private enum Step {
        /** The register to say which zone owns the player. */
        ROW,
        /** The hot state to say where the player was. */
        PLACE,
        /** The zone to be served, here or elsewhere. */
        AREA,
        /** The register to say that the player is this zone's. */
        CLAIM,
        /** The hot state to say how the player was. */
        SESSION
    }

    /** What the process does for it. */
    interface Host {

        /**
         * Sends a player where its zone is, or claims it, or gets ready to; the answer is one of {@link Verdict}.
         *
         * @param rowVersion of the player's row as the register told it
         * @param row that row, of this call only
         */
        Verdict belongs(long nowNanos, long player, int zone, long ticket, long rowVersion, long[] row);

        /** The player is claimed and its session read; empty without one. */
        void enter(long nowNanos, long ticket, long player, Optional<SessionRecord> session);

        /** The player was claimed and does not enter. */
        void giveUp(long nowNanos, long player);

        /** The ticket is told to come again. */
        void busy(long nowNanos, long ticket);
    }

    /** Where a player is to go on. */
    enum Verdict {
        /** Elsewhere; the ticket was answered. */
        ANSWERED,
        /** Here, as soon as the register says so. */
        CLAIMED,
        /** That is not known yet. */
        WAIT
    }

    private final ProcessOptions.Timers timers;
    private final ZoneGrid grid;
    private final Register register;
    private final RequestNumbers requests;
    private final HotState hot;
    private final ZoneWorld world;
    private final Host host;
    private final ProcessCounters counters;
    private final Register.Answers rowTold = this::rowTold;
    private final HotState.Answers placeTold = this::placeTold;
    private final HotState.Answers sessionTold = this::sessionTold;

    private final PlayerSlots slots;
    private final Step[] step;
    private final long[] ticket;
    private final int[] zone;
    private final long[] sinceNanos;
    private final long[] dueNanos;
    /** Request that is waited for, or none. */
    private final long[] request;
    /** The player's row as it was read: so a claim sets it without reading it again. */
    private final long[] rowVersion;

    private final long[][] row;

    private final MotionState place = new MotionState();

    Logins(
            ProcessOptions options,
            ZoneGrid grid,
            ZoneProcess.Ports ports,
            RequestNumbers requests,
            Host host,
            ProcessCounters counters) {
        timers = options.timers();
        this.grid = grid;
        register = ports.register();
        this.requests = requests;
        hot = ports.hot();
        world = ports.world();
        this.host = host;
        this.counters = counters;
        int capacity = options.loginsMax();
        slots = new PlayerSlots(capacity);
        step = new Step[capacity];
        ticket = new long[capacity];
        zone = new int[capacity];
        sinceNanos = new long[capacity];
        dueNanos = new long[capacity];
        request = new long[capacity];
        rowVersion = new long[capacity];
        row = new long[capacity][];
    }

    /** A session proved to be that player's. */
    void arrived(long nowNanos, long itsTicket, long player) {
        int slot = slots.find(player);
        if (slot != PlayerSlots.ABSENT) {
            // The newer session goes on with what was found out for the older one.
            host.busy(nowNanos, ticket[slot]);
            ticket[slot] = itsTicket;
            sinceNanos[slot] = nowNanos;
            return;
        }
        slot = AuthorityKeys.isPlayer(player) ? slots.add(player) : PlayerSlots.ABSENT;
        if (slot == PlayerSlots.ABSENT) {
            host.busy(nowNanos, itsTicket);
            return;
        }
        counters.highWater(ProcessCounter.LOGINS_HIGH_WATER, slots.size());
        step[slot] = Step.ROW;
        ticket[slot] = itsTicket;
        zone[slot] = ZoneGrid.NONE;
        sinceNanos[slot] = nowNanos;
        dueNanos[slot] = nowNanos;
        request[slot] = NONE;
        drive(nowNanos, slot);
    }

    /** The ticket's session is over. */
    void gone(long nowNanos, long itsTicket) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && ticket[slot] == itsTicket) {
                end(nowNanos, slot);
            }
        }
    }

    void advance(long nowNanos) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) == 0) {
                continue;
            }
            if (nowNanos - sinceNanos[slot] >= timers.loginNanos()) {
                host.busy(nowNanos, ticket[slot]);
                end(nowNanos, slot);
            } else if (request[slot] == NONE && nowNanos >= dueNanos[slot]) {
                drive(nowNanos, slot);
            }
        }
    }

    private void end(long nowNanos, int slot) {
        long player = slots.player(slot);
        boolean isClaimed = step[slot] == Step.CLAIM || step[slot] == Step.SESSION;
        slots.remove(slot);
        if (isClaimed) {
            host.giveUp(nowNanos, player);
        }
    }

    private void drive(long nowNanos, int slot) {
        long player = slots.player(slot);
        switch (step[slot]) {
            case ROW -> {
                long next = requests.next();
                if (register.read(nowNanos, next, AuthorityKeys.player(player), rowTold)) {
                    request[slot] = next;
                }
            }
            case PLACE, SESSION -> {
                long next = requests.next();
                if (hot.loadSession(nowNanos, next, player, step[slot] == Step.PLACE ? placeTold : sessionTold)) {
                    request[slot] = next;
                }
            }
            case AREA -> {
                Verdict verdict = host.belongs(nowNanos, player, zone[slot], ticket[slot], rowVersion[slot], row[slot]);
                if (verdict == Verdict.ANSWERED) {
                    slots.remove(slot);
                } else if (verdict == Verdict.CLAIMED) {
                    step[slot] = Step.CLAIM;
                }
            }
            case CLAIM -> {} // the register's answer ends it
        }
    }

    private int waitsFor(long itsRequest) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && request[slot] == itsRequest) {
                request[slot] = NONE;
                return slot;
            }
        }
        return PlayerSlots.ABSENT;
    }

    private void later(long nowNanos, int slot) {
        dueNanos[slot] = nowNanos + timers.statusNanos();
    }

    private void rowTold(long nowNanos, long itsRequest, RegisterOutcome outcome, long version, long[] value) {
        int slot = waitsFor(itsRequest);
        if (slot == PlayerSlots.ABSENT) {
            return;
        }
        if (outcome != RegisterOutcome.READ) {
            later(nowNanos, slot);
            return;
        }
        if (row[slot] == null) {
            row[slot] = new long[Register.WORDS];
        }
        System.arraycopy(value, 0, row[slot], 0, Register.WORDS);
        rowVersion[slot] = version;
        boolean isOwned = version > 0 && PlayerRow.state(value[PlayerRow.STATE]) != PlayerRow.FREE;
        long owner = value[PlayerRow.ZONE];
        if (isOwned && owner >= 0 && owner < grid.zones()) {
            belongs(nowNanos, slot, (int) owner);
        } else {
            step[slot] = Step.PLACE;
            drive(nowNanos, slot);
        }
    }

    private void belongs(long nowNanos, int slot, int itsZone) {
        zone[slot] = itsZone;
        step[slot] = Step.AREA;
        drive(nowNanos, slot);
    }

    private void placeTold(long nowNanos, long itsRequest, StoreOutcome outcome, HotReply reply) {
        int slot = waitsFor(itsRequest);
        if (slot == PlayerSlots.ABSENT) {
            return;
        }
        if (outcome != StoreOutcome.DONE) {
            later(nowNanos, slot);
            return;
        }
        boolean isStored = reply.isPresent() && world.locate(reply.session().bytes, reply.session().length, place);
        if (!isStored) {
            world.spawn(slots.player(slot), place);
        }
        int x = Math.max(grid.world().lowX(), Math.min(grid.world().highX(), place.x));
        int z = Math.max(grid.world().lowZ(), Math.min(grid.world().highZ(), place.z));
        belongs(nowNanos, slot, grid.zoneAt(x, z));
    }

    private void sessionTold(long nowNanos, long itsRequest, StoreOutcome outcome, HotReply reply) {
        int slot = waitsFor(itsRequest);
        if (slot == PlayerSlots.ABSENT) {
            return;
        }
        if (outcome != StoreOutcome.DONE) {
            later(nowNanos, slot);
            return;
        }
        long player = slots.player(slot);
        slots.remove(slot);
        host.enter(nowNanos, ticket[slot], player, reply.isPresent() ? Optional.of(reply.session()) : Optional.empty());
    }

    /** The register says that the player is this zone's. False if nobody waits for that. */
    boolean owned(long nowNanos, long player) {
        int slot = slots.find(player);
        if (slot == PlayerSlots.ABSENT || step[slot] != Step.CLAIM) {
            return false;
        }
        step[slot] = Step.SESSION;
        drive(nowNanos, slot);
        return true;
    }

    /** The player is in the world, whoever brought it: its ticket is for the process to answer. */
    long take(long player) {
        int slot = slots.find(player);
        if (slot == PlayerSlots.ABSENT) {
            return NONE;
        }
        slots.remove(slot);
        return ticket[slot];
    }

    /** The register says that the player is that zone's. */
    void elsewhere(long nowNanos, long player, int itsZone) {
        int slot = slots.find(player);
        if (slot != PlayerSlots.ABSENT && step[slot] == Step.CLAIM) {
            zone[slot] = itsZone;
            step[slot] = Step.AREA;
            later(nowNanos, slot);
        }
    }

    /** The zone that was served is so no longer: what was claimed is not. */
    void forgetClaims(long nowNanos) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && (step[slot] == Step.CLAIM || step[slot] == Step.SESSION)) {
                step[slot] = Step.ROW;
                request[slot] = NONE;
                later(nowNanos, slot);
            }
        }
    }

    /** Whether somebody waits for a zone. */
    boolean isWanted(int itsZone) {
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0 && step[slot] == Step.AREA && zone[slot] == itsZone) {
                return true;
            }
        }
        return false;
    }

    /** Tells judges how full it has been, and how full it may get. */
    void reportBounds(Probes probes) {
        probes.bound(BoundedStructure.LOGINS, slots.end(), slots.capacity());
    }

    int size() {
        return slots.size();
    }

    long stateHash() {
        long hash = slots.size();
        for (int slot = 0; slot < slots.end(); slot++) {
            if (slots.player(slot) != 0) {
                hash = Mix.fold(Mix.fold(hash, slots.player(slot)), step[slot].ordinal());
                hash = Mix.fold(Mix.fold(hash, ticket[slot]), zone[slot]);
            }
        }
        return hash;
    }
}
