package io.darkages.server.redis;

/** The simulated node gives the replies that are written down. */
class SimulatedRespTest extends RespContract {

    @Override
    RedisBench open() {
        return new SimulatedBench();
    }
}
