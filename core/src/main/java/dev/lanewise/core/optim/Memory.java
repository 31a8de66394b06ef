package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Arrays of one kind that an optimiser keeps, one for each trainable weight: first moments, velocities.
final class Memory {

    private final String kind;
    private final Map<float[], float[]> arrays = new IdentityHashMap<>();
    private final Map<String, float[]> named = new LinkedHashMap<>();

    Memory(String kind, List<Weight> weights) {
        this.kind = kind;
        for (Weight weight : weights) {
            float[] array = new float[weight.values().length];
            arrays.put(weight.values(), array);
            named.put(weight.name() + "/" + kind, array);
        }
    }

    float[] of(Weight weight) { return arrays.get(weight.values()); }

    void save(Map<String, float[]> state) { named.forEach((name, array) -> state.put(name, array.clone())); }

    void restore(Map<String, float[]> state) {
        named.forEach((name, array) -> {
            float[] stored = state.get(name);
            if (stored == null || stored.length != array.length) {
                throw new IllegalArgumentException("Optimizer.restore: expected " + array.length + " numbers as '" + name + "', but "
                        + (stored == null ? "there are none" : "got " + stored.length) + ". The state belongs to another rule or network");
            }
            System.arraycopy(stored, 0, array, 0, array.length);
        });
    }
}
