package io.darkages.reports.result;

import java.util.List;

/**
 * What a result folder holds beside {@code result.json}.
 *
 * @param logs one for each measurement
 * @param timeline in order of time
 * @param replay as {@link ReplayWriter#bytes} gives it
 * @param scenario the plan as run, YAML
 */
public record ResultFiles(List<IntervalLog> logs, List<TimelineEvent> timeline, byte[] replay, String scenario) {

    public ResultFiles {
        logs = List.copyOf(logs);
        timeline = List.copyOf(timeline);
        replay = replay.clone();
        Checks.present("scenario", scenario);
    }
}
