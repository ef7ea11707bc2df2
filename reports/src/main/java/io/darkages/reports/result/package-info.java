/**
 * The result format: what a run leaves behind, written and read. It depends on no other package of
 * the product, reads no clock, and can't affect a run.
 *
 * <p>A run leaves a folder:
 *
 * <table>
 * <caption>files of a result folder</caption>
 * <tr><td>{@code result.json}</td><td>verdict and figures, {@link io.darkages.reports.result.RunResult};
 *     schema in {@link io.darkages.reports.result.ResultSchema}</td></tr>
 * <tr><td>{@code NAME.hlog}</td><td>one HdrHistogram interval log for each measurement, in virtual time,
 *     {@link io.darkages.reports.result.IntervalLog}</td></tr>
 * <tr><td>{@code timeline}</td><td>one line for each event, tab-separated,
 *     {@link io.darkages.reports.result.TimelineEvent}</td></tr>
 * <tr><td>{@code replay}</td><td>positions for a viewer, binary,
 *     {@link io.darkages.reports.result.ReplayWriter}</td></tr>
 * <tr><td>{@code scenario.yaml}</td><td>the plan as run</td></tr>
 * </table>
 *
 * <p>Identical runs leave identical bytes on every JVM, save two lines at the end of {@code result.json}:
 * {@code wallSeconds} and {@code realTimeFactor}.
 */
package io.darkages.reports.result;
