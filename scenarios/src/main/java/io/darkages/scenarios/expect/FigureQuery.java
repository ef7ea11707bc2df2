package io.darkages.scenarios.expect;

import java.util.Optional;

/**
 * Which number an expectation asks for.
 *
 * @param figure name in the catalogue
 * @param statistic what is taken of it
 * @param group only these players: a group's name, {@code honest} or {@code hostile}; absent: everyone
 * @param phase only this part of the run; absent: the whole run
 */
public record FigureQuery(String figure, Statistic statistic, Optional<String> group, Optional<RunPhase> phase) {

    /** The query as expectations write it; the bare name where that says it all. */
    public String text() {
        if (statistic == Statistic.VALUE && group.isEmpty() && phase.isEmpty()) {
            return figure;
        }
        StringBuilder text = new StringBuilder(statistic.title()).append('(').append(figure);
        group.ifPresent(name -> text.append(", ").append(name));
        phase.ifPresent(part -> text.append(", ").append(part.title()));
        return text.append(')').toString();
    }
}
