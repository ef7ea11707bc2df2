package io.darkages.sim.store;

import io.darkages.engine.port.Register;

/** A row under the ballot that it was proposed with. Version 0 proposes no change. Reused. */
final class PaxosValue {

    /** 0: none. */
    long ballot;

    long version;
    final long[] words = new long[Register.WORDS];

    void clear() {
        ballot = 0;
        version = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] = 0;
        }
    }

    void set(PaxosValue other) {
        set(other.ballot, other.version, other.words);
    }

    void set(long itsBallot, long itsVersion, long[] itsWords) {
        ballot = itsBallot;
        version = itsVersion;
        System.arraycopy(itsWords, 0, words, 0, words.length);
    }

    boolean changesNothing() {
        return version == 0;
    }
}
