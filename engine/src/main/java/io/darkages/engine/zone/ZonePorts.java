package io.darkages.engine.zone;

import java.util.Optional;

/**
 * What a zone has around it.
 *
 * @param admission decides who enters; without one, everybody does at once
 * @param victims the way of attacks across borders
 * @param inputs where inputs go of players who were handed over
 * @param strikes {@link StrikeCheck#STRICT}, but in tests of judges
 */
public record ZonePorts(Optional<Admission> admission, RemoteVictims victims, InputRelay inputs, StrikeCheck strikes) {

    /** A zone that is all the world. */
    public static final ZonePorts ALONE = new ZonePorts(Optional.empty(), RemoteVictims.NONE, InputRelay.NONE);

    /** As it should be. */
    public ZonePorts(Optional<Admission> admission, RemoteVictims victims, InputRelay inputs) {
        this(admission, victims, inputs, StrikeCheck.STRICT);
    }
}
