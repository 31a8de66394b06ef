package dev.lanewise.cli;

import dev.lanewise.core.Options;
import dev.lanewise.core.select.Candidates;
import dev.lanewise.core.select.Draws;
import dev.lanewise.core.select.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a search tries, as options.
final class CandidateOptions {

    @Option(names = "--try", paramLabel = "KEY=VALUE", description = "A value to try for an option; given several times, all values of an option are tried with all of the others. steps.1.C is option C of the second step of a file.")
    private List<String> tries = new ArrayList<>();

    @Option(names = "--between", paramLabel = "KEY=LOW..HIGH", description = "A range to draw numbers from, each as likely as any other; with --draws.")
    private List<String> ranges = new ArrayList<>();

    @Option(names = "--between-log", paramLabel = "KEY=LOW..HIGH", description = "The same for numbers whose magnitude is what matters, such as rates and penalties.")
    private List<String> logarithmic = new ArrayList<>();

    @Option(names = "--draws", paramLabel = "N", description = "Draw N combinations at random instead of trying all.")
    private Optional<Integer> draws = Optional.empty();

    /// An option and a text for it.
    private record Setting(String key, String value) {

        static Setting of(String option, String text) {
            int equals = text.indexOf('=');
            if (equals < 1) throw new UsageException(option + ": expected KEY=VALUE, but got '" + text + "'");
            return new Setting(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    /// The ends of a range.
    private record Range(double low, double high) {

        static Range of(Setting setting) {
            String[] ends = setting.value().split("\\.\\.", -1);
            try {
                if (ends.length == 2) return new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
            } catch (NumberFormatException _) {
                // told below
            }
            throw new UsageException("--between: expected KEY=LOW..HIGH with two numbers, but got '" + setting.key() + "=" + setting.value() + "'");
        }

        boolean isWhole() { return low == Math.rint(low) && high == Math.rint(high) && Math.abs(low) < 1e9 && Math.abs(high) < 1e9; }
    }

    Candidates of(Recipe recipe) {
        if (draws.isEmpty() && !(ranges.isEmpty() && logarithmic.isEmpty())) throw new UsageException("search: expected --draws N with --between, the number of combinations to draw");
        if (tries.isEmpty() && ranges.isEmpty() && logarithmic.isEmpty()) throw new UsageException("search: expected something to try: --try KEY=VALUE, or --between KEY=LOW..HIGH with --draws N");
        Map<String, List<Object>> values = new LinkedHashMap<>();
        tries.stream().map(text -> Setting.of("--try", text)).forEach(setting -> values.computeIfAbsent(setting.key(), _ -> new ArrayList<>()).add(value(recipe, setting)));
        return draws.isPresent() ? drawn(recipe, values) : new Grid(values.entrySet().stream().map(axis -> new Grid.Axis(axis.getKey(), axis.getValue())).toList());
    }

    private Draws drawn(Recipe recipe, Map<String, List<Object>> values) {
        Draws drawn = Draws.of(draws.orElseThrow());
        for (Map.Entry<String, List<Object>> axis : values.entrySet()) drawn = drawn.choice(axis.getKey(), axis.getValue().toArray());
        for (String text : ranges) {
            Setting setting = Setting.of("--between", text);
            Range range = Range.of(setting);
            drawn = range.isWhole() && !recipe.isNumber(setting.key()) ? drawn.integers(setting.key(), (int) range.low(), (int) range.high()) : drawn.uniform(setting.key(), range.low(), range.high());
        }
        for (String text : logarithmic) {
            Setting setting = Setting.of("--between-log", text);
            drawn = drawn.logUniform(setting.key(), Range.of(setting).low(), Range.of(setting).high());
        }
        return drawn;
    }

    /// A declared option knows its type; inside of steps a text is what JSON takes it for.
    private static Object value(Recipe recipe, Setting setting) {
        if (setting.key().indexOf('.') < 0) return recipe.parse(setting.key(), setting.value());
        try {
            return Options.parseJson("{\"value\": " + setting.value() + "}", "--try").value("value").orElse(setting.value());
        } catch (dev.lanewise.core.DataException _) {
            return setting.value();
        }
    }
}
