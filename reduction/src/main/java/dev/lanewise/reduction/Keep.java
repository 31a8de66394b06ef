package dev.lanewise.reduction;

/// How many axes to keep, given the variances along all of them in descending order.
public sealed interface Keep {

    /// The number of axes.
    int of(double[] variances);

    static Keep all() { return new All(); }

    static Keep count(int components) { return new Count(components); }

    static Keep variance(double share) { return new Variance(share); }

    /// Every axis.
    record All() implements Keep {

        @Override public int of(double[] variances) { return variances.length; }

        @Override public String toString() { return "components=all"; }
    }

    /// A fixed number of axes.
    record Count(int components) implements Keep {

        public Count {
            if (components < 1) throw new IllegalArgumentException("PCA: expected components ≥ 1, but got " + components);
        }

        @Override public int of(double[] variances) { return components; }

        @Override public String toString() { return "components=" + components; }
    }

    /// As few axes as hold this share of the variance.
    record Variance(double share) implements Keep {

        public Variance {
            if (!(share > 0 && share <= 1)) throw new IllegalArgumentException("PCA: expected a share of the variance in (0, 1], but got " + share);
        }

        @Override public int of(double[] variances) {
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
}
