package io.darkages.sim;

/** Stands where no program runs. Nothing may reach it. */
final class NoProgram implements Program {

    static final NoProgram INSTANCE = new NoProgram();

    private NoProgram() {}

    @Override
    public void datagram(long from, byte[] buffer, int offset, int length) {
        throw new IllegalStateException("a datagram of " + length + " bytes reached a host that is down");
    }

    @Override
    public void timer(int id) {
        throw new IllegalStateException("timer " + id + " fired on a host that is down");
    }

    @Override
    public long stateHash() {
        throw new IllegalStateException("a host that is down has no state");
    }
}
