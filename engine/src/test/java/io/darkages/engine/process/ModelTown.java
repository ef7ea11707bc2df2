package io.darkages.engine.process;

import io.darkages.engine.backplane.MigrationState;
import io.darkages.engine.movement.MotionState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A zone's world in a few lines: players who live step after step, and clients who look at it. */
final class ModelTown implements ZoneWorld {

    static final int SESSION_BYTES = 20;

    /** One player in the world. */
    static final class Resident {
        int x;
        int z;
        int life;
        long epoch;
        boolean isFrozen;
    }

    /** What clients are told, and what judges see. */
    interface Outlook {
        void entered(long ticket, long player, boolean isRestored, int life);

        void redirected(long ticket, long address);

        void refused(long ticket);

        boolean invited(long player, int zone, long process, byte[] token);

        boolean calledAhead(long player, long address);

        boolean isConnected(long player);

        /** How long a view takes until it shows what its client needs. */
        long warmsUp();

        void installed(long player);

        /** @param address where to resume, 0 if that is not told */
        void out(long player, long address);

        void broken(String what);

        void spawn(long player, MotionState into);
    }

    private final Outlook outlook;
    final SortedMap<Long, Resident> residents = new TreeMap<>();
    /** By player whose client looks on, from when on it sees what it needs. */
    private final SortedMap<Long, Long> warmFrom = new TreeMap<>();

    long nowNanos;
    boolean isHeld;
    boolean isOpen;

    ModelTown(Outlook outlook) {
        this.outlook = outlook;
    }

    private long at(int index) {
        return List.copyOf(residents.keySet()).get(index);
    }

    @Override
    public void open(long now, int zone) {
        isOpen = true;
        residents.clear();
        warmFrom.clear();
    }

    @Override
    public void close(long now) {
        isOpen = false;
        for (long player : new ArrayList<>(residents.keySet())) {
            residents.remove(player);
            outlook.out(player, 0);
        }
    }

    @Override
    public void hold(boolean itIsHeld) {
        isHeld = itIsHeld;
    }

    @Override
    public int count() {
        return residents.size();
    }

    @Override
    public boolean isAnyConnected() {
        return residents.keySet().stream().anyMatch(outlook::isConnected);
    }

    @Override
    public int capacity() {
        return 64;
    }

    @Override
    public long player(int index) {
        return at(index);
    }

    @Override
    public int x(int index) {
        return residents.get(at(index)).x;
    }

    @Override
    public int y(int index) {
        return 0;
    }

    @Override
    public int z(int index) {
        return residents.get(at(index)).z;
    }

    @Override
    public boolean has(long player) {
        return residents.containsKey(player);
    }

    @Override
    public boolean enter(long now, long ticket, long player, long epoch) {
        Resident resident = residents.get(player);
        boolean isNew = resident == null;
        if (isNew) {
            MotionState place = new MotionState();
            outlook.spawn(player, place);
            resident = new Resident();
            resident.x = place.x;
            resident.z = place.z;
            residents.put(player, resident);
        }
        resident.epoch = epoch;
        outlook.entered(ticket, player, isNew, resident.life);
        return true;
    }

    @Override
    public boolean enter(long now, long ticket, long player, byte[] session, int length, long epoch) {
        ByteBuffer bytes = ByteBuffer.wrap(session, 0, length);
        if (bytes.getLong() != player) {
            outlook.broken("player " + player + " got another's session");
        }
        Resident resident = new Resident();
        resident.x = bytes.getInt();
        resident.z = bytes.getInt();
        resident.life = bytes.getInt();
        resident.epoch = epoch;
        residents.put(player, resident);
        outlook.entered(ticket, player, true, resident.life);
        return true;
    }

    @Override
    public boolean observe(long now, long ticket, long player, long epoch) {
        nowNanos = now;
        warmFrom.put(player, now + outlook.warmsUp());
        return true;
    }

    @Override
    public boolean redirect(long now, long ticket, long address, byte[] token) {
        outlook.redirected(ticket, address);
        return true;
    }

    @Override
    public boolean refuse(long now, long ticket, String reason) {
        outlook.refused(ticket);
        return true;
    }

    @Override
    public boolean callAhead(long now, long player, long address, byte[] token) {
        return outlook.calledAhead(player, address);
    }

    @Override
    public void sendAway(long now, long player, long address, byte[] token) {
        residents.remove(player);
        outlook.out(player, address);
    }

    @Override
    public int save(long now, long player, byte[] into) {
        Resident resident = residents.get(player);
        if (resident == null) {
            return 0;
        }
        ByteBuffer.wrap(into)
                .putLong(player)
                .putInt(resident.x)
                .putInt(resident.z)
                .putInt(resident.life);
        return SESSION_BYTES;
    }

    @Override
    public boolean locate(byte[] session, int length, MotionState into) {
        ByteBuffer bytes = ByteBuffer.wrap(session, 0, length);
        bytes.getLong();
        into.place(bytes.getInt(), 0, bytes.getInt());
        return true;
    }

    @Override
    public void spawn(long player, MotionState into) {
        outlook.spawn(player, into);
    }

    @Override
    public boolean reserve(long player) {
        return true;
    }

    @Override
    public void dismiss(long now, long player) {
        warmFrom.remove(player);
    }

    @Override
    public boolean isObserved(long player) {
        return warmFrom.containsKey(player);
    }

    @Override
    public boolean isWarm(long player) {
        return warmFrom.get(player) <= nowNanos;
    }

    @Override
    public boolean install(long now, MigrationState state, long epoch) {
        Resident resident = new Resident();
        resident.x = state.image.motion.x;
        resident.z = state.image.motion.z;
        resident.life = state.image.combat.kills;
        resident.epoch = epoch;
        if (residents.put(state.image.player, resident) != null) {
            outlook.broken("player " + state.image.player + " was installed twice");
        }
        warmFrom.remove(state.image.player);
        outlook.installed(state.image.player);
        return true;
    }

    @Override
    public boolean invite(long now, long player, int zone, long process, byte[] token) {
        return outlook.invited(player, zone, process, token);
    }

    @Override
    public void uninvite(long now, long player) {
        // Its client closes the view, or finds it closed.
    }

    @Override
    public void freeze(long player) {
        residents.get(player).isFrozen = true;
    }

    @Override
    public void thaw(long player, long epoch) {
        residents.get(player).isFrozen = false;
        residents.get(player).epoch = epoch;
    }

    @Override
    public boolean capture(long now, long player, MigrationState state) {
        Resident resident = residents.get(player);
        state.image.motion.place(resident.x, 0, resident.z);
        state.image.combat.kills = resident.life;
        return true;
    }

    @Override
    public void remove(long now, long player, int zone, long epoch) {
        residents.remove(player);
    }
}
