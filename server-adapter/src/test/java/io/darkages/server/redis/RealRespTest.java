package io.darkages.server.redis;

/** The real Redis gives the replies that are written down. */
class RealRespTest extends RespContract {

    @Override
    RedisBench open() {
        return new RealBench();
    }
}
