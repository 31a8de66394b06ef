package dev.lanewise.core.train;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Gradient descent with momentum: `v = momentum · v + g`, `w −= learningRate · v`, or `learningRate · (g + momentum · v)` with Nesterov.
///
/// @param learningRate at least 0
/// @param momentum in `[0, 1)`
/// @param nesterov looks ahead along the momentum; PyTorch's form
/// @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. (2013)</a>
public record SGD(double learningRate, double momentum, boolean nesterov) implements Optimizer {

    public SGD {
        if (!(learningRate >= 0)) throw new IllegalArgumentException("SGD: expected a learning rate ≥ 0, but got " + learningRate);
        if (!(momentum >= 0 && momentum < 1)) throw new IllegalArgumentException("SGD: expected momentum in [0, 1), but got " + momentum);
    }

    public static SGD of(double learningRate) { return new SGD(learningRate, 0, false); }

    public SGD momentum(double momentum) { return new SGD(learningRate, momentum, nesterov); }

    public SGD nesterov(boolean nesterov) { return new SGD(learningRate, momentum, nesterov); }

    @Override public Session start(List<Weight> weights, Backend backend) {
        List<Weight> trainable = Trainable.of(weights);
        Map<float[], float[]> velocities = new IdentityHashMap<>();
        for (Weight weight : trainable) velocities.put(weight.values(), new float[weight.values().length]);
        return gradients -> {
            for (Weight weight : trainable) {
                gradients.of(weight).ifPresent(g -> backend.kernels().optimizers().sgd(weight.values(), 0, g, 0,
                        velocities.get(weight.values()), 0, weight.shape().size(), (float) learningRate, (float) momentum, nesterov));
            }
        };
    }
}
