package io.darkages.engine.backplane;

import io.darkages.engine.port.DatagramSender;

/** Puts the lead byte of the backplane before each datagram. */
final class LeadByteSender implements DatagramSender {

    private final DatagramSender datagrams;
    private final byte[] scratch = new byte[1 + BackplaneOptions.DATAGRAM_BYTES_MAX];

    LeadByteSender(DatagramSender datagrams) {
        this.datagrams = datagrams;
        scratch[0] = Backplane.LEAD_BYTE;
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, scratch, 1, length);
        datagrams.send(address, scratch, 0, 1 + length);
    }
}
