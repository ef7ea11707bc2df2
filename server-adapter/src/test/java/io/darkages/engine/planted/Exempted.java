package io.darkages.engine.planted;

import io.darkages.engine.guard.ExemptFromBans;

/** Exempted on a class and on a method: the ban list is silent, the list of exemptions is not. */
public final class Exempted {

    private Exempted() {}

    @ExemptFromBans(reason = "planted")
    static final class WholeClass {
        long now() {
            return System.nanoTime();
        }
    }

    static final class OneMethod {
        @ExemptFromBans(reason = "planted")
        long now() {
            return System.nanoTime();
        }
    }
}
