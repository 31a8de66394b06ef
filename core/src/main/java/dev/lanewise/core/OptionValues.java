package dev.lanewise.core;

import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What may stand as a value in [Options], and how it is read.
final class OptionValues {

    private OptionValues() { }

    static Object normalize(String name, Object value) {
        return switch (value) {
            case Byte _, Short _, Integer _, Long _ -> ((Number) value).longValue();
            case Float number -> finite(name, Double.parseDouble(number.toString()));       // 0.1f shall read 0.1 in a file
            case Double number -> finite(name, number);
            case Boolean _, String _, Options _ -> value;
            case Enum<?> constant -> spelled(constant);
            case int[] numbers -> Arrays.stream(numbers).mapToObj(number -> (long) number).toList();
            case List<?> list -> list.stream().map(element -> normalize(name, element)).toList();
            default -> throw new IllegalArgumentException("Options: expected a number, text, flag, list or object for '" + name
                    + "', but got " + value.getClass());
        };
    }

    /// JSON has no other numbers: they would come back as text.
    private static double finite(String name, double number) {
        if (!Double.isFinite(number)) throw new IllegalArgumentException("Options: expected a finite number for '" + name + "', but got " + number);
        return number;
    }

    static String spelled(Enum<?> constant) { return constant.name().toLowerCase(Locale.ROOT).replace('_', '-'); }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> spelled(constant).equals(text)).findFirst();
    }

    static String choices(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(OptionValues::spelled).collect(Collectors.joining(", "));
    }

    static Optional<int[]> integers(Object value) {
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        boolean whole = list.stream().allMatch(element -> element instanceof Long number && number == number.intValue());
        return whole ? Optional.of(Ints.toArray(list.stream().map(element -> (Number) element).toList())) : Optional.empty();
    }

    static Optional<List<Double>> numbers(Object value) {
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        boolean numbers = list.stream().allMatch(Number.class::isInstance);
        return numbers ? Optional.of(list.stream().map(element -> ((Number) element).doubleValue()).toList()) : Optional.empty();
    }

    static Optional<List<Options>> optionsList(Object value) {
        boolean nested = value instanceof List<?> list && list.stream().allMatch(Options.class::isInstance);
        return nested ? Optional.of(((List<?>) value).stream().map(Options.class::cast).toList()) : Optional.empty();
    }

    static String show(Object value) { return value instanceof String ? "\"" + value + "\"" : value.toString(); }
}
