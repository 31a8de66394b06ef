package dev.lanewise.core.data;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Generated sequences at whose end something must be known that stood far before: what networks are told apart by that remember and that don't.
///
/// Whoever has not learned to remember does best with a constant, whose loss is known: [#addingBaseline()] and [#copyingBaseline].
///
/// @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter & Schmidhuber (1997), experiment 4: adding</a>,
///      <a href="https://arxiv.org/abs/1511.06464">Arjovsky et al. (2016), §4.1: copying</a>
public final class MemoryTasks {

    private MemoryTasks() { }

    /// The adding problem: each step has a number in `[0, 1)` and a mark, which is 1 at one step of each half and 0 elsewhere; the target is the
    /// sum of the two marked numbers. Inputs `[length, 2]`, targets `[1]`.
    ///
    /// @param length at least 2
    public static TensorDataset adding(int samples, int length, Seed seed) {
        if (length < 2) throw new IllegalArgumentException("Adding: expected sequences of at least 2 steps, but got " + length);
        RandomStream random = seed.stream();
        float[] inputs = new float[samples * length * 2], sums = new float[samples];
        for (int sample = 0; sample < samples; sample++) {
            for (int step = 0; step < length; step++) inputs[(sample * length + step) * 2] = (float) random.nextDouble();
            int[] marked = {random.nextInt(length / 2), length / 2 + random.nextInt(length - length / 2)};
            for (int step : marked) {
                inputs[(sample * length + step) * 2 + 1] = 1;
                sums[sample] += inputs[(sample * length + step) * 2];
            }
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, length, 2), inputs)).target(Target.number("sum"), Tensor.of(Shape.of(samples, 1), sums));
    }

    /// The mean squared error of always saying 1: the variance of the sum of two uniform numbers.
    public static double addingBaseline() { return 1 / 6.0; }

    /// The copying problem: `memory` symbols of `symbols` kinds, then `gap` blanks, then a sign to begin, and blanks again while the symbols are to
    /// be said. Inputs are token ids `[gap + 2 · memory]`, 0 for a blank and `symbols + 1` for the sign; targets are classes of the same length.
    ///
    /// @param gap at least 1
    public static TensorDataset copying(int samples, int memory, int gap, int symbols, Seed seed) {
        if (memory < 1 || gap < 1 || symbols < 2) throw new IllegalArgumentException("Copying: expected memory and gap ≥ 1 and symbols ≥ 2, but got " + memory + ", " + gap + " and " + symbols);
        RandomStream random = seed.stream();
        int length = gap + 2 * memory;
        float[] inputs = new float[samples * length], targets = new float[samples * length];
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < memory; i++) inputs[sample * length + i] = targets[sample * length + memory + gap + i] = 1 + random.nextInt(symbols);
            inputs[sample * length + memory + gap - 1] = symbols + 1;
        }
        List<String> classes = IntStream.rangeClosed(0, symbols).mapToObj(i -> i == 0 ? "blank" : "symbol " + i).toList();
        Shape shape = Shape.of(samples, length);
        return TensorDataset.of(Tensor.of(shape, inputs)).target(Target.classes("symbol", classes), Tensor.of(shape, targets));
    }

    /// The cross-entropy per step of whoever knows when to speak but not what.
    public static double copyingBaseline(int memory, int gap, int symbols) { return memory * Math.log(symbols) / (gap + 2.0 * memory); }
}
