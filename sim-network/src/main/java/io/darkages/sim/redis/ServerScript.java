package io.darkages.sim.redis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The scripts that the node can run, known by the SHA-1 of their text as it came. */
enum ServerScript {
    SAVE_SESSION("77b13368d53d2d305483316410f9bbd2cea8f1d3"),
    DELETE_SESSION("ba0ff3d51734181d0a1609605b6d26cb0a282306");

    private static final ServerScript[] ALL = values();

    private final String sha1;

    ServerScript(String sha1) {
        this.sha1 = sha1;
    }

    String sha1() {
        return sha1;
    }

    static Optional<ServerScript> of(String sha1) {
        for (ServerScript each : ALL) {
            if (each.sha1.equalsIgnoreCase(sha1)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    static String sha1Of(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
