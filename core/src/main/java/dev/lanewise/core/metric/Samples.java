package dev.lanewise.core.metric;

import dev.lanewise.core.DataException;

/// What single predictions say, and checks of them.
final class Samples {

    /// How far the probabilities of a sample may be from adding up to 1: float32 sums of many classes are not exact.
    private static final double SLACK = 1e-3;

    private Samples() { }

    /// @param sample its number, for the message
    static void requireWeight(String owner, long sample, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) throw new DataException(owner + ": expected weights ≥ 0, but sample " + sample + " has " + weight);
    }

    static void requireFinite(String owner, long sample, double... said) {
        for (int j = 0; j < said.length; j++) {
            if (Double.isFinite(said[j])) continue;
            throw new DataException(owner + ": expected finite predictions, but sample " + sample + " has " + said[j] + (said.length == 1 ? "" : " for class " + j));
        }
    }

    /// @param classes as many as there are, or 0 if each prediction says by its width how many
    static void requireClass(String owner, long sample, double[] said, double truth, int classes) {
        int known = classes == 0 ? Math.max(2, said.length) : classes;
        if (said.length != known && !(said.length == 1 && known == 2)) {
            throw new DataException(owner + ": expected a number for each of the " + known + " classes, but sample " + sample + " has " + said.length);
        }
        if (!(truth >= 0 && truth < known) || truth != (int) truth) {
            throw new DataException(owner + ": expected classes in 0 … " + (known - 1) + ", but sample " + sample + " has " + truth);
        }
    }

    static void requireProbabilities(String owner, long sample, double... said) {
        double sum = 0;
        for (double p : said) {
            if (!(p >= 0 && p <= 1)) throw new DataException(owner + ": expected probabilities in 0 … 1, but sample " + sample + " has " + p);
            sum += p;
        }
        if (said.length > 1 && Math.abs(sum - 1) > SLACK) {
            throw new DataException(owner + ": expected probabilities that add up to 1, but those of sample " + sample + " add up to " + sum);
        }
    }

    /// The other accumulator, if it is of the same kind.
    static <A> A same(A one, Object other) {
        if (one.getClass() != other.getClass()) {
            throw new IllegalArgumentException("Metric: expected accumulators of one metric, but got " + one.getClass().getSimpleName() + " and " + other.getClass().getSimpleName());
        }
        @SuppressWarnings("unchecked") A same = (A) other;
        return same;
    }

    /// The first most probable class, or by one probability of at least the threshold class 1 of two.
    static int best(double[] said, double threshold) {
        if (said.length == 1) return said[0] >= threshold ? 1 : 0;
        int best = 0;
        for (int j = 1; j < said.length; j++) if (said[j] > said[best]) best = j;
        return best;
    }

    /// How many classes come before this one.
    static int rank(double[] said, int of) {
        if (said.length == 1) return best(said, 0.5) == of ? 0 : 1;
        int before = 0;
        for (int j = 0; j < said.length; j++) if (said[j] > said[of] || said[j] == said[of] && j < of) before++;
        return before;
    }

    static double probability(double[] said, int of) { return said.length > 1 ? said[of] : of == 1 ? said[0] : 1 - said[0]; }

    static double brier(double[] said, double truth) {
        if (said.length == 1) return (said[0] - truth) * (said[0] - truth);
        double sum = 0;
        for (int j = 0; j < said.length; j++) {
            double error = said[j] - (j == (int) truth ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }

    /// The probability of the most probable class.
    static double confidence(double[] said, double truth) { return probability(said, best(said, 0.5)); }

    static double isRight(double[] said, double truth) { return best(said, 0.5) == (int) truth ? 1 : 0; }
}
