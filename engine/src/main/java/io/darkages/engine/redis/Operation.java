package io.darkages.engine.redis;

/** What a command in flight is for. */
enum Operation {
    SAVE_SESSION(true),
    LOAD_SESSION(false),
    DELETE_SESSION(true),
    ADD_TO_ZONE(false),
    REMOVE_FROM_ZONE(false),
    ZONE_MEMBERS(false),
    ANNOUNCE(false),
    WITHDRAW(false),
    ANNOUNCEMENTS(false),
    PUBLISH(false),
    /** The client's own: asks for the server's role, as a sign of life. */
    ASK_ROLE(false),
    /** The client's own. */
    LOAD_SCRIPT(false);

    private final boolean script;

    Operation(boolean script) {
        this.script = script;
    }

    /** Whether it runs a script: an error that comes from its middle leaves open what it did before. */
    boolean isScript() {
        return script;
    }

    /** Whether nobody outside waits for it. */
    boolean isOwn() {
        return this == ASK_ROLE || this == LOAD_SCRIPT;
    }
}
