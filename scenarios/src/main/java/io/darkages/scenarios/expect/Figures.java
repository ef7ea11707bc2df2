package io.darkages.scenarios.expect;

import java.util.OptionalDouble;

/** What a run measured, for judging. Read after the run only; nothing in a run depends on it. */
@FunctionalInterface
public interface Figures {

    /**
     * Looks a number up. The unit is the base unit of the figure's
     * {@linkplain FigureName#dimensionOf dimension}: nanoseconds, micrometres, bytes, bytes a second, one a
     * second, or a plain count.
     *
     * @param query names a figure of the catalogue with a statistic that it has
     * @return the number; empty where there is not one sample. A count of nothing is 0, not empty
     */
    OptionalDouble value(FigureQuery query);
}
