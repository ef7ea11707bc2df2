package io.darkages.engine.ghost;

import io.darkages.engine.backplane.EntitySync;
import io.darkages.engine.space.Area;

/**
 * What one neighbour has been told, and when. An entity has its own phase within its interval, by its slot, whenever it
 * came near, so that the states of all spread over the ticks. Allocates only when made.
 */
final class ToldNeighbour {

    /** A removal is told in so many ticks: one that is lost leaves a copy until it expires. */
    private static final int REMOVAL_REPEATS = 3;

    private static final long NOBODY = 0;

    /** Distance to an area: which band. */
    private enum Band {
        AURA,
        SIGHT,
        /** Told if it was told before. */
        EDGE,
        BEYOND
    }

    final int zone;
    private final Area area;
    private final GhostBands bands;
    private final GhostCounters counters;
    private final long auraSquared;
    private final long sightSquared;
    private final long forgetSquared;

    /** By slot: who was told, under which epoch and when last; and where it stands in the list of told slots. */
    private final long[] toldPlayer;

    private final int[] toldEpoch;
    private final int[] toldTick;
    private final int[] listIndex;
    private final int[] toldSlots;
    private int toldCount;

    /** Removals that are still to be told, in a ring. */
    private final long[] removedPlayer;

    private final int[] removedEpoch;
    private final byte[] removedLeft;
    private int removedCount;

    /** Where to begin, so that a budget that is too small starves nobody: one for each rate. */
    private final int[] cursors = new int[2];

    /** Of this tick, by place in the frame. */
    private final Band[] bandOf;

    private int spentBytes;

    ToldNeighbour(int zone, Area area, GhostBands bands, int capacity, GhostCounters counters) {
        this.zone = zone;
        this.area = area;
        this.bands = bands;
        this.counters = counters;
        auraSquared = squared(bands.distances().aura());
        sightSquared = squared(bands.distances().sight());
        forgetSquared = squared(bands.forget());
        bandOf = new Band[capacity];
        toldPlayer = new long[capacity];
        toldEpoch = new int[capacity];
        toldTick = new int[capacity];
        listIndex = new int[capacity];
        toldSlots = new int[capacity];
        removedPlayer = new long[capacity];
        removedEpoch = new int[capacity];
        removedLeft = new byte[capacity];
    }

    private static long squared(int distance) {
        return (long) distance * distance;
    }

    /** Nobody is there: it knows nothing, and whoever comes is told all anew. */
    void clear() {
        for (int i = 0; i < toldCount; i++) {
            toldPlayer[toldSlots[i]] = NOBODY;
        }
        toldCount = 0;
        removedCount = 0;
    }

    int toldCount() {
        return toldCount;
    }

    /** Tells what is due. */
    void run(GhostFrame frame, GhostSource source, EntitySync message, GhostOutlet outlet) {
        spentBytes = 0;
        message.clear();
        for (int i = 0; i < frame.count(); i++) {
            bandOf[i] = band(frame, i);
        }
        dropWhoIsGone(frame, source);
        tellRemovals(message, outlet);
        tell(frame, source, Band.AURA, message, outlet);
        tell(frame, source, Band.SIGHT, message, outlet);
        if (!message.isEmpty()) {
            send(message, outlet);
        }
    }

    private Band band(GhostFrame frame, int index) {
        long squared = area.squaredDistance(frame.x(index), frame.z(index));
        if (squared <= auraSquared) {
            return Band.AURA;
        } else if (squared <= sightSquared) {
            return Band.SIGHT;
        }
        return squared <= forgetSquared ? Band.EDGE : Band.BEYOND;
    }

    /** Those told who have left the zone, have come back as somebody else, or are too far away now. */
    private void dropWhoIsGone(GhostFrame frame, GhostSource source) {
        for (int i = toldCount - 1; i >= 0; i--) {
            int slot = toldSlots[i];
            int index = frame.indexOf(slot);
            boolean isThere = index != GhostFrame.ABSENT
                    && source.player(slot) == toldPlayer[slot]
                    && bandOf[index] != Band.BEYOND;
            if (!isThere) {
                remember(toldPlayer[slot], toldEpoch[slot]);
                int last = toldSlots[--toldCount];
                toldSlots[i] = last;
                listIndex[last] = i;
                toldPlayer[slot] = NOBODY;
            }
        }
    }

    private void remember(long player, int epoch) {
        if (removedCount == removedPlayer.length) {
            counters.increment(GhostCounter.REMOVALS_DROPPED);
            return;
        }
        removedPlayer[removedCount] = player;
        removedEpoch[removedCount] = epoch;
        removedLeft[removedCount] = REMOVAL_REPEATS;
        removedCount++;
    }

    private void tellRemovals(EntitySync message, GhostOutlet outlet) {
        int kept = 0;
        for (int i = 0; i < removedCount; i++) {
            if (hasRoom(EntitySync.REMOVAL_BYTES, message)) {
                if (!message.remove(removedPlayer[i], removedEpoch[i])) {
                    send(message, outlet);
                    message.remove(removedPlayer[i], removedEpoch[i]);
                }
                counters.increment(GhostCounter.REMOVALS_SENT);
                removedLeft[i]--;
            }
            if (removedLeft[i] > 0) {
                removedPlayer[kept] = removedPlayer[i];
                removedEpoch[kept] = removedEpoch[i];
                removedLeft[kept] = removedLeft[i];
                kept++;
            }
        }
        removedCount = kept;
    }

    private boolean hasRoom(int bytes, EntitySync message) {
        return spentBytes + message.bytes() + bytes <= bands.bytesPerTick();
    }

    private void tell(GhostFrame frame, GhostSource source, Band rate, EntitySync message, GhostOutlet outlet) {
        int count = frame.count();
        int ticks = rate == Band.AURA ? bands.auraTicks() : bands.sightTicks();
        int start = count == 0 ? 0 : cursors[rate.ordinal()] % count;
        boolean isFull = false;
        for (int i = 0; i < count; i++) {
            int index = start + i < count ? start + i : start + i - count;
            int slot = frame.slot(index);
            if (isOfRate(rate, bandOf[index], slot) && isDue(frame, source, slot, ticks)) {
                if (isFull || !hasRoom(EntitySync.GHOST_BYTES, message)) {
                    counters.increment(GhostCounter.STATES_DEFERRED);
                    if (!isFull) {
                        isFull = true;
                        cursors[rate.ordinal()] = index;
                    }
                } else {
                    tell(frame, source, slot, message, outlet);
                }
            }
        }
    }

    private boolean isOfRate(Band rate, Band band, int slot) {
        return rate == band || rate == Band.SIGHT && band == Band.EDGE && toldPlayer[slot] != NOBODY;
    }

    private boolean isDue(GhostFrame frame, GhostSource source, int slot, int ticks) {
        return toldPlayer[slot] == NOBODY
                || toldEpoch[slot] != source.epoch(slot)
                || (frame.tick() + slot) / ticks != (toldTick[slot] + slot) / ticks;
    }

    private void tell(GhostFrame frame, GhostSource source, int slot, EntitySync message, GhostOutlet outlet) {
        if (!add(frame, source, slot, message)) {
            send(message, outlet);
            add(frame, source, slot, message);
        }
        counters.increment(GhostCounter.STATES_SENT);
        if (toldPlayer[slot] == NOBODY) {
            listIndex[slot] = toldCount;
            toldSlots[toldCount++] = slot;
        }
        toldPlayer[slot] = source.player(slot);
        toldEpoch[slot] = source.epoch(slot);
        toldTick[slot] = frame.tick();
    }

    private static boolean add(GhostFrame frame, GhostSource source, int slot, EntitySync message) {
        return message.add(
                source.player(slot),
                source.epoch(slot),
                WorldPlace.of(source.place(slot), frame.origin()),
                source.motion(slot),
                source.health(slot),
                source.team(slot));
    }

    private void send(EntitySync message, GhostOutlet outlet) {
        spentBytes += message.bytes();
        counters.increment(GhostCounter.MESSAGES_SENT);
        outlet.send(zone, message);
        message.clear();
    }
}
