package dev.lanewise.nn.dense;

import dev.lanewise.core.Progress;
import dev.lanewise.linalg.ConvergenceException;

/// Newton's method from zero on a convex objective: each step goes down, the last one is too small to be seen.
final class Newton {

    /// What a step promises to gain, relative to the objective, below which it is the last one.
    private static final double ENOUGH = 1e-14;

    /// Losses a sample below which classes count as told apart without a doubt.
    private static final double CERTAIN = 1e-9;

    private final LogisticRegression settings;
    private final LogisticObjective objective;
    private final Progress.Listener listener;
    private final double[] gradient;
    private double[] theta;
    private double value;

    Newton(LogisticRegression settings, LogisticObjective objective, Progress.Listener listener) {
        this.settings = settings;
        this.objective = objective;
        this.listener = listener;
        this.theta = new double[objective.size()];
        this.gradient = new double[theta.length];
    }

    double[] minimum() {
        double[] step = new double[theta.length];
        ConjugateGradients solver = new ConjugateGradients(objective);
        value = objective.valueAt(theta, gradient);
        double first = largest(gradient);
        for (int iteration = 1; iteration <= settings.iterations(); iteration++) {
            double share = largest(gradient) / first;
            if (!(share > 0)) return theta;
            solver.solve(gradient, Math.clamp(share, 1e-12, 0.1), step);
            double gain = -LogisticObjective.dot(gradient, step);
            if (gain <= ENOUGH * value) return moved(step, 1);
            descend(step, gain);
            requireDoubt();
            listener.onProgress(new Progress("Newton step " + iteration, iteration, 0, "steps", value));
        }
        throw new ConvergenceException(settings + ": expected the optimum within " + settings.iterations() + " Newton steps, but the gradient is still "
                + (float) (largest(gradient) / first) + " of what it was. Allow more iterations, scale the features, or give a stronger penalty", settings.iterations(), largest(gradient));
    }

    /// Halves the step until it gains a ten-thousandth of what it promises (Armijo's rule).
    private void descend(double[] step, double gain) {
        for (double length = 1; length > 1e-10; length /= 2) {
            double[] next = moved(step, length);
            double there = objective.valueAt(next, gradient);
            if (!(there <= value - 1e-4 * length * gain)) continue;
            theta = next;
            value = there;
            return;
        }
        throw new ConvergenceException(settings + ": expected a step that goes down, but there is none. Scale the features, or look for extreme values in the data", 0, gain);
    }

    /// @throws ConvergenceException if weights could grow for ever
    private void requireDoubt() {
        if (!Double.isInfinite(settings.c()) || value > CERTAIN * objective.samples()) return;
        throw new ConvergenceException(settings + ": expected classes that overlap, but a hyperplane tells them apart, so that without a penalty larger weights are always better. Give a C", 0, value);
    }

    private double[] moved(double[] step, double length) {
        double[] next = theta.clone();
        for (int i = 0; i < next.length; i++) next[i] += length * step[i];
        return next;
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) largest = Math.max(largest, Math.abs(value));
        return largest;
    }
}
