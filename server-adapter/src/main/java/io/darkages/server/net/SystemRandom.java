package io.darkages.server.net;

import io.darkages.engine.random.RandomSource;
import java.security.SecureRandom;

/** The system's secure generator: ids, challenges and keys that nobody can guess. Thread-safe. */
public final class SystemRandom implements RandomSource {

    private final SecureRandom random = new SecureRandom();

    @Override
    public long nextLong() {
        return random.nextLong();
    }
}
