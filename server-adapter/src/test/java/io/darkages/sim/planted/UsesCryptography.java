package io.darkages.sim.planted;

/** Simulator that stays within the port of cryptography. */
public final class UsesCryptography {
    io.darkages.engine.transport.crypto.Cryptography port;
    io.darkages.engine.transport.crypto.PacketCipher cipher;
}
