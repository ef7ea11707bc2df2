package io.darkages.server.cli;

/** The program with a runner that plays nothing. */
public final class InstantMain {

    private InstantMain() {}

    public static void main(String[] arguments) {
        System.exit(Main.execute(InstantMain.class, new InstantRunner(), arguments));
    }
}
