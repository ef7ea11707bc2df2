package io.darkages.engine.zone;

import io.darkages.engine.port.DatagramSender;

/** Counts the work of sending before the datagram leaves, so that its cost can be charged by then. */
record CountedSender(DatagramSender datagrams, WorkCounters work) implements DatagramSender {

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        work.add(Work.DATAGRAMS_SENT, 1);
        work.add(Work.BYTES_SEALED, length);
        datagrams.send(address, buffer, offset, length);
    }
}
