package dev.lanewise.core.metric;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// Whether things come as often as their probabilities say.
///
/// @param bins equal parts of 0 … 1, those without samples left out
/// @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017)</a>
public record Calibration(List<Bin> bins) {

    /// The samples whose probability is in `(from, to]`, of the first bin in `[0, to]`.
    ///
    /// @param weight how much they count
    /// @param probability the mean of their probabilities
    /// @param frequency how often it came
    public record Bin(double from, double to, double weight, double probability, double frequency) {

        public double gap() { return Math.abs(probability - frequency); }
    }

    public Calibration {
        bins = ImmutableList.copyOf(bins);
    }

    /// The expected calibration error: the mean gap, each bin counting as much as its samples; NaN without samples.
    public double expectedError() {
        double sum = 0, weights = 0;
        for (Bin bin : bins) {
            sum += bin.weight() * bin.gap();
            weights += bin.weight();
        }
        return sum / weights;
    }

    /// The largest gap.
    public double maximumError() { return bins.stream().mapToDouble(Bin::gap).max().orElse(Double.NaN); }
}
