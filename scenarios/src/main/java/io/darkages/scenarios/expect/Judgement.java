package io.darkages.scenarios.expect;

import java.util.OptionalDouble;

/**
 * What became of an expectation.
 *
 * @param text the expectation
 * @param measured the figure with its unit, or {@code no samples}
 * @param value the figure in base units; empty where there was no sample
 * @param passed whether the expectation holds
 */
public record Judgement(String text, String measured, OptionalDouble value, boolean passed) {}
