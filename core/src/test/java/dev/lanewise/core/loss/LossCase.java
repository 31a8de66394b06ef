package dev.lanewise.core.loss;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One case of `losses.txt`, which says what its lines mean.
///
/// @param number where it stands in the file, counted from 1
/// @param loss made from its description
/// @param tensors by their names
record LossCase(int number, String description, Loss loss, Map<String, Tensor> tensors) {

    static List<LossCase> all() {
        var resource = Objects.requireNonNull(LossCase.class.getResourceAsStream("losses.txt"), "losses.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            List<LossCase> cases = new ArrayList<>();
            LossRegistry registry = LossRegistry.load();
            for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
                if (line.startsWith("case ")) {
                    String description = line.substring(5);
                    cases.add(new LossCase(cases.size() + 1, description, registry.create(Options.parseJson(description, "losses.txt")), new HashMap<>()));
                } else {
                    String[] words = line.split(" ");
                    cases.getLast().tensors().put(words[0], tensor(words));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tensor tensor(String... words) {
        String extents = words[1].substring(1, words[1].length() - 1);
        Shape shape = extents.isEmpty() ? Shape.scalar() : Shape.of(Arrays.stream(extents.split(",")).mapToInt(Integer::parseInt).toArray());
        float[] values = new float[words.length - 2];
        for (int i = 0; i < values.length; i++) values[i] = Float.parseFloat(words[i + 2]);
        return Tensor.of(shape, values);
    }

    Tensor get(String name) { return Objects.requireNonNull(tensors.get(name), name); }

    @Override public String toString() { return number + " " + description + " of " + get("output").shape(); }
}
