package io.darkages.server.cli;

/**
 * What the second run of a scenario, in another virtual machine, said.
 *
 * @param differs whether it came out differently
 * @param text for people: the hash, or the first difference
 */
record Twin(boolean differs, String text) {}
