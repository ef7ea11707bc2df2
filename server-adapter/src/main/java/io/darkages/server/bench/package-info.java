/**
 * The figures that the product promises, measured: throughput, allocation, heap, payload, and the time of
 * single operations (JMH). It measures and reports; no figure fails anything, and nothing depends on one.
 * It may not change what it measures: the parts are used as they are, from outside.
 */
package io.darkages.server.bench;
