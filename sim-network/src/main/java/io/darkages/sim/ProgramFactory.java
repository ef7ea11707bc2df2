package io.darkages.sim;

/** Makes a host's program, at its start and anew after each restart. */
@FunctionalInterface
public interface ProgramFactory {

    /**
     * Starts the program. Called on the host's own turn: it may send, set timers and spend CPU.
     *
     * @param context the host as the program sees it; the same object for all programs of one host
     */
    Program start(HostContext context);
}
