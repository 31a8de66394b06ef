package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// The eigenvalues of `diag(d) + ρ z zᵀ` with `d₀ < d₁ < …`, `ρ > 0` and no zero in z: the roots of
///
/// `F(λ) = 1/ρ + Σ zᵢ² / (dᵢ − λ)`
///
/// Root j lies between `dⱼ` and `dⱼ₊₁`, the last one within `ρ |z|²` above the last `d`. It is searched for as a distance from the nearer
/// pole, so that the differences `dᵢ − λⱼ`, of which the eigenvectors are made, keep all their digits.
///
/// For singular values poles and roots are squares, `dᵢ²` and `ωⱼ²`; their differences come from `(dᵢ − dⱼ) (dᵢ + dⱼ)`, for the same reason.
///
/// @see <a href="https://www.netlib.org/lapack/lawnspdf/lawn89.pdf">Li (1993): Solving secular equations stably and efficiently</a>
final class SecularEquation {

    private static final double EPSILON = 0x1p-53;
    private static final int LIMIT = 400;
    private static final int PATIENCE = 40;

    private final int size;
    private final double[] d;
    private final double[] squares;
    private final double inverseRho;
    private final double rho;
    private final boolean ofSquares;
    private final DoubleKernels kernels;

    /// For eigenvalues.
    SecularEquation(double[] d, double[] z, double rho, DoubleKernels kernels) {
        this(d, z, rho, false, kernels);
    }

    /// For the singular values of a matrix with z in its first row and d on the diagonal, `d₀ = 0`.
    static SecularEquation ofSingularValues(double[] d, double[] z, DoubleKernels kernels) {
        return new SecularEquation(d, z, 1, true, kernels);
    }

    private SecularEquation(double[] d, double[] z, double rho, boolean ofSquares, DoubleKernels kernels) {
        this.ofSquares = ofSquares;
        this.kernels = kernels;
        this.size = d.length;
        this.d = d;
        this.squares = new double[size];
        this.rho = rho;
        this.inverseRho = 1 / rho;
        for (int i = 0; i < size; i++) squares[i] = z[i] * z[i];
    }

    /// The distance of pole i from pole j.
    double gap(int i, int j) {
        return ofSquares ? (d[i] - d[j]) * (d[i] + d[j]) : d[i] - d[j];
    }

    /// Root j; `differences[from + i]` becomes `dᵢ − λⱼ`. For singular values it is ωⱼ, and the differences are `dᵢ² − ωⱼ²`.
    double root(int j, double[] differences, int from) {
        var search = new Search(j, differences, from);
        double distance = search.run();
        double pole = d[search.origin];
        return ofSquares ? pole + distance / (pole + Math.sqrt(pole * pole + distance)) : pole + distance;
    }

    /// The search for one root.
    private final class Search {

        private final int j;
        private final double[] delta;
        private final int from;
        private final int left;
        private final double[] sums = new double[4];
        private int origin;
        private double low;
        private double high;
        private double value;
        private double slope;
        private double leftSlope;
        private double rightSlope;
        private double magnitude;

        Search(int j, double[] delta, int from) {
            this.j = j;
            this.delta = delta;
            this.from = from;
            this.left = Math.min(j, size - 2);
        }

        double run() {
            double distance = start();
            for (int i = 0; i < LIMIT; i++) {
                evaluate(distance);
                if (Math.abs(value) <= EPSILON * (8 * magnitude + 2 * inverseRho + Math.abs(distance) * slope)) return distance;
                if (value < 0) low = distance;
                else high = distance;
                double next = i < PATIENCE ? distance + step() : Double.NaN;
                if (!(next > low && next < high)) next = low + 0.5 * (high - low);
                if (next == distance || next == low || next == high) return distance;
                distance = next;
            }
            throw new ConvergenceException((ofSquares ? "SVD" : "SymmetricEigen") + ": expected root " + j + " of " + size + " of a secular equation to be found in "
                    + LIMIT + " steps, but " + value + " is left", LIMIT, Math.abs(value));
        }

        /// Finds the nearer pole and a bracket; returns where to begin.
        private double start() {
            origin = j;
            if (size == 1 || j == size - 1) {
                double reach = 0;
                for (int i = 0; i < size; i++) reach += squares[i];
                low = 0;
                high = rho * reach * (1 + 4 * size * EPSILON);
                return size == 1 ? rho * reach : 0.5 * high;
            }
            double middle = 0.5 * gap(j + 1, j);
            evaluate(middle);
            boolean nearLeft = value >= 0;
            double rest = value - squares[j] / delta[from + j] - squares[j + 1] / delta[from + j + 1];
            if (!nearLeft) origin = j + 1;
            low = nearLeft ? 0 : -middle;
            high = nearLeft ? middle : 0;
            double guess = guess(nearLeft, rest, 2 * middle);
            return guess > low && guess < high ? guess : 0.5 * (low + high);
        }

        /// The root if all poles but the two neighbours were constant.
        private double guess(boolean nearLeft, double rest, double gap) {
            double sum = squares[j] + squares[j + 1];
            if (nearLeft) {
                double a = rest * gap + sum;
                double b = squares[j] * gap;
                double root = Math.sqrt(Math.abs(a * a - 4 * b * rest));
                return a > 0 ? 2 * b / (a + root) : (a - root) / (2 * rest);
            }
            double a = rest * gap - sum;
            double b = squares[j + 1] * gap;
            double root = Math.sqrt(Math.abs(a * a + 4 * b * rest));
            return a < 0 ? 2 * b / (a - root) : -(a + root) / (2 * rest);
        }

        /// F and its derivative at a distance from the origin; leaves the differences in `delta`.
        private void evaluate(double distance) {
            int middle = left + 1;
            kernels.poles(middle, ofSquares, d, squares, 0, d[origin], distance, delta, from, sums, 0);
            kernels.poles(size - middle, ofSquares, d, squares, middle, d[origin], distance, delta, from + middle, sums, 2);
            double below = sums[0];
            double above = sums[2];
            value = inverseRho + below + above;
            leftSlope = sums[1];
            rightSlope = sums[3];
            slope = leftSlope + rightSlope;
            magnitude = Math.abs(below) + Math.abs(above);
        }

        /// The step to the root of a rational function with the two neighbouring poles and the same value and slope.
        private double step() {
            if (size == 1) return -value / slope;
            double d1 = delta[from + left];
            double d2 = delta[from + left + 1];
            double c;
            if (j == size - 1) {
                c = Math.abs(value - d1 * leftSlope - d2 * rightSlope);
            } else if (origin == j) {
                c = value - d2 * slope - gap(j, j + 1) * squares[j] / (d1 * d1);
            } else {
                c = value - d1 * slope - gap(j + 1, j) * squares[j + 1] / (d2 * d2);
            }
            double a = (d1 + d2) * value - d1 * d2 * slope;
            double b = d1 * d2 * value;
            double root = Math.sqrt(Math.abs(a * a - 4 * b * c));
            double step;
            if (j == size - 1) step = a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root);
            else step = a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
            return value * step < 0 ? step : -value / slope;
        }
    }
}
