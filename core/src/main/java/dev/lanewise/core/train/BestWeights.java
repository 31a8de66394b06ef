package dev.lanewise.core.train;

import dev.lanewise.core.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The numbers that all weights had after the best epoch.
final class BestWeights {

    private final List<Weight> weights;
    private final Map<String, float[]> best = new LinkedHashMap<>();

    BestWeights(List<Weight> weights) {
        this.weights = weights;
    }

    /// By the name of the weight; none before the first epoch that counted.
    Map<String, float[]> values() { return best; }

    /// Keeps what the weights are now.
    void keep() {
        for (Weight weight : weights) System.arraycopy(weight.values(), 0, room(weight), 0, weight.values().length);
    }

    /// Takes over what was kept elsewhere, under the same names.
    void restore(Map<String, float[]> kept) {
        kept.forEach((name, values) -> best.put(name, values.clone()));
    }

    /// Makes the weights what was kept, if anything was.
    void copyBack() {
        if (best.isEmpty()) return;
        for (Weight weight : weights) System.arraycopy(room(weight), 0, weight.values(), 0, weight.values().length);
    }

    private float[] room(Weight weight) { return best.computeIfAbsent(weight.name(), name -> new float[weight.values().length]); }
}
