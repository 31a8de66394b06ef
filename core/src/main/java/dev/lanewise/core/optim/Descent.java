package dev.lanewise.core.optim;

import dev.lanewise.core.internal.checks.Checks;
import java.util.HashMap;
import java.util.Map;

/// One way downhill with [LBFGS]: where it is, and how a step goes on from there.
final class Descent {

    private final Smooth function;
    private final LBFGS rule;
    private final Curvature curvature;
    private final boolean rounding;
    private double[] x;
    private double[] gradient;
    private double value;
    private int evaluations;

    Descent(Smooth function, double[] start, LBFGS rule) { this(function, start, rule, new Curvature(rule.history()), false); }

    /// @param rounding whether pairs are rounded to float32 before they are remembered
    Descent(Smooth function, double[] start, LBFGS rule, Curvature curvature, boolean rounding) {
        this.function = function;
        this.rule = rule;
        this.curvature = curvature;
        this.rounding = rounding;
        this.x = start;
        this.gradient = new double[start.length];
        this.value = evaluate(x, gradient);
        Checks.require(Double.isFinite(value) && Double.isFinite(gradientNorm()), "LBFGS", "a finite value and gradient at the start", value + " and " + gradientNorm());
    }

    double[] x() { return x; }

    double value() { return value; }

    int evaluations() { return evaluations; }

    double gradientNorm() {
        double norm = 0;
        for (double component : gradient) norm = Math.max(norm, Math.abs(component));
        return norm;
    }

    /// One step.
    ///
    /// @param rate the length that is tried first, in quasi-Newton steps
    /// @return false if nothing lower was found
    boolean iterate(double rate) {
        if (gradientNorm() == 0) return false;
        double[] direction = curvature.direction(gradient);
        double slope = Curvature.dot(gradient, direction);
        if (!(slope < 0)) {
            curvature.clear();
            direction = curvature.direction(gradient);
            slope = Curvature.dot(gradient, direction);
        }
        double first = curvature.isEmpty() ? Math.min(1, 1 / absolute(gradient)) * rate : rate;
        return search(direction, slope, first);
    }

    private boolean search(double[] direction, double slope, double first) {
        Map<Double, double[][]> tried = new HashMap<>();
        LineSearch.Point here = new LineSearch.Point(0, value, slope);
        LineSearch.Point found = new LineSearch(at -> point(at, direction, tried), here, rule.evaluations()).from(first);
        if (found.at() == 0) return false;
        double[][] there = tried.get(found.at());
        double[] step = difference(there[0], x), change = difference(there[1], gradient);
        if (rounding) curvature.add(widen(narrow(step)), widen(narrow(change)));
        else curvature.add(step, change);
        x = there[0];
        gradient = there[1];
        value = found.value();
        return true;
    }

    private LineSearch.Point point(double at, double[] direction, Map<Double, double[][]> tried) {
        double[] there = x.clone(), slopes = new double[x.length];
        Curvature.add(at, direction, there);
        double height = evaluate(there, slopes);
        tried.put(at, new double[][] {there, slopes});
        return new LineSearch.Point(at, height, Curvature.dot(slopes, direction));
    }

    private double evaluate(double[] at, double[] slopes) {
        evaluations++;
        return function.valueAndGradient(at, slopes);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        Curvature.add(-1, b, difference);
        return difference;
    }

    private static double absolute(double[] x) {
        double sum = 0;
        for (double component : x) sum += Math.abs(component);
        return sum;
    }

    static float[] narrow(double[] x) {
        float[] narrow = new float[x.length];
        for (int i = 0; i < narrow.length; i++) narrow[i] = (float) x[i];
        return narrow;
    }

    static double[] widen(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < wide.length; i++) wide[i] = x[i];
        return wide;
    }
}
