package io.darkages.engine.authority;

/** What happened to one {@link ZoneLease} since it was made. */
public final class LeaseCounters {

    long taken;
    long renewed;
    long suspended;
    long lost;
    long failed;
    long unknown;

    LeaseCounters() {}

    public long taken() {
        return taken;
    }

    public long renewed() {
        return renewed;
    }

    /** How often it ran out. */
    public long suspended() {
        return suspended;
    }

    /** How often another took it. */
    public long lost() {
        return lost;
    }

    /** Operations that did not happen. */
    public long failed() {
        return failed;
    }

    /** Operations of which nobody told whether they happened. */
    public long unknown() {
        return unknown;
    }
}
