package dev.lanewise.testkit;

import dev.lanewise.core.Options;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A test case of the ONNX backend tests: some operators, inputs, and the outputs that the reference gave.
///
/// Outputs agree where they differ by no more than `1e-3 · |expected| + 1e-7`, the tolerance of ONNX's own runner.
///
/// @param file of `../shared/conformance/onnx`
public record OnnxCase(CaseFile file) {

    private static final double RELATIVE = 1e-3, ABSOLUTE = 1e-7;

    public static OnnxCase read(Path file) { return new OnnxCase(CaseFile.read(file)); }

    /// The cases of a folder with an `index.json` that need no other operators than these.
    public static List<OnnxCase> all(Path folder, Set<String> operators) {
        return CaseFile.index(folder).stream().filter(entry -> operators.containsAll(names(entry, "ops"))).map(entry -> read(folder.resolve(entry.text("file")))).toList();
    }

    private static List<String> names(Options options, String name) {
        return ((List<?>) options.value(name).orElseThrow()).stream().map(Object::toString).toList();
    }

    public String name() { return file.name(); }

    /// The operator that the case is about, or the suite of a larger one.
    public String folder() { return name().substring(0, name().indexOf('/')); }

    /// Whether the outputs are random, so that only their shapes can be compared.
    public boolean isRandom() { return file.description().flag("random", false); }

    /// What is wrong with what these operators make of the case; empty if nothing.
    public Optional<String> fault(Map<String, OnnxOperator> operators) {
        Map<String, StoredTensor> values = new HashMap<>(named("inputs"));
        values.putAll(named("initializers"));
        try {
            for (Options step : file.description().list("nodes")) run(step, operators, values);
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return named("outputs").entrySet().stream().flatMap(output ->
                difference(output.getValue(), values.get(output.getKey())).map(text -> output.getKey() + ": " + text).stream()).findFirst();
    }

    private Map<String, StoredTensor> named(String kind) {
        Map<String, StoredTensor> named = new LinkedHashMap<>();
        for (Options entry : file.description().list(kind)) named.put(entry.text("name"), file.stored(entry.text("key")));
        return named;
    }

    private void run(Options step, Map<String, OnnxOperator> operators, Map<String, StoredTensor> values) {
        List<String> outputs = names(step, "outputs");
        OnnxNode node = node(step, values, outputs.size());
        if (node.operator().equals("Constant")) {
            values.put(outputs.getFirst(), node.attributeTensors().get("value"));
            return;
        }
        List<Tensor> results = operators.get(node.operator()).apply(node);
        for (int i = 0; i < outputs.size(); i++) {
            if (!outputs.get(i).isEmpty()) values.put(outputs.get(i), StoredTensor.of(results.get(i).shape(), results.get(i).toArray()));
        }
    }

    private OnnxNode node(Options step, Map<String, StoredTensor> values, int outputs) {
        List<Optional<StoredTensor>> operands = names(step, "inputs").stream().map(input -> Optional.ofNullable(values.get(input))).toList();
        Options attributes = step.options("attrs"), plain = attributes;
        Map<String, StoredTensor> tensors = new HashMap<>();
        for (String name : attributes.names()) {
            if (!(attributes.value(name).orElseThrow() instanceof Options)) continue;
            tensors.put(name, file.stored(attributes.options(name).text("tensor")));
            plain = plain.without(name);
        }
        int opset = file.description().options("opset").integer("ai.onnx", 1);
        return new OnnxNode(step.text("op"), opset, plain, operands, tensors, outputs);
    }

    private Optional<String> difference(StoredTensor expected, @org.jspecify.annotations.Nullable StoredTensor actual) {
        if (actual == null) return Optional.of("expected an output, but got none");
        if (!expected.shape().equals(actual.shape())) return Optional.of("expected the shape " + expected.shape() + ", but got " + actual.shape());
        double[] wanted = expected.doubles();
        float[] got = actual.floats();
        for (int i = 0; i < wanted.length && !isRandom(); i++) {
            if (!agree(wanted[i], got[i])) return Optional.of("expected " + (float) wanted[i] + " as element " + i + ", but got " + got[i]);
        }
        return Optional.empty();
    }

    private static boolean agree(double expected, float actual) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) return Float.compare((float) expected, actual) == 0;
        return (float) expected == actual || Math.abs(expected - actual) <= RELATIVE * Math.abs(expected) + ABSOLUTE;
    }

    @Override public String toString() { return name(); }
}
