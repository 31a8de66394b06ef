package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;
import java.util.List;

/// A step size for each number that grows by 1.2 while its gradient keeps its sign and is halved when it changes it, in which case
/// the number waits a step: `w −= size · sign(g)`. For whole data sets, not for batches. PyTorch's form and constants.
///
/// @param learningRate the first size; the sizes stay between 1e-6 and 50
/// @see <a href="https://doi.org/10.1109/ICNN.1993.298623">Riedmiller & Braun (1993)</a>
public record Rprop(double learningRate) implements ElementRule {

    private static final double GROW = 1.2;
    private static final double SHRINK = 0.5;
    private static final double SMALLEST = 1e-6;
    private static final double LARGEST = 50;

    public Rprop { Checks.aboveZero("Rprop", "a learning rate", learningRate); }

    public static Rprop of(double learningRate) { return new Rprop(learningRate); }

    @Override public List<String> memories() { return List.of("before", "size"); }

    @Override public float initially(String memory) { return memory.equals("size") ? (float) learningRate : 0; }

    /// A schedule's factor scales the steps, not what is remembered of their sizes.
    @Override public Update update(long step, double rate) {
        double factor = rate / learningRate;
        return (_, w, g, memories, from, n, decayed) -> {
            float[] before = memories.get(0), sizes = memories.get(1);
            for (int i = from; i < from + n; i++) {
                double agreement = Math.signum(g[i]) * Math.signum(before[i]);
                double size = Math.clamp(sizes[i] * (agreement > 0 ? GROW : agreement < 0 ? SHRINK : 1), SMALLEST, LARGEST);
                float gradient = agreement < 0 ? 0 : g[i];
                sizes[i] = (float) size;
                before[i] = gradient;
                w[i] = (float) (w[i] - (double) decayed * w[i] - factor * size * Math.signum(gradient));
            }
        };
    }

    @Override public Options describe() { return Optimizers.describe("rprop", this); }

    static Rprop from(Options options) { return new Rprop(options.number("learningRate", 0.01)); }
}
