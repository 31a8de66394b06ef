package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Takes tensors that are known by name and shape out of [Tensors], after all of them were checked.
///
/// @param expected in the order of the model
record TensorReader(Tensors tensors, WeightFormat format, Map<String, Shape> expected) {

    private static final int TOLD = 5;

    static TensorReader of(Tensors tensors, WeightFormat format) { return new TensorReader(tensors, format, new LinkedHashMap<>()); }

    boolean has(String name) { return tensors.names().contains(name); }

    void expect(String name, int... shape) { expected.put(name, Shape.of(shape)); }

    /// Expects a weight, and a bias too if there is one.
    void expectAffine(String name, int outputs, int... shape) {
        expect(name + ".weight", shape);
        if (has(name + ".bias")) expect(name + ".bias", outputs);
    }

    /// @param ignored what may be there for nothing
    /// @throws DataException that lists what is missing, too much, or of another shape
    void requireExactly(String what, Predicate<String> ignored) {
        List<String> missing = expected.keySet().stream().filter(name -> !has(name)).toList();
        List<String> surplus = tensors.names().stream().filter(name -> !expected.containsKey(name) && !ignored.test(name)).toList();
        List<String> others = expected.keySet().stream().filter(name -> has(name) && !tensors.shape(name).equals(expected.get(name)))
                .map(name -> name + " is " + tensors.shape(name) + " instead of " + expected.get(name)).toList();
        if (missing.isEmpty() && surplus.isEmpty() && others.isEmpty()) return;
        throw new DataException(tensors.place() + ": expected the " + expected.size() + " tensors of " + what + ", but got " + tensors.names().size()
                + listed(", of which some have other shapes: ", others) + listed("; missing: ", missing) + listed("; too much: ", surplus));
    }

    private static String listed(String head, List<String> names) {
        if (names.isEmpty()) return "";
        int more = names.size() - TOLD;
        return head + String.join(", ", names.subList(0, Math.min(TOLD, names.size()))) + (more > 0 ? " and " + more + " more" : "");
    }

    float[] floats(String name) { return tensors.finite(name); }

    WeightMatrix matrix(String name) {
        Shape shape = expected.get(name);
        return WeightMatrix.of(format, shape.extent(0), shape.extent(1), floats(name));
    }

    /// A matrix that lies as `[inputs, outputs]`.
    WeightMatrix transposed(String name) {
        Shape shape = expected.get(name);
        int inputs = shape.extent(0), outputs = shape.extent(1), block = 32;
        float[] x = floats(name), turned = new float[x.length];
        for (int first = 0; first < inputs; first += block) {              // a few cache lines of each side at a time
            for (int o = 0; o < outputs; o++) {
                for (int i = first; i < Math.min(inputs, first + block); i++) turned[o * inputs + i] = x[i * outputs + o];
            }
        }
        return WeightMatrix.of(format, outputs, inputs, turned);
    }

    /// Matrices of equal width, one below the other.
    WeightMatrix stacked(String... names) {
        int inputs = expected.get(names[0]).extent(1);
        float[] all = together(names);
        return WeightMatrix.of(format, all.length / inputs, inputs, all);
    }

    /// Vectors one after the other; nothing where they are not expected.
    float[] together(String... names) {
        int size = 0, at = 0;
        for (String name : names) size += expected.containsKey(name) ? expected.get(name).size() : 0;
        float[] all = new float[size];
        for (String name : names) {
            if (!expected.containsKey(name)) continue;
            float[] part = floats(name);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /// A setting that has to be a whole number ≥ 1.
    static int positive(Options config, String name) {
        int value = config.integer(name);
        if (value >= 1) return value;
        throw new DataException(config.place() + ", " + name + ": expected a whole number ≥ 1, but got " + value);
    }

    static int positive(Options config, String name, int otherwise) { return config.has(name) ? positive(config, name) : otherwise; }
}
