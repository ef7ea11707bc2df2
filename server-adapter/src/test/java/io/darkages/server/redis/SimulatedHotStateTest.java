package io.darkages.server.redis;

/** The simulated node keeps the promises of hot state. */
class SimulatedHotStateTest extends HotStateContract {

    @Override
    RedisBench open() {
        return new SimulatedBench();
    }
}
