package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;
import java.util.stream.Stream;

/// Steps scaled by a running mean of the squared gradient: `v = ρv + (1−ρ)g²`; centred, the square of the mean `m = ρm + (1−ρ)g` is taken off.
/// - PyTorch's form: `b = momentum · b + g / (√(v − m²) + ε)`, `w −= η · b`;
/// - Keras's form: `b = momentum · b + η · g / √(v − m² + ε)`, `w −= b`.
///
/// @param learningRate η, at least 0
/// @param decay ρ
/// @param momentum in `[0, 1)`
/// @param centered whether the variance stands below the root instead of the mean square
/// @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman & Hinton (2012)</a>
/// @see <a href="https://arxiv.org/abs/1308.0850">Graves (2013), for the centred form</a>
public record RMSprop(double learningRate, double decay, double epsilon, double momentum, boolean centered, Form form) implements ElementRule {

    public RMSprop {
        Checks.atLeastZero("RMSprop", "a learning rate", learningRate);
        Checks.decay("RMSprop", "a decay", decay);
        Checks.atLeastZero("RMSprop", "epsilon", epsilon);
        Checks.decay("RMSprop", "momentum", momentum);
    }

    /// PyTorch's constants: ρ 0.99, ε 1e-8; its usual learning rate is 0.01.
    public static RMSprop of(double learningRate) { return new RMSprop(learningRate, 0.99, 1e-8, 0, false, Form.PYTORCH); }

    /// Keras's form and constants: ρ 0.9, ε 1e-7; its usual learning rate is 0.001.
    public static RMSprop keras(double learningRate) { return new RMSprop(learningRate, 0.9, 1e-7, 0, false, Form.KERAS); }

    public RMSprop momentum(double momentum) { return new RMSprop(learningRate, decay, epsilon, momentum, centered, form); }

    public RMSprop centered(boolean centered) { return new RMSprop(learningRate, decay, epsilon, momentum, centered, form); }

    @Override public List<String> memories() {
        return Stream.of("second", momentum > 0 ? "velocity" : "", centered ? "first" : "").filter(kind -> !kind.isEmpty()).toList();
    }

    @Override public Update update(long step, double rate) { return momentum == 0 && !centered ? plain(rate) : withMore(rate); }

    private Update plain(double rate) {
        float size = (float) rate, old = (float) decay, fresh = (float) (1.0 - old), inside = form == Form.KERAS ? (float) epsilon : 0, outside = (float) epsilon - inside;
        return (kernels, w, g, memories, from, n, decayed) ->
                kernels.optimizers().rmsprop(w, from, g, from, memories.getFirst(), from, n, size, old, fresh, inside, outside, decayed);
    }

    private Update withMore(double rate) {
        double before = form == Form.KERAS ? rate : 1, after = form == Form.KERAS ? 1 : rate;
        return (_, w, g, memories, from, n, decayed) -> {
            float[] v = memories.getFirst();
            for (int i = from; i < from + n; i++) {
                double gradient = g[i], square = decay * v[i] + (1 - decay) * gradient * gradient;
                v[i] = (float) square;
                double spread = centered ? square - squareOfMean(memories.getLast(), i, gradient) : square;
                double scaled = before * gradient / (form == Form.KERAS ? Math.sqrt(spread + epsilon) : Math.sqrt(spread) + epsilon);
                w[i] = (float) (w[i] - (double) decayed * w[i] - after * (momentum > 0 ? velocity(memories.get(1), i, scaled) : scaled));
            }
        };
    }

    private double squareOfMean(float[] first, int i, double gradient) {
        double mean = decay * first[i] + (1 - decay) * gradient;
        first[i] = (float) mean;
        return mean * mean;
    }

    private double velocity(float[] velocities, int i, double scaled) {
        double velocity = momentum * velocities[i] + scaled;
        velocities[i] = (float) velocity;
        return velocity;
    }

    @Override public Options describe() {
        return Optimizers.describe("rmsprop", this).with("decay", decay).with("epsilon", epsilon).with("momentum", momentum).with("centered", centered).with("form", form);
    }

    static RMSprop from(Options options, RMSprop usual) {
        return new RMSprop(options.number("learningRate", usual.learningRate), options.number("decay", usual.decay), options.number("epsilon", usual.epsilon),
                options.number("momentum", usual.momentum), options.flag("centered", usual.centered), options.choice("form", usual.form));
    }
}
