package io.darkages.sim.store;

import io.darkages.engine.authority.LocalRegister;

/** The register in memory keeps the port's promises. */
class LocalRegisterContractTest extends RegisterContract {

    private static final long MILLI = 1_000_000L;

    private final LocalRegister register = new LocalRegister(1_000, 16, 20 * MILLI);
    private long nowNanos;

    @Override
    void onLoop(Action action) {
        pass(MILLI);
        action.run(register, nowNanos);
    }

    @Override
    void pass(long nanos) {
        nowNanos += nanos;
        register.advance(nowNanos);
    }

    @Override
    boolean canBeAway() {
        return false;
    }

    @Override
    void away(boolean away) {
        throw new UnsupportedOperationException("it is in this process");
    }
}
