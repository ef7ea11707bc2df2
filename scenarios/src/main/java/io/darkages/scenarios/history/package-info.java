/**
 * What hosts wrote for the judges. A host writes to its own {@link
 * io.darkages.scenarios.history.ProbeLog} and to nothing else; the runner hands all logs to a {@link
 * io.darkages.scenarios.history.ProbeReader} at the end of each simulator window, when no host runs.
 * Nothing here may hold a host or be read by one.
 */
package io.darkages.scenarios.history;
