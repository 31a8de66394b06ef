package dev.lanewise.plots;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Points of a [Chart] that belong together.
///
/// @param name what the legend calls it; empty to leave it out there
/// @param x `[n]`
/// @param y `[n]`
/// @param mark how it is drawn
/// @param color a number: series of the same class share it
public record Series(String name, double[] x, double[] y, Mark mark, int color) {

    /// How a series is drawn.
    public enum Mark { LINE, DASHES, POINTS, LINE_AND_POINTS, BARS }

    /// @throws IllegalArgumentException unless there are as many x as y
    public Series {
        if (x.length != y.length) throw new IllegalArgumentException("Series '" + name + "': expected as many x as y, but got " + x.length + " and " + y.length);
        x = x.clone();
        y = y.clone();
    }

    public static Series line(String name, double[] x, double[] y) { return new Series(name, x, y, Mark.LINE, 0); }

    /// A line over 1, 2, 3, …
    public static Series line(String name, double[] y) { return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y); }

    public static Series points(String name, double[] x, double[] y) { return new Series(name, x, y, Mark.POINTS, 0); }

    public Series mark(Mark mark) { return new Series(name, x, y, mark, color); }

    public Series color(int color) { return new Series(name, x, y, mark, color); }

    @Override public double[] x() { return x.clone(); }

    @Override public double[] y() { return y.clone(); }

    @Override public boolean equals(Object other) {
        return other instanceof Series that && name.equals(that.name) && Arrays.equals(x, that.x) && Arrays.equals(y, that.y) && mark == that.mark && color == that.color;
    }

    @Override public int hashCode() { return Arrays.hashCode(x) * 31 + Arrays.hashCode(y); }

    /// `Series(loss, 10 points, LINE)`
    @Override public String toString() { return "Series(" + name + ", " + x.length + " points, " + mark + ")"; }
}
