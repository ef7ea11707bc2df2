/**
 * The command line. Reads files, starts runs, prints verdicts; decides nothing about a run. Errors are one
 * line on standard error; exit codes are those of {@link io.darkages.server.cli.ExitCode}.
 */
package io.darkages.server.cli;
