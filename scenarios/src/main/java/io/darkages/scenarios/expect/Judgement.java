package io.darkages.scenarios.expect;

import io.darkages.scenarios.quantity.Dimension;
import java.util.OptionalDouble;

/**
 * What became of an expectation.
 *
 * @param text the expectation
 * @param measured the figure with its unit, or {@code no samples}
 * @param value the figure in base units; empty where there was no sample
 * @param dimension of the value; see {@link Dimension#baseUnit}
 * @param passed whether the expectation holds
 */
public record Judgement(String text, String measured, OptionalDouble value, Dimension dimension, boolean passed) {}
