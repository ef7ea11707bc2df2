package io.darkages.engine.transport;

/** The receiving side of a lane: a reliable stream, unreliable messages that come in pieces, and the numbers seen. */
final class ReceiveLane {

    final int index;
    final ReceivedNumbers numbers = new ReceivedNumbers();
    final ReliableReceiver reliable;
    private final BufferPool pool;
    private final ReceiveMemory memory;
    /** Made with the first piece. */
    private UnreliableAssembly assembly;

    ReceiveLane(int index, BufferPool pool, ReceiveMemory memory, int bytesMax) {
        this.index = index;
        this.pool = pool;
        this.memory = memory;
        reliable = new ReliableReceiver(index, pool, memory, numbers, bytesMax);
    }

    UnreliableAssembly assembly() {
        if (assembly == null) {
            assembly = new UnreliableAssembly(pool, memory);
        }
        return assembly;
    }

    void release() {
        reliable.release();
        if (assembly != null) {
            assembly.releaseAll();
        }
    }
}
