package io.darkages.sim.crypto;

import io.darkages.engine.random.Mix;
import io.darkages.engine.transport.CipherParameters;
import io.darkages.engine.transport.PacketCipherFactory;
import io.darkages.engine.transport.crypto.PacketCipher;

/**
 * Makes {@link SimulatedCipher}s. Their keys follow from the handshake's public numbers, so they keep
 * nothing secret: whoever sees the handshake can forge. Its suite number is its own, so that a peer on
 * a real socket, which offers AES, doesn't connect to it.
 */
public final class SimulatedCipherFactory implements PacketCipherFactory {

    @Override
    public int suite() {
        return SimulatedCryptography.SUITE_SIMULATED;
    }

    @Override
    public int overheadBytes() {
        return SimulatedCipher.TAG_BYTES;
    }

    @Override
    public PacketCipher create(CipherParameters parameters) {
        long session = Mix.fold(
                Mix.fold(Mix.fold(parameters.clientNonce(), parameters.serverNonce()), parameters.clientId()),
                parameters.serverId());
        long toServer = Mix.fold(session, 0);
        long toClient = Mix.fold(session, 1);
        return parameters.serverSide()
                ? new SimulatedCipher(toClient, toServer)
                : new SimulatedCipher(toServer, toClient);
    }
}
