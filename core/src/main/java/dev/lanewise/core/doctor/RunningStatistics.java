package dev.lanewise.core.doctor;

import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/// The numbers of a network that change without an optimiser, such as the running means of batch norm, put aside.
record RunningStatistics(List<Weight> weights, List<float[]> values) {

    static RunningStatistics of(BoundLayer bound) {
        List<Weight> frozen = bound.weights().stream().filter(weight -> !weight.trainable()).toList();
        List<float[]> copies = new ArrayList<>();
        for (Weight weight : frozen) copies.add(weight.values().clone());
        return new RunningStatistics(frozen, copies);
    }

    void restore() {
        for (int i = 0; i < weights.size(); i++) System.arraycopy(values.get(i), 0, weights.get(i).values(), 0, values.get(i).length);
    }
}
