package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.LinkedHashMap;
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

    @Override public Session start(List<Weight> weights, Backend backend) { return new Steps(this, Trainable.of(weights), backend); }

    private static final class Steps implements Session {

        private final SGD sgd;
        private final List<Weight> weights;
        private final Backend backend;
        private final Memory velocities;
        private long step;

        Steps(SGD sgd, List<Weight> weights, Backend backend) {
            this.sgd = sgd;
            this.weights = weights;
            this.backend = backend;
            this.velocities = new Memory("velocity", weights);
        }

        @Override public void step(Gradients gradients, double rate) {
            step++;
            for (Weight weight : weights) {
                float[] g = gradients.of(weight);
                if (g.length > 0) backend.kernels().optimizers().sgd(weight.values(), 0, g, 0, velocities.of(weight), 0, weight.shape().size(),
                        (float) (sgd.learningRate * rate), (float) sgd.momentum, sgd.nesterov);
            }
        }

        @Override public State state() {
            Map<String, float[]> arrays = new LinkedHashMap<>();
            velocities.save(arrays);
            return new State(step, arrays);
        }

        @Override public void restore(State state) {
            velocities.restore(state.arrays());
            step = state.steps();
        }
    }
}
