package io.darkages.engine.zone;

import io.darkages.engine.snapshot.ReplicationPolicy;
import io.darkages.engine.snapshot.SnapshotEncoder;

/**
 * Gives up quality step by step when ticks take too long, and takes it back with hysteresis: far rate,
 * mid rate, snapshot rate, entity cap, in the original design's order.
 *
 * <p>A step down needs {@value #OVERRUNS_TO_DEGRADE} ticks of the last {@value #WINDOW_TICKS} above
 * {@value #DEGRADE_PERCENT} % of a tick's length; a step up needs {@value #CALM_TICKS_TO_RECOVER} ticks in
 * a row below {@value #RECOVER_PERCENT} %. What lies between changes nothing, so it can't flap. A step up
 * that is followed by a step down within {@value #RELAPSE_TICKS} ticks doubles the calm that the next one
 * needs, up to {@value #MAX_CALM_FACTOR} times; a step up that holds until the next one halves it, and a step down that
 * comes late makes it the usual again.
 */
final class QualityOfService {

    /** Steps, from full quality to the least. */
    static final int LEVELS = 5;

    static final int WINDOW_TICKS = 30;
    static final int OVERRUNS_TO_DEGRADE = 10;
    static final int CALM_TICKS_TO_RECOVER = 120;
    static final int DEGRADE_PERCENT = 90;
    static final int RECOVER_PERCENT = 60;
    static final int RELAPSE_TICKS = 240;
    static final int MAX_CALM_FACTOR = 8;

    private static final int DEGRADED_FAR_HZ = 2;
    private static final int DEGRADED_MID_HZ = 5;
    private static final int DEGRADED_NEAR_HZ = 10;
    private static final int DEGRADED_INTERVAL_TICKS = 6;
    private static final int DEGRADED_ENTITY_CAP = SnapshotEncoder.MAX_ENTITIES / 2;

    private static final ZoneCounter[] STEP_COUNTERS = {
        ZoneCounter.QOS_DEGRADED_FAR_RATE,
        ZoneCounter.QOS_DEGRADED_MID_RATE,
        ZoneCounter.QOS_DEGRADED_SNAPSHOT_RATE,
        ZoneCounter.QOS_DEGRADED_ENTITY_CAP
    };

    private final ReplicationPolicy[] policies;
    private final long tickNanos;
    private final ZoneCounters counters;
    private final boolean enabled;

    private int level;
    /** Bit k: the k-th last tick of the window was too long. */
    private int overruns;

    private int calmTicks;
    private int calmFactor = 1;
    private boolean lastStepWasUp;
    private long ticksSinceRecovery = Long.MAX_VALUE / 2;

    QualityOfService(ReplicationPolicy full, long tickNanos, boolean enabled, ZoneCounters counters) {
        this.tickNanos = tickNanos;
        this.enabled = enabled;
        this.counters = counters;
        int far = Math.min(full.farRateHz(), DEGRADED_FAR_HZ);
        int mid = Math.min(full.midRateHz(), DEGRADED_MID_HZ);
        int near = Math.min(full.nearRateHz(), DEGRADED_NEAR_HZ);
        int interval = Math.max(full.snapshotIntervalTicks(), DEGRADED_INTERVAL_TICKS);
        int fullInterval = full.snapshotIntervalTicks();
        int cap = full.entityCap();
        policies = new ReplicationPolicy[] {
            full,
            new ReplicationPolicy(full.nearRateHz(), full.midRateHz(), far, fullInterval, cap),
            new ReplicationPolicy(full.nearRateHz(), mid, far, fullInterval, cap),
            new ReplicationPolicy(near, mid, far, interval, cap),
            new ReplicationPolicy(near, mid, far, interval, Math.min(cap, DEGRADED_ENTITY_CAP))
        };
    }

    /** The tick that just ended took that long. */
    void tickTook(long nanos) {
        ticksSinceRecovery++;
        if (nanos > tickNanos) {
            counters.add(ZoneCounter.TICK_OVERRUNS, 1);
        }
        if (!enabled) {
            return;
        }
        boolean tooLong = nanos * 100 > tickNanos * DEGRADE_PERCENT;
        overruns = (overruns << 1 | (tooLong ? 1 : 0)) & (1 << WINDOW_TICKS) - 1;
        calmTicks = nanos * 100 < tickNanos * RECOVER_PERCENT ? calmTicks + 1 : 0;
        if (Integer.bitCount(overruns) >= OVERRUNS_TO_DEGRADE && level < LEVELS - 1) {
            calmFactor = ticksSinceRecovery < RELAPSE_TICKS ? Math.min(MAX_CALM_FACTOR, calmFactor * 2) : 1;
            counters.add(STEP_COUNTERS[level], 1);
            level++;
            overruns = 0;
            calmTicks = 0;
            lastStepWasUp = false;
        } else if (calmTicks >= CALM_TICKS_TO_RECOVER * calmFactor && level > 0) {
            level--;
            counters.add(ZoneCounter.QOS_RECOVERED, 1);
            calmTicks = 0;
            calmFactor = lastStepWasUp ? Math.max(1, calmFactor / 2) : calmFactor;
            lastStepWasUp = true;
            ticksSinceRecovery = 0;
        }
    }

    /** 0 for full quality, up to {@link #LEVELS} - 1. */
    int level() {
        return level;
    }

    ReplicationPolicy policy() {
        return policies[level];
    }
}
