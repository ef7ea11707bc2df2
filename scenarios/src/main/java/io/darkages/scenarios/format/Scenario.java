package io.darkages.scenarios.format;

import io.darkages.scenarios.expect.Expectation;
import java.util.List;
import java.util.Optional;

/**
 * A scenario: everything that decides a run, with all defaults filled in. Two equal scenarios make the same
 * run, bit for bit. Immutable; free of any simulator type.
 *
 * @param name lower-case words joined by hyphens
 * @param description free text, possibly empty
 * @param seed root of every random stream of the run
 * @param phases how the run's length is divided
 * @param world the place and its limits
 * @param zone settings of the zone server
 * @param processes that serve the zones; none where one zone is alone and its server is the whole of it
 * @param stores where things are kept
 * @param links link specs in file order, names unique
 * @param groups players in file order, names unique
 * @param faults in file order, each within the phase of faults
 * @param expectations judged after the run, in file order
 */
public record Scenario(
        String name,
        String description,
        long seed,
        PhasesSpec phases,
        WorldSpec world,
        ZoneSpec zone,
        Optional<ProcessesSpec> processes,
        StoresSpec stores,
        List<LinkSpec> links,
        List<GroupSpec> groups,
        List<FaultSpec> faults,
        List<Expectation> expectations) {

    /** Group name in expectations that stands for all groups with an honest behaviour. */
    public static final String HONEST = "honest";
    /** Group name in expectations that stands for all groups with a hostile behaviour. */
    public static final String HOSTILE = "hostile";

    public Scenario {
        links = List.copyOf(links);
        groups = List.copyOf(groups);
        faults = List.copyOf(faults);
        expectations = List.copyOf(expectations);
    }

    /** Length of the run in virtual nanoseconds. */
    public long durationNanos() {
        return phases.durationNanos();
    }

    /** Number of players over all groups. */
    public int players() {
        return groups.stream().mapToInt(GroupSpec::count).sum();
    }

    /** Number of zone processes, spare ones included; 1 where one zone is alone. */
    public int processCount() {
        return world.grid().zones() + processes.map(ProcessesSpec::spares).orElse(0);
    }

    /** The group of this name, if there is one. */
    public Optional<GroupSpec> group(String groupName) {
        return groups.stream().filter(group -> group.name().equals(groupName)).findFirst();
    }

    /** The link of this name, if there is one. */
    public Optional<LinkSpec> link(String linkName) {
        return links.stream().filter(link -> link.name().equals(linkName)).findFirst();
    }

    /** The groups that a selector of an expectation means: {@link #HONEST}, {@link #HOSTILE} or one group's name. */
    public List<GroupSpec> select(String selector) {
        return switch (selector) {
            case HONEST -> groups.stream().filter(g -> g.behaviour().honest()).toList();
            case HOSTILE -> groups.stream().filter(g -> !g.behaviour().honest()).toList();
            default -> group(selector).stream().toList();
        };
    }

    /** The same scenario with another seed. */
    public Scenario withSeed(long otherSeed) {
        return new Scenario(
                name,
                description,
                otherSeed,
                phases,
                world,
                zone,
                processes,
                stores,
                links,
                groups,
                faults,
                expectations);
    }

    /** The same with another cipher. */
    public Scenario withCipher(CipherSpec cipher) {
        WorldSpec other = new WorldSpec(
                world.grid(),
                world.centre(),
                world.capacity(),
                world.obstacles(),
                world.teams(),
                world.cpu(),
                cipher,
                world.combat());
        return new Scenario(
                name, description, seed, phases, other, zone, processes, stores, links, groups, faults, expectations);
    }
}
