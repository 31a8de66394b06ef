package dev.lanewise.core.spi;

import com.google.common.base.Splitter;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import java.util.List;

/// One option of a model or a layer, as `lanewise models NAME` prints it.
///
/// @param name as in `--set name=value` and in JSON
/// @param type how a text becomes a value
/// @param standard the default in words; empty if there is none and a value must be given
/// @param range what is allowed, in words: `≥ 1`, `relu, tanh, …`
/// @param meaning one sentence
public record Option(String name, Type type, String standard, String range, String meaning) {

    public enum Type { INTEGER, NUMBER, FLAG, TEXT, INTEGERS, NUMBERS, OBJECT, OBJECTS }

    /// The default of an option in words: what something that was told nothing describes itself by.
    public static String standard(Options described, String name) {
        Object value = described.value(name).orElse("");
        if (!(value instanceof Number number)) return value.toString();
        double amount = number.doubleValue();
        return amount == Math.rint(amount) && Math.abs(amount) < 1e15 ? Long.toString((long) amount) : Double.toString(amount).replace(".0E", "e").replace('E', 'e');
    }

    /// The value that a text on the command line stands for; lists are separated by commas.
    ///
    /// @throws DataException if the text is none of its type
    public Object parse(String text) {
        try {
            return switch (type) {
                case INTEGER -> Long.parseLong(text.strip());
                case NUMBER -> finite(text.strip());
                case FLAG -> flag(text.strip());
                case TEXT -> text;
                case INTEGERS -> Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(text).map(Long::parseLong).toList();
                case NUMBERS -> Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(text).map(Option::finite).toList();
                case OBJECT, OBJECTS -> throw new DataException("Option '" + name + "': expected a JSON file for it, but got a text");
            };
        } catch (NumberFormatException e) {
            throw new DataException("Option '" + name + "': expected " + expected() + ", but got \"" + text + "\"", e);
        }
    }

    private static double finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) throw new NumberFormatException("not finite");
        return number;
    }

    private Object flag(String text) {
        if (text.equals("true") || text.equals("false")) return text.equals("true");
        throw new DataException("Option '" + name + "': expected true or false, but got \"" + text + "\"");
    }

    private String expected() {
        return switch (type) {
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case INTEGERS -> "whole numbers with commas between them";
            case NUMBERS -> "numbers with commas between them";
            default -> "a text";
        };
    }

    /// Refuses options that `owner` did not declare.
    public static void check(String owner, Options options, List<Option> declared) {
        List<String> known = declared.stream().map(Option::name).toList();
        for (String name : options.names()) {
            if (!known.contains(name)) throw new DataException(Names.unknown("option of " + owner, name, known));
        }
    }
}
