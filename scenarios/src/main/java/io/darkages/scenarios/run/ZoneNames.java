package io.darkages.scenarios.run;

import io.darkages.scenarios.format.FaultTarget;
import java.util.List;
import java.util.function.Function;

/**
 * What reports call zones: by number, and by name where the scenario gives names.
 *
 * @param names by number; empty where zones have none
 */
record ZoneNames(List<String> names) {

    /** Zones with numbers only. */
    static final ZoneNames NONE = new ZoneNames(List.of());

    /** Such as {@code zone 0 south-west}. */
    String zone(int number) {
        return "zone " + numbered(number);
    }

    /** Such as {@code 0 south-west to 1 south-east}. */
    String route(int from, int to) {
        return numbered(from) + " to " + numbered(to);
    }

    private String numbered(int number) {
        return number < names.size() ? number + " " + names.get(number) : Integer.toString(number);
    }

    /**
     * A fault's target.
     *
     * @param more what is to be said of each part of it besides; may be empty
     */
    String target(FaultTarget target, Function<FaultTarget, String> more) {
        if (target instanceof FaultTarget.Way way) {
            return target(way.from(), more) + (way.isBoth() ? " with " : " to ") + target(way.to(), more);
        }
        String also = more.apply(target);
        String text = target instanceof FaultTarget.ZoneAt at ? zone(at.number()) : target.toString();
        return also.isEmpty() ? text : text + " (" + also + ")";
    }
}
