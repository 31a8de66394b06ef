package dev.lanewise.testkit;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers that the outside world computed, from a small text file beside a test.
///
/// A line is a tensor, `name [2, 3] 1 2 3 4 5 6`. Lines that begin with `#` say how the numbers were made.
public final class Golden {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private Golden() { }

    /// @param resource what `MyTest.class.getResourceAsStream(…)` gave; closed at the end
    public static Golden read(@org.jspecify.annotations.Nullable InputStream resource) {
        if (resource == null) throw new IllegalArgumentException("Golden: expected a resource, but it is not there");
        Golden golden = new Golden();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(golden::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return golden;
    }

    private void add(String line) {
        int open = line.indexOf('['), close = line.indexOf(']');
        int[] extents = Arrays.stream(line.substring(open + 1, close).split(",")).map(String::strip).filter(text -> !text.isEmpty()).mapToInt(Integer::parseInt).toArray();
        double[] values = Arrays.stream(line.substring(close + 1).strip().split(" ")).mapToDouble(Double::parseDouble).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        tensors.put(line.substring(0, open).strip(), Tensor.of(Shape.of(extents), floats));
    }

    /// The names of all tensors in the order of the file.
    public List<String> names() { return List.copyOf(tensors.keySet()); }

    public boolean has(String name) { return tensors.containsKey(name); }

    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) throw new IllegalArgumentException("Golden: expected one of " + tensors.keySet() + ", but got " + name);
        return tensor;
    }

    public float[] values(String name) { return tensor(name).toArray(); }
}
