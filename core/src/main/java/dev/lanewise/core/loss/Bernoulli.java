package dev.lanewise.core.loss;

import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;

/// The costs of yes and no: `−a ln p − b ln(1 − p)` with goals `a = w₁ t` and `b = w₀ (1 − t)`.
final class Bernoulli {

    private static final int GRAIN = 1 << 13;

    private Bernoulli() { }

    static Tensor costs(BinaryCrossEntropy loss, Tensor output, Tensor target) {
        float[] yes = output.tape().scratch(output.size()), no = output.tape().scratch(output.size());
        goals(loss, target, yes, no);
        return switch (loss.outputs()) {
            case LOGITS -> ofLogits(output, yes, no);
            case PROBABILITIES -> ofProbabilities(output, yes, no);
            case LOG_PROBABILITIES -> ofProbabilities(output.exp(), yes, no);
        };
    }

    private static void goals(BinaryCrossEntropy loss, Tensor target, float[] yes, float[] no) {
        float keep = (float) (1 - loss.smoothing()), half = (float) loss.smoothing() / 2, w0 = (float) loss.weight(0), w1 = (float) loss.weight(1);
        float ignored = loss.ignored().map(Integer::floatValue).orElse(Float.NaN);
        for (int i = 0; i < target.size(); i++) {
            float t = target.data()[i];
            boolean counts = t != ignored;
            yes[i] = counts ? w1 * (keep * t + half) : 0;
            no[i] = counts ? w0 * (keep * (1 - t) + half) : 0;
        }
    }

    /// `a (max(−x, 0) + s) + b (max(x, 0) + s)` with `s = ln(1 + e^−|x|)`, which has all its digits on both sides;
    /// `dx = dy · (b p − a (1 − p))` with `p = sigmoid(x)`.
    private static Tensor ofLogits(Tensor x, float[] yes, float[] no) {
        Tape tape = x.tape();
        ElementKernels kernels = tape.backend().kernels().elements();
        Tensor y = tape.result(x.shape(), x);
        tape.backend().parallel(x.size(), GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) y.data()[i] = -Math.abs(x.data()[i]);
            kernels.map(ElementFunction.SOFTPLUS, y.data(), from, y.data(), from, to - from);
            for (int i = from; i < to; i++) y.data()[i] = cost(x.data()[i], yes[i], no[i], y.data()[i]);
        });
        tape.record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient(), p = tape.scratch(x.size());
            tape.backend().parallel(x.size(), GRAIN, (from, to) -> {
                kernels.map(ElementFunction.SIGMOID, x.data(), from, p, from, to - from);
                for (int i = from; i < to; i++) dx[i] += dy[i] * (no[i] * p[i] - yes[i] * (1 - p[i]));
            });
            tape.giveBack(p);
        });
        return y;
    }

    /// An infinite logit costs nothing where nothing is wanted of it.
    private static float cost(float x, float yes, float no, float s) {
        float above = yes == 0 ? 0 : yes * (Math.max(-x, 0) + s), below = no == 0 ? 0 : no * (Math.max(x, 0) + s);
        return above + below;
    }

    private static Tensor ofProbabilities(Tensor p, float[] yes, float[] no) {
        Tensor complement = p.negated().plus(1);
        Tape tape = p.tape();
        Tensor above = Likelihoods.logarithm(p).times(tape.constant(p.shape(), yes));
        return above.plus(Likelihoods.logarithm(complement).times(tape.constant(p.shape(), no))).negated();
    }
}
