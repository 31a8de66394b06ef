package dev.lanewise.plots.report;

import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.spi.Option;
import java.util.List;

/// The options of a model: those that were set, and the defaults of the others.
public final class OptionsSection {

    private OptionsSection() { }

    /// @param set those that were set
    /// @param declared all that there are
    public static Section of(Options set, List<Option> declared) {
        List<Option> chosen = declared.stream().filter(option -> set.has(option.name())).toList(), others = declared.stream().filter(option -> !set.has(option.name())).toList();
        Block first = chosen.isEmpty() ? Block.text("All options have their defaults.")
                : Block.rows("", table(chosen).with("value", chosen.stream().map(option -> set.value(option.name()).map(Object::toString).orElse("")).toList()).with("meaning", meanings(chosen)));
        Section section = Section.of("Options", first);
        return others.isEmpty() ? section : section.with(Block.folded("Those that keep their defaults", Block.rows("", table(others).with("default", others.stream().map(Option::standard).toList()).with("meaning", meanings(others)))));
    }

    private static Table table(List<Option> options) { return Table.empty().with("option", options.stream().map(Option::name).toList()); }

    private static List<String> meanings(List<Option> options) { return options.stream().map(Option::meaning).toList(); }
}
