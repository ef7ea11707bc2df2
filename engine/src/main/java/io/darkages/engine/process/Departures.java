package io.darkages.engine.process;

import io.darkages.engine.authority.PlayerOwnership;
import io.darkages.engine.backplane.MigrationAnswer;
import io.darkages.engine.backplane.MigrationRequest;
import io.darkages.engine.grid.HandoffPhase;
import io.darkages.engine.grid.ZoneGrid;
import io.darkages.engine.random.RandomSource;

/**
 * The source's side of migrations: takes players from step to step, as their places, the targets and the register say.
 */
final class Departures {

    /** From one tick to the next, and one that was late: 50 ms. */
    private static final long MOST_ASTRAY_NANOS = 50_000_000L;

    private final MigrationOptions options;
    private final HandoffCourse course;
    private final PlayerOwnership ownership;
    private final MigrationHost host;
    private final MigrationCarrier carrier;
    private final HandoffTokens tokens;
    private final RandomSource random;
    private final MigrationNumbers numbers;
    private final MigrationCounters counters;
    private final DepartureTable table;
    private final DepartureMessages messages;

    private int wanted;
    private long wantedUntilNanos = Long.MIN_VALUE;

    Departures(
            MigrationOptions options,
            HandoffCourse course,
            Migrations.Surroundings around,
            MigrationCounters counters) {
        this.options = options;
        this.course = course;
        ownership = around.ownership();
        host = around.host();
        carrier = around.carrier();
        tokens = around.tokens();
        random = around.random();
        numbers = around.numbers();
        this.counters = counters;
        table = new DepartureTable(options.departuresMax());
        messages = new DepartureMessages(table, around);
    }

    /** A player who is acted for here stands at that place after this tick. */
    void place(long nowNanos, long player, int x, int y, int z) {
        int slot = table.slots.find(player);
        if (slot == PlayerSlots.ABSENT) {
            if (course.isInside(x, z)) {
                return;
            }
            slot = table.add(player);
            if (slot == PlayerSlots.ABSENT) {
                counters.increment(MigrationCounter.DEPARTURES_FULL);
                return;
            }
        }
        if (table.step[slot] != Departure.NONE && !table.step[slot].isPreparing()) {
            return;
        }
        table.x[slot] = x;
        table.y[slot] = y;
        table.z[slot] = z;
        table.cameFrom[slot] = course.cameFrom(table.cameFrom[slot], x, z);
        int target = course.target(table.target[slot], table.cameFrom[slot], x, z);
        if (target != table.target[slot]) {
            cancel(nowNanos, slot, nowNanos);
            table.target[slot] = target;
        }
        HandoffPhase before = table.phase[slot];
        table.phase[slot] = course.phase(before, target, table.cameFrom[slot], x, z);
        watchStray(nowNanos, slot);
        drive(nowNanos, slot);
        if (table.step[slot] == Departure.NONE
                && table.phase[slot] == HandoffPhase.NONE
                && table.cameFrom[slot] == ZoneGrid.NONE
                && nowNanos >= table.dueNanos[slot]) {
            table.slots.remove(slot);
        }
    }

    /**
     * Counts the time in which its client could have opened a view: not that in which nobody was there to go to. A
     * migration that is called off and begun again starts nothing anew.
     */
    private void watchStray(long nowNanos, int slot) {
        if (table.phase[slot] != HandoffPhase.SWITCHING || !course.isBeyond(table.x[slot], table.z[slot])) {
            table.astrayNanos[slot] = 0;
        } else if (isExpected(slot)) {
            // Nor that in which the world stood still.
            table.astrayNanos[slot] += Math.min(MOST_ASTRAY_NANOS, nowNanos - table.astrayUntilNanos[slot]);
        }
        table.astrayUntilNanos[slot] = nowNanos;
    }

    private boolean isExpected(int slot) {
        return table.step[slot].isPreparing() && table.step[slot].compareTo(Departure.EXPECTED) >= 0;
    }

    /** Whether its client had its time to open a view of where it is. */
    private boolean isAstray(int slot) {
        return isExpected(slot) && table.astrayNanos[slot] >= options.strayNanos();
    }

    private void drive(long nowNanos, int slot) {
        HandoffPhase phase = table.phase[slot];
        boolean isNear = phase.compareTo(HandoffPhase.MIGRATING) >= 0;
        switch (table.step[slot]) {
            case NONE -> {
                if (phase != HandoffPhase.NONE && nowNanos >= table.dueNanos[slot]) {
                    prepare(nowNanos, slot);
                }
            }
            case ASKED, EXPECTED, INVITED, READY -> {
                Departure step = table.step[slot];
                if (phase == HandoffPhase.NONE || !isNear && step.compareTo(Departure.EXPECTED) > 0) {
                    cancel(nowNanos, slot, nowNanos);
                } else if (!messages.isReachable(slot) || step != Departure.READY && nowNanos >= table.dueNanos[slot]) {
                    cancel(nowNanos, slot, nowNanos + options.pauseNanos());
                } else if (step == Departure.READY && phase == HandoffPhase.SWITCHING) {
                    begin(nowNanos, slot);
                } else if (isAstray(slot)) {
                    // Its client finds it by itself: it hears nothing new here, and resumes where the player is.
                    counters.increment(MigrationCounter.WITHOUT_VIEW);
                    begin(nowNanos, slot);
                } else if (step == Departure.EXPECTED && isNear) {
                    invite(nowNanos, slot);
                }
            }
            default ->
                throw new IllegalStateException(
                        "player " + table.slots.player(slot) + " is " + table.step[slot] + " and was placed");
        }
    }

    private void prepare(long nowNanos, int slot) {
        long player = table.slots.player(slot);
        int target = table.target[slot];
        long process = carrier.processOf(target);
        if (process == 0) {
            wanted = target;
            wantedUntilNanos = nowNanos + options.pauseNanos();
            table.dueNanos[slot] = nowNanos + options.confirmNanos();
            return;
        }
        if (!ownership.isOwned(player)) {
            table.dueNanos[slot] = nowNanos + options.pauseNanos();
            return;
        }
        table.process[slot] = process;
        table.migration[slot] = numbers.next();
        table.token[slot] = tokens.issue(new HandoffTokens.Terms(player, target, process), random);
        if (!messages.ask(slot, MigrationRequest.Kind.PREPARE)) {
            counters.increment(MigrationCounter.REFUSED);
            keep(slot, nowNanos + options.pauseNanos());
            return;
        }
        counters.increment(MigrationCounter.PREPARED);
        table.step[slot] = Departure.ASKED;
        table.dueNanos[slot] = nowNanos + options.answerNanos();
    }

    /** A zone that a player wants to go to and that nobody serves, as far as is known; none if there is none now. */
    int wanted(long nowNanos) {
        return nowNanos < wantedUntilNanos && carrier.processOf(wanted) == 0 ? wanted : ZoneGrid.NONE;
    }

    private void invite(long nowNanos, int slot) {
        long left = table.dueNanos[slot] - nowNanos;
        if (left < options.tokenLifeNanos() / 2) {
            // It walked along the border for long: the client gets a token that it can use.
            cancel(nowNanos, slot, nowNanos);
        } else if (host.invite(
                nowNanos, table.slots.player(slot), table.target[slot], table.process[slot], table.token[slot])) {
            table.step[slot] = Departure.INVITED;
        }
    }

    private void begin(long nowNanos, int slot) {
        counters.increment(MigrationCounter.TRANSFERS);
        table.step[slot] = Departure.BEGUN;
        table.dueNanos[slot] = nowNanos + options.rollBackNanos();
        if (!ownership.beginTransfer(nowNanos, table.slots.player(slot), table.target[slot])) {
            table.step[slot] = Departure.READY;
            cancel(nowNanos, slot, nowNanos + options.pauseNanos());
        }
    }

    /** Gives up what the register does not know of. */
    private void cancel(long nowNanos, int slot, long againNanos) {
        if (table.step[slot].isPreparing()) {
            counters.increment(MigrationCounter.CANCELLED);
            recall(nowNanos, slot);
            keep(slot, againNanos);
        }
    }

    /** Gives up all that the register does not know of. */
    void callOff(long nowNanos) {
        for (int slot = 0; slot < table.slots.end(); slot++) {
            if (table.slots.player(slot) != 0) {
                cancel(nowNanos, slot, nowNanos);
            }
        }
    }

    /** Tells the target, and the client if it was invited, that the player stays. */
    private void recall(long nowNanos, int slot) {
        messages.ask(slot, MigrationRequest.Kind.CANCEL);
        if (table.step[slot].compareTo(Departure.INVITED) >= 0) {
            host.uninvite(nowNanos, table.slots.player(slot));
        }
    }

    /** The player is this zone's, and goes nowhere before that time. */
    private void keep(int slot, long againNanos) {
        table.stay(slot);
        table.dueNanos[slot] = againNanos;
    }

    /** Looks after what is late. */
    void advance(long nowNanos) {
        for (int slot = 0; slot < table.slots.end(); slot++) {
            if (table.slots.player(slot) != 0 && nowNanos >= table.dueNanos[slot]) {
                late(nowNanos, slot);
            }
            if (table.slots.player(slot) != 0 && table.step[slot] == Departure.CONFIRMING) {
                confirm(nowNanos, slot);
            }
        }
    }

    private void late(long nowNanos, int slot) {
        switch (table.step[slot]) {
            case BEGUN, SENT, CONFIRMING, ROLLING_BACK -> rollBack(nowNanos, slot);
            case GONE -> table.slots.remove(slot);
            default -> {} // place() looks after who is placed
        }
    }

    private void confirm(long nowNanos, int slot) {
        if (nowNanos >= table.confirmNanos[slot]) {
            table.confirmNanos[slot] = nowNanos + options.confirmNanos();
            ownership.confirmTransfer(nowNanos, table.slots.player(slot));
        }
    }

    private void rollBack(long nowNanos, int slot) {
        // Asked again each pause, in case the register forgot: it is told once all the same.
        table.step[slot] = Departure.ROLLING_BACK;
        table.dueNanos[slot] = nowNanos + options.pauseNanos();
        ownership.rollBack(nowNanos, table.slots.player(slot));
    }

    void answered(long nowNanos, long fromProcess, MigrationAnswer answer) {
        int slot = table.slots.find(answer.player);
        if (slot == PlayerSlots.ABSENT
                || table.migration[slot] != answer.migration
                || table.process[slot] != fromProcess) {
            counters.increment(MigrationCounter.STALE_MESSAGES);
            return;
        }
        Departure step = table.step[slot];
        switch (answer.outcome) {
            case ACCEPTED -> {
                if (step == Departure.ASKED) {
                    table.step[slot] = Departure.EXPECTED;
                    table.dueNanos[slot] += options.tokenLifeNanos() - options.answerNanos();
                }
            }
            case READY -> {
                if (step == Departure.INVITED) {
                    table.step[slot] = Departure.READY;
                }
            }
            case COMPLETED -> {
                if (step == Departure.SENT) {
                    table.step[slot] = Departure.CONFIRMING;
                    table.confirmNanos[slot] = nowNanos;
                    confirm(nowNanos, slot);
                }
            }
            case REFUSED, FAILED -> refused(nowNanos, slot);
        }
    }

    private void refused(long nowNanos, int slot) {
        counters.increment(MigrationCounter.REFUSED);
        if (table.step[slot].isPreparing()) {
            if (table.step[slot].compareTo(Departure.INVITED) >= 0) {
                host.uninvite(nowNanos, table.slots.player(slot));
            }
            keep(slot, nowNanos + options.pauseNanos());
        } else if (table.step[slot].isOpen() && table.step[slot] != Departure.ROLLING_BACK) {
            rollBack(nowNanos, slot);
        }
    }

    /** A process ended, or another holds its zone: whoever goes there stays, if the register lets it. */
    void peerGone(long nowNanos, long process) {
        for (int slot = 0; slot < table.slots.end(); slot++) {
            if (table.slots.player(slot) == 0 || table.process[slot] != process) {
                continue;
            }
            if (table.step[slot].isPreparing()) {
                cancel(nowNanos, slot, nowNanos + options.pauseNanos());
            } else if (table.step[slot].isOpen() && table.step[slot] != Departure.ROLLING_BACK) {
                rollBack(nowNanos, slot);
            }
        }
    }

    /** The register says that the player is in transit: nothing happens to it here from now on. */
    boolean inTransit(long nowNanos, long player, long epoch) {
        int slot = table.slots.find(player);
        if (slot == PlayerSlots.ABSENT || table.step[slot] != Departure.BEGUN) {
            return false;
        }
        if (!ownership.freeze(nowNanos, player)) {
            throw new IllegalStateException("player " + player + " is in transit and can't be frozen");
        }
        host.freeze(player);
        table.step[slot] = Departure.SENT;
        if (!messages.sendState(nowNanos, slot, epoch)) {
            rollBack(nowNanos, slot);
        }
        return true;
    }

    /** The register says that the player is another zone's. */
    boolean transferred(long nowNanos, long player, long epoch, int target) {
        int slot = table.slots.find(player);
        if (slot == PlayerSlots.ABSENT || !table.step[slot].isOpen()) {
            return false;
        }
        counters.increment(MigrationCounter.COMPLETED);
        table.step[slot] = Departure.GONE;
        table.epoch[slot] = epoch;
        table.cameFrom[slot] = ZoneGrid.NONE;
        table.dueNanos[slot] = nowNanos + options.pauseNanos();
        host.remove(nowNanos, player, target, epoch);
        return true;
    }

    /** The register says that the player is this zone's and no other's. */
    boolean rolledBack(long nowNanos, long player, long epoch) {
        int slot = table.slots.find(player);
        if (slot == PlayerSlots.ABSENT || !table.step[slot].isOpen()) {
            return false;
        }
        counters.increment(MigrationCounter.ROLLED_BACK);
        recall(nowNanos, slot);
        keep(slot, nowNanos + options.pauseNanos());
        // Its client is invited first, once more.
        table.astrayNanos[slot] = 0;
        host.thaw(player, epoch);
        return true;
    }

    /** The player is this zone's, and came from that one. */
    void arrived(long player, int fromZone) {
        int slot = table.slots.find(player);
        slot = slot == PlayerSlots.ABSENT ? table.add(player) : slot;
        if (slot == PlayerSlots.ABSENT) {
            counters.increment(MigrationCounter.DEPARTURES_FULL);
            return;
        }
        keep(slot, Long.MIN_VALUE);
        table.astrayNanos[slot] = 0;
        table.cameFrom[slot] = fromZone;
    }

    /** The player left the world: its owner gives it up. */
    void left(long nowNanos, long player) {
        int slot = table.slots.find(player);
        if (slot != PlayerSlots.ABSENT) {
            if (table.step[slot].isPreparing() || table.step[slot].isOpen()) {
                counters.increment(MigrationCounter.CANCELLED);
                recall(nowNanos, slot);
            }
            table.slots.remove(slot);
        }
    }

    /** Passes inputs on that came for a player who is frozen or gone; false if they are none of this. */
    boolean relay(long player, byte[] buffer, int offset, int length) {
        int slot = table.slots.find(player);
        return slot != PlayerSlots.ABSENT && table.isGoing(slot) && messages.relay(slot, buffer, offset, length);
    }

    /** The zone that a player is on the way to, or went to not long ago; none if it is not. */
    int goneTo(long player) {
        int slot = table.slots.find(player);
        return slot != PlayerSlots.ABSENT && table.isGoing(slot) ? table.target[slot] : ZoneGrid.NONE;
    }

    /** Whether the register was asked to let the player go, and has not told the end. */
    boolean isOpen(long player) {
        int slot = table.slots.find(player);
        return slot != PlayerSlots.ABSENT && table.step[slot].isOpen();
    }

    MigrationStage stage(long player) {
        int slot = table.slots.find(player);
        return slot == PlayerSlots.ABSENT ? MigrationStage.FAILED : table.step[slot].stage;
    }

    /** Migrations whose outcome the register has not told yet. */
    int open() {
        return table.open();
    }

    PlayerSlots slots() {
        return table.slots;
    }

    void clear() {
        table.slots.clear();
    }

    long stateHash() {
        return table.stateHash();
    }
}
