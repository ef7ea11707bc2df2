package io.darkages.sim;

import java.util.function.UnaryOperator;

/** A change that lies on some links from {@link Network#impose} until {@link Network#lift}. */
public final class LinkFault {

    private final LinkSelector selector;
    private final UnaryOperator<LinkSpec> change;

    LinkFault(LinkSelector selector, UnaryOperator<LinkSpec> change) {
        this.selector = selector;
        this.change = change;
    }

    LinkSpec applyTo(LinkSpec spec, Host from, Host to) {
        return selector.matches(from, to) ? change.apply(spec) : spec;
    }
}
