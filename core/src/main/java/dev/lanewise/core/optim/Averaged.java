package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Means of the weights over the steps of another optimiser, which are what is left in them at the end.
///
/// - Exponential (EMA): `a = decay · a + (1 − decay) · w` after each step; after the first one `a = w`.
/// - Equal (SWA): the mean of the weights after step `from` and after every `every`-th step from there on; before, the weights themselves are used.
///
/// Where several batches make a step ([Accumulated]), inside or outside of this, only steps count.
///
/// [Session#swap] puts the means in place for a validation. Only trainable weights are averaged: running means of a batch norm belong to the weights that
/// training went through, not to their means, so run a few batches through the averaged network in training mode before such a network is used.
///
/// @param decay of the exponential mean in `[0, 1)`; 0 for equal shares
/// @param from the first step in an equal mean, counted from 1
/// @param every at least 1
/// @see <a href="https://doi.org/10.1137/0330046">Polyak & Juditsky (1992)</a>
/// @see <a href="https://arxiv.org/abs/1803.05407">Izmailov et al. (2018), for SWA</a>
public record Averaged(Optimizer optimizer, double decay, long from, long every) implements Optimizer {

    public Averaged {
        Checks.decay("Averaged", "a decay", decay);
        Checks.require(from >= 1, "Averaged", "a first step ≥ 1", from);
        Checks.require(every >= 1, "Averaged", "a step of at least 1", every);
    }

    /// The exponential mean.
    public static Averaged exponential(Optimizer optimizer, double decay) { return new Averaged(optimizer, decay, 1, 1); }

    /// The equal mean of the weights after step `from` and after each `every`-th step from there on.
    public static Averaged equal(Optimizer optimizer, long from, long every) { return new Averaged(optimizer, 0, from, every); }

    @Override public Session start(List<Weight> weights, Backend backend) { return new Means(this, optimizer.start(weights, backend), Trainable.of(weights), backend); }

    /// The share of the weights after this step in the mean; 1 begins it, 0 leaves it.
    private double share(long step) {
        if (step < from || (step - from) % every != 0) return 0;
        long earlier = (step - from) / every;
        return decay > 0 && earlier > 0 ? 1 - decay : 1.0 / (earlier + 1);
    }

    @Override public Options describe() {
        return Optimizers.named("averaged").with("inner", optimizer.describe()).with("decay", decay).with("from", from).with("every", every);
    }

    static Averaged from(Options options) {
        return new Averaged(Optimizers.inner(options), options.number("decay", 0), options.longInteger("from", 1), options.longInteger("every", 1));
    }

    private static final class Means implements Wrapper {

        private final Averaged averaged;
        private final Session inner;
        private final List<Weight> weights;
        private final Backend backend;
        private final Memory means;
        private long calls;

        Means(Averaged averaged, Session inner, List<Weight> weights, Backend backend) {
            this.averaged = averaged;
            this.inner = inner;
            this.weights = weights;
            this.backend = backend;
            this.means = new Memory("mean", weights);
        }

        @Override public Session inner() { return inner; }

        @Override public void step(Gradients gradients, double rate) {
            inner.step(gradients, rate);
            average();
        }

        @Override public double step(Objective objective, double rate) {
            double value = inner.step(objective, rate);
            average();
            return value;
        }

        private void average() {
            double share = ++calls % inner.calls() == 0 ? averaged.share(calls / inner.calls()) : 0;
            if (share == 0) return;
            for (int i = 0; i < weights.size(); i++) {
                float[] mean = means.of(i);
                backend.kernels().elements().axpby((float) share, weights.get(i).values(), 0, (float) (1 - share), mean, 0, mean.length);
            }
        }

        @Override public void swap() {
            if (calls / inner.calls() < averaged.from) return;
            for (int i = 0; i < weights.size(); i++) exchange(weights.get(i).values(), means.of(i));
        }

        private static void exchange(float[] weight, float[] mean) {
            for (int i = 0; i < mean.length; i++) {
                float value = weight[i];
                weight[i] = mean[i];
                mean[i] = value;
            }
        }

        @Override public void finish() {
            inner.finish();
            swap();
        }

        @Override public State state() {
            Map<String, float[]> arrays = new LinkedHashMap<>(inner.state().arrays());
            means.save(arrays);
            return new State(calls, arrays);
        }

        @Override public void restore(State state) {
            inner.restore(state);
            means.restore(state.arrays());
            calls = state.steps();
        }
    }
}
