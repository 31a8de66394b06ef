package dev.lanewise.nn.dense;

import dev.lanewise.core.Seed;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whether a perceptron in a fixed order of samples goes round in circles, and whether that proves something.
///
/// A circle adds up changes to nothing: `Σ λᵢ (yᵢ − ŷᵢ)(xᵢ, 1) = 0` with `λᵢ`, the number of mistakes at sample i, not all 0. A hyperplane that tells the
/// classes apart would give the left side a positive product with its weights, so there is none (Gordan's theorem). The sum is taken without rounding.
final class Recurrence {

    private final PerceptronRule rule;
    private final Samples samples;
    private final int[] labels;
    private final double rate;
    private final Map<Mistake, Integer> mistakes = new LinkedHashMap<>();

    /// A wrong answer to a sample.
    private record Mistake(int row, int got) { }

    Recurrence(PerceptronRule rule, Samples samples, int[] labels, double rate) {
        this.rule = rule;
        this.samples = samples;
        this.labels = labels;
        this.rate = rate;
    }

    /// A number that equal weights share.
    static long hash(double[] w) {
        long hash = w.length;
        for (double value : w) hash = Seed.mix(hash * 31 + Double.doubleToLongBits(value + 0.0));      // −0 is 0
        return hash;
    }

    /// Whether so many epochs lead from these weights back to them. It goes the way once more and notes the mistakes.
    boolean returns(double[] from, int epochs) {
        mistakes.clear();
        double[] w = from.clone(), x = new double[samples.features()];
        for (int visit = 0; visit < epochs * labels.length; visit++) {
            int row = visit % labels.length;
            samples.read(row, x);
            int wanted = rule.wanted(labels[row]), got = rule.answer(w, x);
            if (wanted == got) continue;
            mistakes.merge(new Mistake(row, got), 1, Integer::sum);
            rule.change(w, x, wanted, got, rate);
        }
        for (int i = 0; i < w.length; i++) if (w[i] != from[i]) return false;
        return true;
    }

    /// Whether the changes of the way round add up to zero exactly.
    boolean isExact() {
        BigDecimal[] sum = new BigDecimal[rule.rows() * (samples.features() + 1)];
        Arrays.fill(sum, BigDecimal.ZERO);
        double[] x = new double[samples.features()], change = new double[sum.length];
        mistakes.forEach((mistake, times) -> {
            samples.read(mistake.row(), x);
            Arrays.fill(change, 0);
            rule.change(change, x, rule.wanted(labels[mistake.row()]), mistake.got(), 1);
            for (int i = 0; i < sum.length; i++) if (change[i] != 0) sum[i] = sum[i].add(new BigDecimal(change[i]).multiply(BigDecimal.valueOf(times)));
        });
        return Arrays.stream(sum).allMatch(component -> component.signum() == 0);
    }
}
