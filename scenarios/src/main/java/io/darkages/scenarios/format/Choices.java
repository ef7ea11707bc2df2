package io.darkages.scenarios.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Kinds of a thing, each with the keys that describe it. In a fixed order, for errors. */
final class Choices {

    private final List<Choice> choices;

    private record Choice(String name, List<String> keys) {}

    private Choices(List<Choice> choices) {
        this.choices = choices;
    }

    static Choices none() {
        return new Choices(List.of());
    }

    /** The same with one kind more. */
    Choices with(String name, String... keys) {
        List<Choice> more = new ArrayList<>(choices);
        more.add(new Choice(name, List.of(keys)));
        return new Choices(List.copyOf(more));
    }

    List<String> names() {
        return choices.stream().map(Choice::name).toList();
    }

    /** The chooser and the keys of one kind. */
    List<String> keys(String chooser, String name) {
        List<String> all = new ArrayList<>(List.of(chooser));
        choices.stream().filter(choice -> choice.name().equals(name)).forEach(choice -> all.addAll(choice.keys()));
        return List.copyOf(all);
    }

    /** The chooser and the keys of every kind, each once. */
    List<String> allKeys(String chooser) {
        LinkedHashSet<String> all = new LinkedHashSet<>(List.of(chooser));
        choices.forEach(choice -> all.addAll(choice.keys()));
        return List.copyOf(all);
    }
}
