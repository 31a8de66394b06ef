package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.Options;
import java.util.Map;

/// Something that a [Doctor] noticed about a training.
///
/// @param id what kind of thing, for programs and for looking it up: `vanishing-gradient`
/// @param severity how much it matters
/// @param where a layer such as `2: Dense(10, relu)`, a weight such as `2.weight`, a feature, or what else it is about
/// @param evidence the numbers that show it, by name
/// @param sentence what was noticed, for a reader, with the numbers
/// @param remedy what to do about it
public record Finding(String id, Severity severity, String where, Map<String, Double> evidence, String sentence, String remedy) {

    public Finding {
        evidence = ImmutableMap.copyOf(evidence);
    }

    public static Finding of(String id, Severity severity, Object where) { return new Finding(id, severity, where.toString(), Map.of(), "", ""); }

    /// The same finding with one more number that shows it.
    public Finding evidence(String name, double number) {
        return new Finding(id, severity, where, ImmutableMap.<String, Double>builder().putAll(evidence).put(name, number).buildKeepingLast(), sentence, remedy);
    }

    public Finding sentence(String sentence) { return new Finding(id, severity, where, evidence, sentence, remedy); }

    public Finding remedy(String remedy) { return new Finding(id, severity, where, evidence, sentence, remedy); }

    /// One of the numbers.
    ///
    /// @throws IllegalArgumentException if there is none of this name
    public double number(String name) {
        Double number = evidence.get(name);
        if (number == null) throw new IllegalArgumentException("Finding " + id + ": expected one of the numbers " + evidence.keySet() + ", but got '" + name + "'");
        return number;
    }

    /// The finding as a tree, as it stands in JSON; a number that is not finite is a text there.
    public Options options() {
        Options numbers = Options.none();
        for (Map.Entry<String, Double> entry : evidence.entrySet()) {
            double number = entry.getValue();
            numbers = numbers.with(entry.getKey(), Double.isFinite(number) ? Figure.plain(number) : Double.toString(number));
        }
        return Options.none().with("id", id).with("severity", severity).with("where", where).with("evidence", numbers)
                .with("sentence", sentence).with("remedy", remedy);
    }

    /// `warning dead-relu, 1: Dense(4, relu): All 4 units …`
    @Override public String toString() { return Figure.lower(severity) + " " + id + ", " + where + ": " + sentence; }
}
