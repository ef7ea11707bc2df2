package io.darkages.server.gns;

import java.util.Arrays;

/** Weights of lanes. */
final class Lanes {

    private Lanes() {}

    /** As many weights as there are lanes, all alike. */
    static int[] equal(int lanes) {
        int[] weights = new int[lanes];
        Arrays.fill(weights, 1);
        return weights;
    }
}
