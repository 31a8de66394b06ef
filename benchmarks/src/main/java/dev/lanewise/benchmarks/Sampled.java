package dev.lanewise.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// A time in nanoseconds, as the median of medians with the smallest and the largest of them.
record Sampled(double median, double least, double most) {

    /// @param nanos at least one
    static Sampled of(double... nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return new Sampled((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }

    /// `12.3 µs [12.1–12.9]`
    @Override
    public String toString() {
        double unit = median < 1e3 ? 1 : median < 1e6 ? 1e3 : median < 1e9 ? 1e6 : 1e9;
        String name = unit == 1 ? "ns" : unit == 1e3 ? "µs" : unit == 1e6 ? "ms" : "s";
        return digits(median / unit) + " " + name + " [" + digits(least / unit) + "–" + digits(most / unit) + "]";
    }

    /// Three significant digits, without an exponent.
    static String digits(double number) {
        double size = Math.abs(number);
        return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", number);
    }
}
