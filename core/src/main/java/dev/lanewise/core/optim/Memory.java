package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Arrays of one kind that an optimiser keeps, one for each trainable weight: first moments, velocities.
final class Memory {

    private final List<String> names;
    private final List<float[]> arrays;

    Memory(String kind, List<Weight> weights) {
        this.names = weights.stream().map(weight -> weight.name() + "/" + kind).toList();
        this.arrays = weights.stream().map(weight -> new float[weight.shape().size()]).toList();
    }

    Memory fill(float value) {
        for (float[] array : arrays) Arrays.fill(array, value);
        return this;
    }

    /// That of the weight with this index.
    float[] of(int index) { return arrays.get(index); }

    static Optimizer.State state(long steps, List<Memory> memories) {
        Map<String, float[]> state = new LinkedHashMap<>();
        for (Memory memory : memories) memory.save(state);
        return new Optimizer.State(steps, state);
    }

    static void restore(List<Memory> memories, Optimizer.State state) { for (Memory memory : memories) memory.restore(state.arrays()); }

    void save(Map<String, float[]> state) {
        for (int i = 0; i < arrays.size(); i++) state.put(names.get(i), arrays.get(i).clone());
    }

    void restore(Map<String, float[]> state) {
        for (int i = 0; i < arrays.size(); i++) {
            float[] stored = state.get(names.get(i)), array = arrays.get(i);
            if (stored == null || stored.length != array.length) {
                throw new IllegalArgumentException("Optimizer.restore: expected " + array.length + " numbers as '" + names.get(i) + "', but "
                        + (stored == null ? "there are none" : "got " + stored.length) + ". The state belongs to another rule or network");
            }
            System.arraycopy(stored, 0, array, 0, array.length);
        }
    }
}
