package dev.lanewise.plots;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How much of the variance each axis holds, and the first ones together.
public final class Scree {

    private static final int FEW_AXES = 40;

    private Scree() { }

    /// The shares `λᵢ / Σλ` as bars or points, and their running sum as a curve.
    ///
    /// @param variances along all axes, the largest first
    public static Chart of(String title, double[] variances) {
        double[] share = shares(variances), number = IntStream.rangeClosed(1, share.length).asDoubleStream().toArray();
        boolean few = share.length <= FEW_AXES;
        var mark = few ? Series.Mark.LINE_AND_POINTS : Series.Mark.LINE;
        double[] cumulative = share.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        return Chart.of(title, "axis", "share of the variance", new Series("each axis", number, share, mark, 0),
                new Series("the first ones together", few ? number : fromZero(number), few ? cumulative : fromZero(cumulative), mark, 1));
    }

    private static double[] shares(double[] variances) {
        double total = Arrays.stream(variances).sum();
        return Arrays.stream(variances).map(variance -> total == 0 ? 0 : variance / total).toArray();
    }

    private static double[] fromZero(double[] values) { return DoubleStream.concat(DoubleStream.of(0), Arrays.stream(values)).toArray(); }

    /// The same with a line at the last axis that is kept, unless all are.
    ///
    /// @param kept the number of axes that are kept
    public static Chart of(String title, double[] variances, int kept) {
        if (kept < 1 || kept > variances.length) throw new IllegalArgumentException("Scree: expected 1 … " + variances.length + " axes that are kept, but got " + kept);
        Chart chart = of(title, variances);
        double share = Arrays.stream(shares(variances)).limit(kept).sum();
        String name = String.format(Locale.ROOT, "%,d %s: %.1f %%", kept, kept == 1 ? "axis" : "axes", 100 * share);
        return kept == variances.length ? chart : chart.with(new Series(name, new double[] {kept, kept, 1}, new double[] {0, share, share}, Series.Mark.DASHES, 8));
    }
}
