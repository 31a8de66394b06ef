package dev.lanewise.plots;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How much of the variance each axis holds, and the first ones together.
public final class Scree {

    private static final int FEW_AXES = 40;

    private Scree() { }

    /// The shares `λᵢ / Σλ` as bars or points, and their running sum as a curve.
    ///
    /// @param variances along all axes, the largest first
    public static Chart of(String title, double[] variances) {
        double total = Arrays.stream(variances).sum();
        double[] share = Arrays.stream(variances).map(variance -> total == 0 ? 0 : variance / total).toArray(), cumulative = share.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        double[] number = IntStream.rangeClosed(1, share.length).asDoubleStream().toArray();
        var mark = share.length <= FEW_AXES ? Series.Mark.LINE_AND_POINTS : Series.Mark.LINE;
        return Chart.of(title, "axis", "share of the variance", new Series("each axis", number, share, mark, 0), new Series("the first ones together", number, cumulative, mark, 1));
    }
}
