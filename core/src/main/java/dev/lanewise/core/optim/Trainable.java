package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The weights that an optimiser changes.
final class Trainable {

    private Trainable() { }

    /// Those that are trainable, each array once: layers that share a weight share its gradient, and one step must not move it twice.
    static List<Weight> of(List<Weight> weights) {
        Set<float[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Weight> trainable = new ArrayList<>();
        for (Weight weight : weights) if (weight.trainable() && seen.add(weight.values())) trainable.add(weight);
        return List.copyOf(trainable);
    }
}
