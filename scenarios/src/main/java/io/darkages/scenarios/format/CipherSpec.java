package io.darkages.scenarios.format;

/** What seals the packets between players and zone. */
public enum CipherSpec implements Named {
    /** Of the same sizes and failures as the real one, at next to no cost, and without its secrecy. */
    SIMULATED("simulated"),
    /** GameNetworkingSockets' handshake and cipher, as on a real socket. */
    AES_256_GCM("aes-256-gcm"),
    /** GameNetworkingSockets' handshake, and packets that nothing seals. */
    NONE("none");

    private final String title;

    CipherSpec(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }
}
