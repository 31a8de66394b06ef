package dev.lanewise.core.series;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.model.Estimator;
import java.util.Collections;
import java.util.List;

/// How a forecaster says between which numbers the truth will probably be.
public sealed interface Interval {

    /// The share of truths that should lie inside; 0 for no interval.
    double level();

    /// Everything that has to learn, the one that says the middle first.
    List<Estimator> estimators(Estimator middle);

    /// No interval.
    record None() implements Interval {

        @Override public double level() { return 0; }

        @Override public List<Estimator> estimators(Estimator middle) { return List.of(middle); }
    }

    /// Several networks that differ in their seeds say the mean; around it stands what they disagree about and what their mean left unexplained of the series they learned from:
    /// `mean ± z · √(variance of the networks + mean squared residual)`, with z of the normal distribution. Beyond the horizon the residual's part grows with the number of horizons.
    ///
    /// Too narrow where the networks fit the series they learned from better than others.
    ///
    /// @param members at least 2
    /// @param level in (0, 1)
    /// @see <a href="https://arxiv.org/abs/1612.01474">Lakshminarayanan et al.: Simple and scalable predictive uncertainty estimation using deep ensembles (2017)</a>
    record Ensemble(int members, double level) implements Interval {

        public Ensemble {
            if (members < 2) throw new IllegalArgumentException("Interval: expected at least 2 members of an ensemble, but got " + members);
            requireLevel(level);
        }

        @Override public List<Estimator> estimators(Estimator middle) { return Collections.nCopies(members, middle); }
    }

    /// Two more networks say the quantiles `(1 − level)/2` and `(1 + level)/2`, trained on the [pinball loss][dev.lanewise.core.loss.Quantile] of these. Up to the horizon only.
    ///
    /// @param level in (0, 1)
    /// @param bounds the lower one and the upper one
    record Quantiles(double level, List<Estimator> bounds) implements Interval {

        public Quantiles {
            requireLevel(level);
            bounds = List.copyOf(bounds);
            if (bounds.size() != 2) throw new IllegalArgumentException("Interval: expected a lower and an upper bound, but got " + bounds.size() + " estimators");
        }

        @Override public List<Estimator> estimators(Estimator middle) { return ImmutableList.<Estimator>builder().add(middle).addAll(bounds).build(); }
    }

    static Interval none() { return new None(); }

    private static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) throw new IllegalArgumentException("Interval: expected a level in (0, 1), but got " + level);
    }
}
