/**
 * The report that people look at: one self-contained HTML file made from result folders. It opens
 * offline and loads nothing; equal folders give equal bytes. It knows the package {@code result} and
 * nothing else of the product.
 *
 * <p>Tables, words and verdicts are written here, so that they can be read without scripts; the charts
 * are drawn in the browser from the results' JSON, which the page carries.
 */
package io.darkages.reports.html;
