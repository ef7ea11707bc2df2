package io.darkages.scenarios.check;

import java.util.Comparator;

/**
 * Players whose fights are counted together: those on paths of one round trip and loss, honest ones apart from the
 * others. Ordered as tables show them.
 *
 * @param roundTripMicros least round trip of the path as planned, without the waits of either end
 * @param lossPpm datagrams lost each way as planned; of the two directions the worse
 * @param honest whether they keep to the rules
 */
public record FairnessClass(long roundTripMicros, int lossPpm, boolean honest) implements Comparable<FairnessClass> {

    private static final Comparator<FairnessClass> ORDER = Comparator.comparing((FairnessClass each) -> !each.honest)
            .thenComparing(FairnessClass::lossPpm)
            .thenComparing(FairnessClass::roundTripMicros);

    @Override
    public int compareTo(FairnessClass other) {
        return ORDER.compare(this, other);
    }
}
