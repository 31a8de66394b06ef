package dev.lanewise.nn.dense;

import dev.lanewise.core.Progress;
import dev.lanewise.linalg.ConvergenceException;

/// Newton's method from zero on a convex objective: each step goes down, and the last ones, too small for the objective to show it, make the gradient smaller.
final class Newton {

    /// What a step promises to gain, relative to the objective, below which the objective can't show it: only the gradient does.
    private static final double UNSEEN = 1e-13;

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
        double first = largest(gradient), gain = Double.POSITIVE_INFINITY;
        for (int iteration = 1; iteration <= settings.iterations(); iteration++) {
            double share = largest(gradient) / first, before = gain;
            if (!(share > 0)) return theta;
            solver.solve(gradient, Math.min(0.1, Math.sqrt(share) / 10), step);
            gain = -LogisticObjective.dot(gradient, step);
            if (gain > UNSEEN * value) descend(step, gain);
            else if (gain > before / 2) return theta;          // rounding is all that is left
            else polish(step);
            requireDoubt();
            listener.onProgress(new Progress("Newton step " + iteration, iteration, 0, "steps", value));
        }
        if (gain <= UNSEEN * value) return theta;
        throw new ConvergenceException(settings + ": expected the optimum within " + settings.iterations() + " Newton steps, but the gradient is still "
                + (float) (largest(gradient) / first) + " of what it was. Allow more iterations, scale the features, or give a stronger penalty", settings.iterations(), largest(gradient));
    }

    private void polish(double[] step) {
        theta = moved(step, 1);
        value = objective.valueAt(theta, gradient);
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
