package dev.lanewise.nn.dense;

import java.util.Arrays;

/// Conjugate gradients for a Newton step, preconditioned by the Hessian's diagonal.
final class ConjugateGradients {

    private final LogisticObjective objective;
    private final double[] residual;
    private final double[] direction;
    private final double[] product;
    private final double[] diagonal;

    ConjugateGradients(LogisticObjective objective) {
        this.objective = objective;
        this.residual = new double[objective.size()];
        this.direction = new double[objective.size()];
        this.product = new double[objective.size()];
        this.diagonal = new double[objective.size()];
    }

    /// Solves `H step = −gradient` until the residual is `tolerance` of the gradient. H is the Hessian where the objective was asked last.
    void solve(double[] gradient, double tolerance, double[] step) {
        objective.hessianDiagonal(diagonal);
        Arrays.fill(step, 0);
        for (int i = 0; i < step.length; i++) {
            residual[i] = -gradient[i];
            direction[i] = residual[i] / diagonal[i];
        }
        double squares = LogisticObjective.dot(residual, direction), goal = squares * tolerance * tolerance;
        for (int iteration = 0; iteration < Math.max(100, 3 * step.length) && squares > goal; iteration++) {
            objective.hessianTimes(direction, product);
            double curvature = LogisticObjective.dot(direction, product);
            if (!(curvature > 0)) return;                      // flat within rounding: what is there so far goes down
            double length = squares / curvature, next = 0;
            for (int i = 0; i < step.length; i++) {
                step[i] += length * direction[i];
                residual[i] -= length * product[i];
                next += residual[i] * (residual[i] / diagonal[i]);
            }
            for (int i = 0; i < step.length; i++) direction[i] = residual[i] / diagonal[i] + next / squares * direction[i];
            squares = next;
        }
    }
}
