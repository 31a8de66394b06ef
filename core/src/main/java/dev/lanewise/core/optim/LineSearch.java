package dev.lanewise.core.optim;

import java.util.function.DoubleFunction;

/// Looks along a line for a point that satisfies the strong Wolfe conditions `f(a) ≤ f(0) + c₁ a f'(0)` and `|f'(a)| ≤ c₂ |f'(0)|` with `c₁ = 1e-4`, `c₂ = 0.9`:
/// first it goes on until the line bends up, then between two points by cubic interpolation.
///
/// @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal & Wright (2006), algorithms 3.5 and 3.6</a>
final class LineSearch {

    private static final double ENOUGH = 1e-4;
    private static final double FLAT = 0.9;
    private static final double FARTHEST = 1e20;

    /// A point on the line.
    ///
    /// @param at its distance in units of the direction
    record Point(double at, double value, double slope) {
        boolean isFinite() { return Double.isFinite(value) && Double.isFinite(slope); }
    }

    private final DoubleFunction<Point> line;
    private final Point start;
    private int left;
    private Point best;

    /// @param start the point 0, with a negative slope
    /// @param evaluations at most so many points
    LineSearch(DoubleFunction<Point> line, Point start, int evaluations) {
        this.line = line;
        this.start = start;
        this.left = evaluations;
        this.best = start;
    }

    /// The first point that was found to do, else the lowest one of those tried; the start if none was lower.
    Point from(double first) {
        Point before = start, now = evaluate(first);
        while (left > 0) {
            if (!now.isFinite() || isTooHigh(now) || before != start && now.value >= before.value) return between(before, now);
            if (isFlat(now)) return now;
            if (now.slope >= 0) return between(now, before);
            if (now.at * 2 > FARTHEST) return now;
            Point next = evaluate(now.at * 2);
            before = now;
            now = next;
        }
        return accepted(now);
    }

    private Point between(Point low, Point high) {
        while (left > 0 && Math.abs(high.at - low.at) > 1e-14 * Math.max(1, Math.abs(low.at))) {
            Point middle = evaluate(interpolate(low, high));
            if (!middle.isFinite() || isTooHigh(middle) || middle.value >= low.value) {
                high = middle;
            } else {
                if (isFlat(middle)) return middle;
                if (middle.slope * (high.at - low.at) >= 0) high = low;
                low = middle;
            }
        }
        return accepted(low);
    }

    /// The minimum of the cubic through both values and slopes, if that lies well between them; else the middle.
    private static double interpolate(Point a, Point b) {
        double width = b.at - a.at, middle = a.at + width / 2;
        if (!b.isFinite()) return a.at + width / 10;
        double d1 = a.slope + b.slope - 3 * (b.value - a.value) / width, root = d1 * d1 - a.slope * b.slope;
        if (!(root >= 0)) return middle;
        double d2 = Math.copySign(Math.sqrt(root), width), at = b.at - width * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
        double part = (at - a.at) / width;
        return part > 0.05 && part < 0.95 ? at : middle;
    }

    private boolean isTooHigh(Point point) { return point.value > start.value + ENOUGH * point.at * start.slope; }

    private boolean isFlat(Point point) { return Math.abs(point.slope) <= -FLAT * start.slope; }

    private Point accepted(Point point) { return point.isFinite() && point.value < best.value ? point : best; }

    private Point evaluate(double at) {
        left--;
        Point point = line.apply(at);
        if (point.isFinite() && point.value < best.value) best = point;
        return point;
    }
}
