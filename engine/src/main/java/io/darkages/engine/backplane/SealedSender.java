package io.darkages.engine.backplane;

import io.darkages.engine.port.DatagramSender;

/** Puts the lead byte of the backplane before each datagram, and its seal behind those that need one. */
final class SealedSender implements DatagramSender {

    private final DatagramSender datagrams;
    private final ControlSeal seal;
    private final byte[] scratch = new byte[1 + BackplaneOptions.DATAGRAM_BYTES_MAX + ControlSeal.BYTES];

    SealedSender(DatagramSender datagrams, ControlSeal seal) {
        this.datagrams = datagrams;
        this.seal = seal;
        scratch[0] = Backplane.LEAD_BYTE;
    }

    @Override
    public void send(long address, byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, scratch, 1, length);
        int sealBytes = 0;
        if (ControlSeal.isDue(buffer[offset])) {
            seal.put(scratch, 1, length);
            sealBytes = ControlSeal.BYTES;
        }
        datagrams.send(address, scratch, 0, 1 + length + sealBytes);
    }
}
