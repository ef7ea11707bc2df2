package io.darkages.sim;

import java.util.function.Predicate;

/** Which directed links a fault strikes. A pure function of the two hosts. */
@FunctionalInterface
public interface LinkSelector {

    boolean matches(Host from, Host to);

    /** The link from one host to another, not back. */
    static LinkSelector directed(Host sender, Host receiver) {
        return (from, to) -> from == sender && to == receiver;
    }

    /** Both directions between two hosts. */
    static LinkSelector between(Host one, Host other) {
        return (from, to) -> from == one && to == other || from == other && to == one;
    }

    /** All links to and from a host. */
    static LinkSelector of(Host host) {
        return (from, to) -> from == host || to == host;
    }

    /** Both directions between hosts of two classes. */
    static LinkSelector between(String oneClass, String otherClass) {
        return across(host -> host.linkClass().equals(oneClass), host -> host.linkClass()
                .equals(otherClass));
    }

    /** From any host of one group to any of the other, and back. */
    static LinkSelector across(Predicate<Host> one, Predicate<Host> other) {
        return (from, to) -> one.test(from) && other.test(to) || other.test(from) && one.test(to);
    }
}
