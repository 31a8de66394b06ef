package dev.lanewise.core.loss;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.RowKernels;
import java.util.Arrays;

/// For sequences of labels that nobody has aligned with the steps: `−ln p(labels)`, where `p` sums over all ways to say them with repetitions and
/// blanks between.
///
/// |        | shape                    |                                                                                   |
/// |--------|--------------------------|-----------------------------------------------------------------------------------|
/// | output | `[batch, time, classes]` | logits; one of the classes is the blank                                           |
/// | target | `[batch, longest]`       | labels; the first negative or blank one ends a shorter target                     |
/// | each   | `[batch]`                | for whole targets: PyTorch's `mean` divides by their lengths, `none` doesn't       |
///
/// The sums run in logarithms and float64. The gradient of the logits is `softmax − occupancy`, and comes along with the loss.
///
/// @param blank the class that says nothing; 0 as in PyTorch, where Keras 2 has the last one
/// @see <a href="https://www.cs.toronto.edu/~graves/icml_2006.pdf">Graves et al. (2006)</a>
public record CTC(int blank) implements Loss {

    public CTC {
        if (blank < 0) throw new IllegalArgumentException("CTC: expected a blank ≥ 0, but got " + blank);
    }

    public static CTC of(int blank) { return new CTC(blank); }

    @Override public Tensor each(Tensor output, Tensor target) {
        int[] steps = new int[output.shape().rank() < 1 ? 0 : output.shape().extent(0)];
        Arrays.fill(steps, output.shape().rank() < 2 ? 0 : output.shape().extent(1));
        return each(output, target, steps);
    }

    /// The same for samples of which only the first `steps[i]` steps are there; no gradient flows to the rest.
    public Tensor each(Tensor output, Tensor target, int... steps) {
        requireShapes(output, target, steps);
        Tape tape = output.tape();
        int time = output.shape().extent(1), classes = output.shape().last(), batch = steps.length;
        int[][] labels = new int[batch][];
        for (int i = 0; i < batch; i++) labels[i] = labels(target, i, classes, steps[i]);

        Tensor y = tape.result(Shape.of(batch), output);
        float[] gradient = tape.scratch(output.size());
        RowKernels rows = tape.backend().kernels().rows();
        for (int row = 0; row < batch * time; row++) rows.logSoftmax(output.data(), row * classes, gradient, row * classes, classes);
        tape.backend().parallel(batch, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.data()[i] = (float) new Alignment(labels[i], blank, steps[i], classes).run(gradient, i * time * classes);
                Arrays.fill(gradient, (i * time + steps[i]) * classes, (i + 1) * time * classes, 0);
            }
        });
        tape.record(y, () -> flow(output, y, gradient));
        return y;
    }

    /// `dx = dy · gradient`, sample by sample.
    private static void flow(Tensor output, Tensor y, float[] gradient) {
        float beta = output.openGradient();
        float[] dx = output.gradient(), dy = y.gradient();
        int n = output.shape().sampleSize();
        for (int i = 0; i < y.size(); i++) output.tape().backend().kernels().elements().axpby(dy[i], gradient, i * n, beta, dx, i * n, n);
    }

    private void requireShapes(Tensor output, Tensor target, int... steps) {
        boolean fits = output.shape().rank() == 3 && target.shape().rank() == 2 && output.shape().extent(0) == target.shape().extent(0) && steps.length == output.shape().extent(0);
        if (!fits) {
            throw new ShapeException("CTC: expected outputs [batch, time, classes] and labels [batch, longest], but got " + output.shape() + " and " + target.shape()
                    + " with " + steps.length + " numbers of steps");
        }
        if (blank >= output.shape().last()) throw new DataException("CTC: expected the blank " + blank + " among the classes, but there are " + output.shape().last());
        for (int step : steps) if (step < 0 || step > output.shape().extent(1)) throw new DataException("CTC: expected 0 … " + output.shape().extent(1) + " steps, but got " + step);
    }

    private int[] labels(Tensor target, int sample, int classes, int steps) {
        int longest = target.shape().last(), n = 0, repetitions = 0;
        int[] labels = new int[longest];
        for (; n < longest; n++) {
            float label = target.data()[sample * longest + n];
            if (label < 0 || label == blank) break;
            if (!(label < classes) || label != (int) label) throw new DataException("CTC: expected labels in 0 … " + (classes - 1) + ", but sample " + sample + " has " + label);
            labels[n] = (int) label;
            if (n > 0 && labels[n] == labels[n - 1]) repetitions++;
        }
        if (steps < n + repetitions) {
            throw new DataException("CTC: expected at least " + (n + repetitions) + " steps for " + n + " labels of which " + repetitions
                    + " repeat the one before, but sample " + sample + " has " + steps);
        }
        return Arrays.copyOf(labels, n);
    }

    /// The labels of the most probable class at each step, repetitions and blanks taken out.
    ///
    /// @param output `[batch, time, classes]`
    public int[] decode(Tensor output, int sample) {
        int time = output.shape().extent(1), classes = output.shape().last(), n = 0, before = blank;
        int[] labels = new int[time];
        for (int t = 0; t < time; t++) {
            int best = output.tape().backend().kernels().elements().argMax(output.data(), (sample * time + t) * classes, classes);
            if (best != blank && best != before) labels[n++] = best;
            before = best;
        }
        return Arrays.copyOf(labels, n);
    }

    @Override public Tensor prediction(Tensor output) { return output.softmax(); }

    @Override public void requireSuits(Shape output, Schema.Target target) {
        if (target.kind() != Schema.Target.Kind.CLASS || target.shape().rank() != 1) throw Pairing.wrongTarget(this, "a sequence of classes as the target", target);
        if (output.rank() != 3 || output.last() != target.classes().size()) {
            throw new DataException("CTC: expected outputs [batch, time, " + target.classes().size() + "], one for each class with the blank among them, but the network gives " + output);
        }
    }

    @Override public String toString() { return "CTC"; }
}
