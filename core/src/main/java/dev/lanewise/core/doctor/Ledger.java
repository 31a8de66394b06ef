package dev.lanewise.core.doctor;

import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Keeps the books of one weight: which entries had a gradient, and how far the optimiser moved it.
final class Ledger {

    /// As few entries are looked at in every step; of more, only in some.
    private static final int FEW = 4096;
    private static final int MANY_STEPS = 64;
    private static final int STRIDE = 16;

    private final Weight weight;
    private final Part part;
    private final ElementKernels kernels;
    private final List<Double> updates = new ArrayList<>();
    private int[] unlearned;
    private long steps;
    private float[] before = {};

    Ledger(Weight weight, Part part, ElementKernels kernels) {
        this.weight = weight;
        this.part = part;
        this.kernels = kernels;
        this.unlearned = java.util.stream.IntStream.range(0, weight.shape().size()).toArray();
    }

    Weight weight() { return weight; }

    /// Whether the gradient is finite as far as its first row tells: what is not finite behind a product spoils its column from top to
    /// bottom, so that looking at more in every step would only cost time.
    boolean isFinite(Optimizer.Gradients gradients) {
        float[] gradient = gradients.of(weight);
        int n = weight.shape().rank() < 2 ? weight.shape().size() : weight.shape().last();
        for (int i = 0; i < Math.min(n, gradient.length); i++) if (!Float.isFinite(gradient[i])) return false;
        return true;
    }

    /// Strikes the entries that have a gradient.
    void strike(long step, Optimizer.Gradients gradients) {
        if (unlearned.length == 0 || unlearned.length > FEW && step > MANY_STEPS && step % STRIDE != 0) return;
        steps++;
        float[] gradient = gradients.of(weight);
        if (gradient.length == 0) return;
        int left = 0;
        for (int entry : unlearned) if (gradient[entry] == 0) unlearned[left++] = entry;
        if (left < unlearned.length) unlearned = Arrays.copyOf(unlearned, left);
    }

    void remember() {
        int n = weight.shape().size();
        if (before.length < n) before = new float[n];
        System.arraycopy(weight.values(), 0, before, 0, n);
    }

    /// Measures the update since [#remember].
    void measure() {
        int n = weight.shape().size();
        double length = Math.sqrt(kernels.sumOfSquares(before, 0, n));
        kernels.axpby(1, weight.values(), 0, -1, before, 0, n);
        if (length > 0) updates.add(Math.sqrt(kernels.sumOfSquares(before, 0, n)) / length);
    }

    WeightCourse course() { return new WeightCourse(weight, part, unlearned, steps, updates); }
}
