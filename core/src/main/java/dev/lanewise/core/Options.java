package dev.lanewise.core;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Named settings as they stand in a configuration file, a model file or on a command line: an immutable tree.
///
/// A value is a `Long`, a `Double`, a `Boolean`, a `String`, a `List` of values or a nested `Options`. Accessors with a
/// default return it where the name is absent; those without one complain. Complaints name the place, the option, what was
/// expected and what is there.
public final class Options {

    private static final Options NONE = new Options("options", ImmutableMap.of(), Marks.none());

    private final String place;
    private final ImmutableMap<String, Object> values;
    private final Marks marks;

    private Options(String place, ImmutableMap<String, Object> values, Marks marks) {
        this.place = place;
        this.values = values;
        this.marks = marks;
    }

    public static Options none() { return NONE; }

    /// @param values names to `Number`, `Boolean`, `String`, enum constant, `List`, `int[]` or `Options`
    public static Options of(Map<String, ?> values) {
        ImmutableMap.Builder<String, Object> normal = ImmutableMap.builder();
        values.forEach((name, value) -> normal.put(name, OptionValues.normalize(name, value)));
        return new Options("options", normal.build(), Marks.none());
    }

    /// What stands in a file, normal already.
    static Options read(String place, Map<String, Object> values, Marks marks) { return new Options(place, ImmutableMap.copyOf(values), marks); }

    /// The tree that a JSON object describes.
    ///
    /// @param source a file name or such, for the message
    /// @throws DataException with line and column where the text is no JSON object
    public static Options parseJson(String json, String source) { return JsonOptions.parse(json, source, false); }

    /// The tree of a JSON object that another program wrote: what is `null` there is absent here.
    ///
    /// @param source a file name or such, for the message
    /// @throws DataException with line and column where the text is no JSON object
    public static Options parseForeignJson(String json, String source) { return JsonOptions.parse(json, source, true); }

    /// This tree as JSON on several lines, names in their order.
    public String toJson() { return OptionsPrinter.onLines(this); }

    /// This tree as JSON on one line, names in their order.
    public String toJsonLine() { return OptionsPrinter.onOneLine(this); }

    /// The same values with another place in front of complaints, such as `mlp` or `net.json, layers[3]`.
    public Options at(String place) { return new Options(place, values, marks); }

    public String place() { return place; }

    /// What is made of these options. A complaint that says no place gets the one in the file that they were read from, `net.json, line 3, column 5: `: that of the
    /// first option that it speaks of, or where the options begin. Options that come from elsewhere have no place.
    ///
    /// @throws DataException in place of an [IllegalArgumentException] too, as soon as there is a place
    public <T> T placing(Supplier<T> made) {
        try {
            return made.get();
        } catch (DataException | IllegalArgumentException e) {
            if (!marks.known() || e.getMessage().startsWith(marks.source())) throw e;
            throw new DataException(marks.of(Names.mentioned(e.getMessage(), marks.names().keySet())) + e.getMessage(), e);
        }
    }

    public Set<String> names() { return values.keySet(); }

    public boolean has(String name) { return values.containsKey(name); }

    /// The value as it is.
    public Optional<Object> value(String name) { return Optional.ofNullable(values.get(name)); }

    /// The same options with one more (or another) value.
    public Options with(String name, Object value) {
        ImmutableMap.Builder<String, Object> more = ImmutableMap.builder();
        more.putAll(values).put(name, OptionValues.normalize(name, value));
        return new Options(place, more.buildKeepingLast(), marks.without(name));
    }

    /// These options and others, which win where both have a name.
    public Options with(Options others) {
        return new Options(place, ImmutableMap.<String, Object>builder().putAll(values).putAll(others.values).buildKeepingLast(), Marks.none());
    }

    public Options without(String name) {
        ImmutableMap.Builder<String, Object> fewer = ImmutableMap.builder();
        values.forEach((key, value) -> { if (!key.equals(name)) fewer.put(key, value); });
        return new Options(place, fewer.build(), marks);
    }

    public int integer(String name, int otherwise) { return has(name) ? integer(name) : otherwise; }

    public int integer(String name) {
        Object value = required(name);
        if (value instanceof Long whole && whole == whole.intValue()) return whole.intValue();
        throw wrong(name, "a whole number", value);
    }

    public long longInteger(String name, long otherwise) {
        if (!has(name)) return otherwise;
        if (required(name) instanceof Long whole) return whole;
        throw wrong(name, "a whole number", required(name));
    }

    public double number(String name, double otherwise) { return has(name) ? number(name) : otherwise; }

    public double number(String name) {
        if (required(name) instanceof Number number) return number.doubleValue();
        throw wrong(name, "a number", required(name));
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) return otherwise;
        if (required(name) instanceof Boolean flag) return flag;
        throw wrong(name, "true or false", required(name));
    }

    public String text(String name, String otherwise) { return has(name) ? text(name) : otherwise; }

    public String text(String name) {
        if (required(name) instanceof String text) return text;
        throw wrong(name, "a text", required(name));
    }

    /// One of an enum's constants, written in lower case with hyphens: `GLOROT_UNIFORM` is `glorot-uniform`.
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        if (!has(name)) return otherwise;
        return OptionValues.constant(otherwise.getDeclaringClass(), text(name)).orElseThrow(() ->
                wrong(name, "one of " + OptionValues.choices(otherwise.getDeclaringClass()), text(name)));
    }

    public int[] integers(String name, int... otherwise) { return has(name) ? integers(name) : otherwise.clone(); }

    public int[] integers(String name) {
        return OptionValues.integers(required(name)).orElseThrow(() -> wrong(name, "a list of whole numbers", required(name)));
    }

    /// A list of numbers; empty where the name is absent.
    public List<Double> numbers(String name) {
        if (!has(name)) return List.of();
        return OptionValues.numbers(required(name)).orElseThrow(() -> wrong(name, "a list of numbers", required(name)));
    }

    /// A nested object.
    public Options options(String name) {
        if (required(name) instanceof Options nested) return nested.at(place + ", " + name);
        throw wrong(name, "an object", required(name));
    }

    /// A list of nested objects.
    public List<Options> list(String name) {
        List<Options> nested = OptionValues.optionsList(required(name)).orElseThrow(() -> wrong(name, "a list of objects", required(name)));
        return java.util.stream.IntStream.range(0, nested.size())
                .mapToObj(i -> nested.get(i).at(place + ", " + name + "[" + i + "]")).toList();
    }

    private Object required(String name) {
        Object value = values.get(name);
        if (value == null) throw new DataException(complaint(name) + "expected an option '" + name + "', but it is not there");
        return value;
    }

    private DataException wrong(String name, String expected, Object value) {
        return new DataException(complaint(name) + "expected " + expected + " for '" + name + "', but got " + OptionValues.show(value));
    }

    /// The beginning of a complaint: where the name stands, and what the options are of.
    private String complaint(String name) {
        String of = marks.known() && place.startsWith(marks.source()) ? place.substring(marks.source().length()).replaceFirst("^, ", "") : place;
        return marks.of(name) + (of.isEmpty() ? "" : of + ": ");
    }

    @Override public boolean equals(Object other) { return other instanceof Options that && values.equals(that.values); }

    @Override public int hashCode() { return values.hashCode(); }

    @Override public String toString() { return values.toString(); }
}
