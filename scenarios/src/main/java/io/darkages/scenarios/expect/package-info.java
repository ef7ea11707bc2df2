/**
 * The language of expectations: {@code p99(input-to-ack - rtt) < 105ms}. Parses, and judges against figures
 * that somebody else measured. Knows neither the scenario format nor the simulator.
 */
package io.darkages.scenarios.expect;
