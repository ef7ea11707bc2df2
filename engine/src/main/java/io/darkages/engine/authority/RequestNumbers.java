package io.darkages.engine.authority;

/** Numbers for operations on one process' register, none given twice. All who share the register share this. One thread. */
public final class RequestNumbers {

    private long last;

    /** The next number, from 1. */
    public long next() {
        return ++last;
    }
}
