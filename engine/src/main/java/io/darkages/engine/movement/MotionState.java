package io.darkages.engine.movement;

import io.darkages.engine.random.Mix;

/**
 * Where a player is and how it moves: the state that {@link Movement#step} changes. Mutable scratch, to be
 * loaded from and stored to the columns of its owner; not thread-safe.
 */
public final class MotionState {

    /** Feet, in Q16.16 metres from the world's centre; y is up. */
    public int x;

    public int y;
    public int z;

    /** In Q16.16 metres a second. */
    public int vx;

    public int vy;
    public int vz;

    /** 0 to 65,535, see {@link io.darkages.engine.math.Angles}. */
    public int yaw;

    /** -16,384 (down) to 16,384 (up). */
    public int pitch;

    /** Standing on the ground or on an obstacle, so that a jump is possible. */
    public boolean grounded;

    public MotionState copyFrom(MotionState other) {
        x = other.x;
        y = other.y;
        z = other.z;
        vx = other.vx;
        vy = other.vy;
        vz = other.vz;
        yaw = other.yaw;
        pitch = other.pitch;
        grounded = other.grounded;
        return this;
    }

    /** At rest on that spot, looking along +z. */
    public MotionState place(int x, int y, int z) {
        this.x = x;
        this.y = y;
        this.z = z;
        vx = 0;
        vy = 0;
        vz = 0;
        yaw = 0;
        pitch = 0;
        grounded = y == 0;
        return this;
    }

    /** Whether every field is the same. */
    public boolean matches(MotionState other) {
        return x == other.x
                && y == other.y
                && z == other.z
                && vx == other.vx
                && vy == other.vy
                && vz == other.vz
                && yaw == other.yaw
                && pitch == other.pitch
                && grounded == other.grounded;
    }

    /** 64 bits over every field; the same on server and client exactly when the states are. */
    public long digest() {
        long hash = Mix.fold(0, pair(x, z));
        hash = Mix.fold(hash, pair(y, vy));
        hash = Mix.fold(hash, pair(vx, vz));
        return Mix.fold(hash, pair(yaw << 1 | (grounded ? 1 : 0), pitch));
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }
}
