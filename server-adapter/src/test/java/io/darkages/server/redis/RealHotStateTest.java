package io.darkages.server.redis;

/** So does the real Redis, where it is installed. */
class RealHotStateTest extends HotStateContract {

    @Override
    RedisBench open() {
        return new RealBench();
    }
}
