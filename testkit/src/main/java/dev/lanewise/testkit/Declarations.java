package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a declaration of options has to say, and numbers outside of the ranges that it gives.
final class Declarations {

    private static final Pattern LEAST = Pattern.compile("≥ (\\d+(?:\\.\\d+)?)(?!.*(?:−1|-1))"), ABOVE = Pattern.compile("> (\\d+)"), INTERVAL = Pattern.compile("([\\[(])(\\d+), (\\d+)([\\])])");

    private Declarations() { }

    /// Each option has a name, a range, a sentence and, unless it must be set, a default; the range of a number says from where to where.
    static void requireComplete(String owner, List<Option> options) {
        assertThat(options).as(owner).extracting(Option::name).doesNotHaveDuplicates();
        assertThat(options).allSatisfy(option -> {
            String what = owner + ", option " + option.name();
            assertThat(option.name()).as(what).matches("[a-zA-Z][a-zA-Z0-9-]*");
            assertThat(option.range()).as(what + ": its range").isNotBlank();
            assertThat(option.meaning()).as(what + ": its sentence").matches("(?s)[A-Z0-9].*\\.");
            assertThat(option.standard()).as(what + ": its default").isEqualTo(option.standard().strip());
            if (saysNumbers(option.type())) assertThat(option.range()).as(what + ": its range").containsPattern("[≥≤<>…]|[\\[(].+,.+[\\])]|any (whole )?number|^\\d+, \\d+");
        });
    }

    /// Numbers just outside of the range of an option for one number, where its words begin with limits.
    static List<Double> outside(Option option) {
        List<Double> numbers = new ArrayList<>();
        if (option.type() != Type.INTEGER && option.type() != Type.NUMBER) return numbers;
        Matcher least = LEAST.matcher(option.range()), above = ABOVE.matcher(option.range()), interval = INTERVAL.matcher(option.range());
        if (least.lookingAt()) numbers.add(Double.parseDouble(least.group(1)) - 1);
        else if (above.lookingAt()) numbers.add(Double.parseDouble(above.group(1)));
        else if (interval.lookingAt()) {
            numbers.add(Double.parseDouble(interval.group(2)) - (interval.group(1).equals("(") ? 0 : 0.5));
            numbers.add(Double.parseDouble(interval.group(3)) + (interval.group(4).equals(")") ? 0 : 0.5));
        }
        return numbers;
    }

    private static boolean saysNumbers(Type type) { return Set.of(Type.INTEGER, Type.NUMBER, Type.INTEGERS, Type.NUMBERS).contains(type); }
}
