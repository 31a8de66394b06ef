package dev.lanewise.core.schedule;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a training: so many steps, so many epochs, or such a share of the whole.
///
/// `500 steps`, `2.5 epochs` and `10 %` are its texts in files and on the command line; a number alone counts steps.
///
/// @param amount in the unit; a share of the whole is 1
public record Span(double amount, Unit unit) {

    public enum Unit { STEPS, EPOCHS, SHARE }

    public Span { Checks.atLeastZero("Span", "an amount", amount); }

    public static Span steps(long steps) { return new Span(steps, Unit.STEPS); }

    public static Span epochs(double epochs) { return new Span(epochs, Unit.EPOCHS); }

    /// @param share 0.1 for a tenth of the training
    public static Span share(double share) { return new Span(share, Unit.SHARE); }

    /// The whole training, or what is left of it.
    public static Span whole() { return share(1); }

    /// @throws IllegalArgumentException if the text is none of those that [#toString] writes
    public static Span parse(String text) {
        Matcher parts = Pattern.compile("([0-9.eE+-]+)\\s*(%|steps?|epochs?|)").matcher(text.strip());
        try {
            if (!parts.matches()) throw new NumberFormatException(text);
            double amount = Double.parseDouble(parts.group(1));
            return switch (parts.group(2)) {
                case "%" -> share(amount / 100);
                case "epoch", "epochs" -> epochs(amount);
                default -> new Span(amount, Unit.STEPS);
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Span: expected a number of steps, '5 epochs' or '10 %', but got \"" + text + "\"", e);
        }
    }

    /// The span that an option holds, as text or as a number of steps.
    ///
    /// @throws DataException if it holds something else
    public static Span from(Options options, String name, Span otherwise) {
        try {
            return options.value(name).map(value -> parse(value.toString())).orElse(otherwise);
        } catch (IllegalArgumentException e) {
            throw new DataException(options.place() + ", '" + name + "': " + e.getMessage(), e);
        }
    }

    static List<Span> list(Options options, String name) {
        return options.value(name).orElseThrow() instanceof List<?> list ? list.stream().map(value -> parse(value.toString())).toList() : List.of(from(options, name, whole()));
    }

    /// The number of steps in a training of this length, rounded to the nearest.
    public long of(Horizon horizon) {
        return Math.round(amount * switch (unit) {
            case STEPS -> 1;
            case EPOCHS -> horizon.stepsPerEpoch();
            case SHARE -> horizon.steps();
        });
    }

    /// [#of], but at least one step, where something is divided by it.
    long atLeastOne(Horizon horizon) { return Math.max(1, of(horizon)); }

    @Override public String toString() {
        double shown = unit == Unit.SHARE ? amount * 100 : amount;
        String number = shown == Math.rint(shown) && shown < 1e15 ? Long.toString((long) shown) : Double.toString(shown);
        return number + switch (unit) {
            case STEPS -> " steps";
            case EPOCHS -> " epochs";
            case SHARE -> " %";
        };
    }
}
