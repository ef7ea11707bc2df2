package io.darkages.engine.zone;

import io.darkages.engine.port.DatagramSender;
import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.engine.random.RandomSource;
import io.darkages.engine.transport.HandshakeWorker;
import io.darkages.engine.transport.crypto.Cryptography;

/** Puts a {@link ZoneServer} together: what it can't be without goes to the constructor, the rest has defaults. */
public final class ZoneServerBuilder {

    final ZoneOptions options;
    final Roster roster;
    final DatagramSender datagrams;
    final Cryptography cryptography;
    final RandomSource random;
    HandshakeWorker handshakes = HandshakeWorker.INLINE;
    CombatPorts combat = CombatPorts.NONE;
    ZonePorts surroundings = ZonePorts.ALONE;
    Probes probes = Probes.NONE;
    Measurements measurements = Measurements.NONE;

    /**
     * @param cryptography the zone's own
     * @param random source of connection ids, the sessions' secrets and the challenge's key
     */
    public ZoneServerBuilder(
            ZoneOptions options,
            Roster roster,
            DatagramSender datagrams,
            Cryptography cryptography,
            RandomSource random) {
        this.options = options;
        this.roster = roster;
        this.datagrams = datagrams;
        this.cryptography = cryptography;
        this.random = random;
    }

    /**
     * Who does the arithmetic of handshakes; what it does later goes to {@link ZoneServer#complete}. Otherwise the zone
     * does it in its own time.
     */
    public ZoneServerBuilder handshakes(HandshakeWorker value) {
        handshakes = value;
        return this;
    }

    /** What fighting needs; to be given exactly if the options ask for combat. */
    public ZoneServerBuilder combat(CombatPorts value) {
        combat = value;
        return this;
    }

    /** What is around the zone. Otherwise it is all the world. */
    public ZoneServerBuilder surroundings(ZonePorts value) {
        surroundings = value;
        return this;
    }

    /** Whom judges hear it from. */
    public ZoneServerBuilder probes(Probes value) {
        probes = value;
        return this;
    }

    /** Where distributions go. */
    public ZoneServerBuilder measurements(Measurements value) {
        measurements = value;
        return this;
    }

    /**
     * The zone, before its first tick.
     *
     * @throws IllegalArgumentException if the options ask for combat or a combat log and there are no ports or no history
     *     for it, or the other way
     */
    public ZoneServer build() {
        return new ZoneServer(this);
    }
}
