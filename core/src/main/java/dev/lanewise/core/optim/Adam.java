package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Steps scaled by running means of the gradient and its square.
///
/// `m = β₁m + (1−β₁)g`, `v = β₂v + (1−β₂)g²`, then in step `t`
/// - the paper's form, PyTorch's too: `w −= η · m̂ / (√v̂ + ε)` with `m̂ = m/(1−β₁ᵗ)`, `v̂ = v/(1−β₂ᵗ)`;
/// - Keras's form: `w −= η√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)`, in which ε weighs more in the first steps.
///
/// @param learningRate η, at least 0
/// @param form where ε stands
/// @see <a href="https://arxiv.org/abs/1412.6980">Kingma & Ba (2015)</a>
public record Adam(double learningRate, double beta1, double beta2, double epsilon, Form form) implements Optimizer {

    public enum Form { PAPER, KERAS }

    public Adam {
        if (!(learningRate >= 0)) throw new IllegalArgumentException("Adam: expected a learning rate ≥ 0, but got " + learningRate);
        if (!(beta1 >= 0 && (float) beta1 < 1 && beta2 >= 0 && (float) beta2 < 1))      // as the kernels see them
             throw new IllegalArgumentException("Adam: expected β₁ and β₂ in [0, 1), but got " + beta1 + " and " + beta2);
        if (!(epsilon >= 0)) throw new IllegalArgumentException("Adam: expected epsilon ≥ 0, but got " + epsilon);
    }

    /// The paper's form with its constants: β₁ 0.9, β₂ 0.999, ε 1e-8.
    public static Adam of(double learningRate) { return new Adam(learningRate, 0.9, 0.999, 1e-8, Form.PAPER); }

    /// Keras's form with its ε 1e-7.
    public static Adam keras(double learningRate) { return new Adam(learningRate, 0.9, 0.999, 1e-7, Form.KERAS); }

    @Override public Session start(List<Weight> weights, Backend backend) { return new Steps(this, weights, backend); }

    private static final class Steps implements Session {

        private final Adam adam;
        private final List<Weight> weights;
        private final Backend backend;
        private final Memory first;
        private final Memory second;
        private long step;

        Steps(Adam adam, List<Weight> weights, Backend backend) {
            this.adam = adam;
            this.weights = Trainable.of(weights);
            this.backend = backend;
            this.first = new Memory("first", this.weights);
            this.second = new Memory("second", this.weights);
        }

        @Override public void step(Gradients gradients, double rate) {
            step++;
            // of the float32 betas that the kernel takes: 1 − (float) 0.999 is 5e-5 away from 0.001, and cancels only against itself
            double correction1 = 1 - Math.pow((float) adam.beta1, step), root2 = Math.sqrt(1 - Math.pow((float) adam.beta2, step));
            float size = (float) (rate * adam.learningRate / correction1 * (adam.form == Form.KERAS ? root2 : 1));
            float rootScale = (float) (adam.form == Form.KERAS ? 1 : 1 / root2);
            for (Weight weight : weights) {
                float[] g = gradients.of(weight);
                if (g.length > 0) update(weight, g, size, rootScale);
            }
        }

        private void update(Weight weight, float[] g, float rate, float rootScale) {
            float[] m = first.of(weight), v = second.of(weight);
            backend.parallel(weight.shape().size(), 1 << 15, (from, to) -> backend.kernels().optimizers().adam(weight.values(), from, g, from,
                    m, from, v, from, to - from, rate, rootScale, (float) adam.beta1, (float) adam.beta2, (float) adam.epsilon));
        }

        @Override public State state() {
            Map<String, float[]> arrays = new LinkedHashMap<>();
            first.save(arrays);
            second.save(arrays);
            return new State(step, arrays);
        }

        @Override public void restore(State state) {
            first.restore(state.arrays());
            second.restore(state.arrays());
            step = state.steps();
        }
    }
}
