package dev.lanewise.reduction;

import java.util.Arrays;
import java.util.Locale;

/// How many axes to keep, given the variances along all of them in descending order.
public sealed interface Keep {

    /// The number of axes, at least 1.
    ///
    /// @param variances in descending order
    /// @param samples how many rows they were taken from
    int of(double[] variances, long samples);

    static Keep all() { return new All(); }

    static Keep count(int components) { return new Count(components); }

    static Keep variance(double share) { return new Variance(share); }

    /// Axes that hold more than the mean variance: more than 1 where features are standardized.
    ///
    /// @see <a href="https://doi.org/10.1177/001316446002000116">Kaiser: The application of electronic computers to factor analysis</a>
    static Keep kaiser() { return Rule.KAISER; }

    /// The first axes that hold more than the pieces of a stick of length 1 that was broken at random.
    ///
    /// @see <a href="https://doi.org/10.2307/1939574">Jackson: Stopping rules in principal components analysis</a>
    static Keep brokenStick() { return Rule.BROKEN_STICK; }

    /// The most probable number of axes of a probabilistic model.
    ///
    /// @see <a href="https://papers.nips.cc/paper/1853-automatic-choice-of-dimensionality-for-pca">Minka: Automatic choice of dimensionality for PCA</a>
    static Keep mle() { return Rule.MLE; }

    /// Every axis.
    record All() implements Keep {

        @Override public int of(double[] variances, long samples) { return variances.length; }

        @Override public String toString() { return "components=all"; }
    }

    /// A fixed number of axes.
    record Count(int components) implements Keep {

        public Count {
            if (components < 1) throw new IllegalArgumentException("PCA: expected components ≥ 1, but got " + components);
        }

        @Override public int of(double[] variances, long samples) { return components; }

        @Override public String toString() { return "components=" + components; }
    }

    /// As few axes as hold this share of the variance.
    record Variance(double share) implements Keep {

        public Variance {
            if (!(share > 0 && share <= 1)) throw new IllegalArgumentException("PCA: expected a share of the variance in (0, 1], but got " + share);
        }

        @Override public int of(double[] variances, long samples) {
            double total = 0, sum = 0;
            for (double variance : variances) total += variance;
            for (int k = 0; k < variances.length; k++) {
                sum += variances[k];
                if (sum >= share * total) return k + 1;
            }
            return variances.length;
        }

        @Override public String toString() { return "variance=" + share; }
    }

    /// What the variances themselves say.
    enum Rule implements Keep {

        KAISER {
            @Override public int of(double[] variances, long samples) {
                double mean = Arrays.stream(variances).average().orElse(0);
                return Math.max(1, (int) Arrays.stream(variances).takeWhile(variance -> variance > mean).count());
            }
        },

        BROKEN_STICK {
            @Override public int of(double[] variances, long samples) {
                double total = Arrays.stream(variances).sum(), piece = 0;
                double[] pieces = new double[variances.length];
                for (int i = variances.length; i >= 1; i--) pieces[i - 1] = piece += 1.0 / i / variances.length;
                int k = 0;
                while (k < pieces.length && variances[k] > pieces[k] * total) k++;
                return Math.max(1, k);
            }
        },

        MLE {
            @Override public int of(double[] variances, long samples) { return Evidence.mostProbable(variances, samples); }
        };

        @Override public String toString() { return "keep=" + name().toLowerCase(Locale.ROOT).replace('_', '-'); }
    }
}
