package io.darkages.scenarios.format;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The zone's processor.
 *
 * @param speedPpm speed relative to the machine that the cost table was measured on: 1,000,000 is as fast
 * @param costNanos costs of work items that replace the table's, in nanoseconds for each item at full speed,
 *     iterated in the order of {@link WorkItem}
 */
public record CpuSpec(int speedPpm, Map<WorkItem, Long> costNanos) {

    /** A processor as fast as the cost table says. */
    public static final CpuSpec STANDARD = new CpuSpec(1_000_000, Map.of());

    public CpuSpec {
        EnumMap<WorkItem, Long> ordered = new EnumMap<>(WorkItem.class);
        ordered.putAll(costNanos);
        costNanos = Collections.unmodifiableMap(ordered);
    }
}
