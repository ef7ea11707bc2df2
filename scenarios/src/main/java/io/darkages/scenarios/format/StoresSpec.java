package io.darkages.scenarios.format;

import java.util.Optional;

/**
 * The stores of a world, each on machines of its own.
 *
 * @param scylla there where a combat log is kept or where there are zone processes
 * @param redis there where there are zone processes
 */
public record StoresSpec(Optional<ScyllaSpec> scylla, Optional<RedisSpec> redis) {

    public static final StoresSpec NONE = new StoresSpec(Optional.empty(), Optional.empty());
}
