package io.darkages.engine.ghost;

/** The entities that a zone acts for, as {@link GhostSender} reads them: ghosts are not among them. */
public interface GhostSource {

    /** How many there are. */
    int count();

    /** Slot of one of them, 0 to the sender's capacity - 1. The same entity keeps its slot. */
    int slot(int index);

    /** Not 0. */
    long player(int slot);

    /** Owner epoch under which the zone acts for it. */
    int epoch(int slot);

    /** Rounded in this tick, told from the zone's origin, as {@code QuantisedState} packs it. */
    long place(int slot);

    /** Rounded in this tick. */
    long motion(int slot);

    /** Hundredths of a point. */
    int health(int slot);

    /** 0 to 255. */
    int team(int slot);
}
