package io.darkages.engine.authority;

/** Why a hold on a zone ended. Probes carry the ordinal. */
public enum LeaseEnd {
    /** It could not be renewed in time. */
    RAN_OUT,
    /** It was given back. */
    RELEASED,
    /** The row shows another holder, or none. */
    LOST
}
