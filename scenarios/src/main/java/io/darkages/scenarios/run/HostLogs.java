package io.darkages.scenarios.run;

import io.darkages.engine.port.Measurements;
import io.darkages.engine.port.Probes;
import io.darkages.scenarios.history.ProbeLog;
import io.darkages.sim.HostContext;
import java.util.Optional;

/** What one host writes to: its probes and its measurements. They outlive the host's programs. */
final class HostLogs {

    private final ProbeLog probes;
    private final MeasurementLog measurements = new MeasurementLog();
    private Optional<HostContext> context = Optional.empty();

    HostLogs(int host) {
        probes = new ProbeLog(host, () -> context.orElseThrow().virtualNanosForProbes());
    }

    /** The host has started: its context tells the time of records from now on. */
    void startedOn(HostContext hostContext) {
        context = Optional.of(hostContext);
    }

    Probes probes() {
        return probes;
    }

    Measurements measurements() {
        return measurements;
    }

    ProbeLog probeLog() {
        return probes;
    }

    MeasurementLog measurementLog() {
        return measurements;
    }
}
