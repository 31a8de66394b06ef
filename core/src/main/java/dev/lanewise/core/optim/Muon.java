package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Momentum whose matrices are made orthogonal before each step: all singular values of a step are about 1, so that rare directions move as far as
/// frequent ones. For a weight matrix with `r` rows (inputs) and `c` columns (outputs):
///
/// `m = μm + (1−μ)g`, `u = μm + (1−μ)g` with Nesterov or `u = m`, `w = (1 − ηλ)w − η · √max(1, c/r) · orthogonal(u)`.
///
/// | weights | rule |
/// |---------|------|
/// | two axes and more; all but the last count as one | as above |
/// | the others (biases, gains) | `rest` |
///
/// Embeddings and the last layer are usually left to another rule too: [Groups] says which.
///
/// `orthogonal(u)` is five steps `x = a x + (b x xᵀ + c (x xᵀ)²) x` from `x = u / (‖u‖ + 1e-7)` with `a, b, c` = 3.4445, −4.775, 2.0315, which bring singular
/// values into about 0.7 … 1.2.
///
/// @param learningRate η, at least 0
/// @param momentum μ in `[0, 1)`
/// @param decay λ, at least 0
/// @see <a href="https://kellerjordan.github.io/posts/muon/">Jordan et al. (2024)</a>
public record Muon(double learningRate, double momentum, boolean nesterov, double decay, Optimizer rest) implements Optimizer {

    public Muon {
        Checks.atLeastZero("Muon", "a learning rate", learningRate);
        Checks.decay("Muon", "momentum", momentum);
        Checks.atLeastZero("Muon", "a decay", decay);
    }

    /// μ 0.95 with Nesterov and no decay; [AdamW] with a learning rate of 3e-4 for the rest. Its author's learning rate is 0.02.
    public static Muon of(double learningRate) { return new Muon(learningRate, 0.95, true, 0, AdamW.of(3e-4)); }

    public Muon momentum(double momentum) { return new Muon(learningRate, momentum, nesterov, decay, rest); }

    public Muon nesterov(boolean nesterov) { return new Muon(learningRate, momentum, nesterov, decay, rest); }

    public Muon decay(double decay) { return new Muon(learningRate, momentum, nesterov, decay, rest); }

    public Muon rest(Optimizer rest) { return new Muon(learningRate, momentum, nesterov, decay, rest); }

    @Override public Session start(List<Weight> weights, Backend backend) {
        Map<Boolean, List<Weight>> parts = Trainable.of(weights).stream().collect(Collectors.partitioningBy(weight -> weight.shape().rank() >= 2));
        return new Together(List.of(new Matrices(this, parts.get(true), backend), rest.start(parts.get(false), backend)));
    }

    @Override public Options describe() {
        return Optimizers.named("muon").with("learningRate", learningRate).with("momentum", momentum).with("nesterov", nesterov).with("decay", decay)
                .with("rest", rest.describe());
    }

    static Muon from(Options options) {
        return new Muon(options.number("learningRate", 0.02), options.number("momentum", 0.95), options.flag("nesterov", true), options.number("decay", 0),
                options.has("rest") ? Optimizers.create(options.options("rest")) : AdamW.of(3e-4));
    }

    private static final class Matrices implements Session {

        private final Muon muon;
        private final List<Weight> weights;
        private final Backend backend;
        private final Memory momenta;
        private final Orthogonal orthogonal;
        private long step;

        Matrices(Muon muon, List<Weight> weights, Backend backend) {
            this.muon = muon;
            this.weights = weights;
            this.backend = backend;
            this.momenta = new Memory("momentum", weights);
            this.orthogonal = new Orthogonal(backend);
        }

        @Override public void step(Gradients gradients, double rate) {
            step++;
            for (int i = 0; i < weights.size(); i++) {
                float[] gradient = gradients.of(weights.get(i));
                if (gradient.length > 0) update(weights.get(i), gradient, momenta.of(i), rate * muon.learningRate);
            }
        }

        private void update(Weight weight, float[] gradient, float[] momentum, double rate) {
            int n = weight.shape().size(), columns = weight.shape().last(), rows = n / columns;
            float mu = (float) muon.momentum;
            ElementKernels kernels = backend.kernels().elements();
            kernels.axpby(1 - mu, gradient, 0, mu, momentum, 0, n);
            kernels.axpby(muon.nesterov ? mu : 1, momentum, 0, muon.nesterov ? 1 - mu : 0, gradient, 0, n);
            orthogonal.replace(gradient, rows, columns);
            double size = rate * Math.sqrt(Math.max(1, (double) columns / rows));
            if (muon.decay > 0) kernels.axpby((float) (-rate * muon.decay), weight.values(), 0, 1, weight.values(), 0, n);
            kernels.axpby((float) -size, gradient, 0, 1, weight.values(), 0, n);
        }

        @Override public State state() { return Memory.state(step, List.of(momenta)); }

        @Override public void restore(State state) {
            momenta.restore(state.arrays());
            step = state.steps();
        }
    }
}
