package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The mean of the gradients of several batches as the gradient of one step of another optimiser: one large batch in less memory.
///
/// Steps before the last of each group only add up; what is left over when the training ends is dropped. The schedule's factor is that of the last. A weight
/// that some of the batches don't reach counts there as having the gradient 0.
///
/// @param batches at least 1
public record Accumulated(Optimizer optimizer, int batches) implements Optimizer {

    public Accumulated { Checks.require(batches >= 1, "Accumulated", "batches ≥ 1", batches); }

    public static Accumulated of(Optimizer optimizer, int batches) { return new Accumulated(optimizer, batches); }

    @Override public Session start(List<Weight> weights, Backend backend) { return new Sums(optimizer.start(weights, backend), batches, Trainable.of(weights), backend); }

    @Override public Options describe() { return Optimizers.named("accumulated").with("inner", optimizer.describe()).with("batches", batches); }

    static Accumulated from(Options options) { return new Accumulated(Optimizers.inner(options), options.integer("batches", 1)); }

    private static final class Sums implements Wrapper {

        private final Session inner;
        private final int batches;
        private final List<Weight> weights;
        private final Backend backend;
        private final Memory sums;
        private final Memory reached;
        private final Map<float[], Integer> places = new IdentityHashMap<>();
        private long step;

        Sums(Session inner, int batches, List<Weight> weights, Backend backend) {
            this.inner = inner;
            this.batches = batches;
            this.weights = weights;
            this.backend = backend;
            this.sums = new Memory("accumulated", weights);
            this.reached = new Memory("reached", weights.stream().map(weight -> Weight.zeros(weight.name(), Shape.of(1))).toList());
            for (int i = 0; i < weights.size(); i++) places.put(weights.get(i).values(), i);
        }

        @Override public Session inner() { return inner; }

        @Override public void step(Gradients gradients, double rate) {
            boolean first = step % batches == 0;
            step++;
            for (int i = 0; i < weights.size(); i++) add(i, gradients.of(weights.get(i)), first);
            if (step % batches == 0) inner.step(this::mean, rate);
        }

        @Override public int calls() { return batches * inner.calls(); }

        private void add(int i, float[] gradient, boolean first) {
            float[] sum = sums.of(i);
            if (first) reached.of(i)[0] = 0;
            if (gradient.length == 0) return;
            backend.kernels().elements().axpby(1f / batches, gradient, 0, reached.of(i)[0], sum, 0, sum.length);
            reached.of(i)[0] = 1;
        }

        private float[] mean(Weight weight) {
            Integer i = places.get(weight.values());
            return i == null || reached.of(i)[0] == 0 ? new float[0] : sums.of(i);
        }

        @Override public State state() {
            State state = inner.state();
            Map<String, float[]> arrays = new LinkedHashMap<>(state.arrays());
            sums.save(arrays);
            reached.save(arrays);
            return new State(step, arrays);
        }

        @Override public void restore(State state) {
            inner.restore(new State(state.steps() / batches, state.arrays()));
            Memory.restore(List.of(sums, reached), state);
            step = state.steps();
        }
    }
}
