package io.darkages.engine.process;

/** Numbers for the migrations that one process begins, none given twice in its incarnation. One thread. */
public final class MigrationNumbers {

    private long last;

    /** The next number, from 1. */
    long next() {
        return ++last;
    }
}
