package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// Reflections `H = I − τ v vᵀ` with `v₀ = 1` that map a vector to a multiple of the first axis.
///
/// @see <a href="https://doi.org/10.56021/9781421407944">Golub & Van Loan: Matrix computations, section 5.1</a>
final class Householder {

    private static final double SAFE_SQUARES = 1e-280;
    private static final double VANISHING = 1e-290;

    private Householder() {
    }

    /// Replaces `x[from … from + n)` by `β, v₁, v₂ …` with `H x = (β, 0, 0, …)` and returns τ; 0 where x is like that already.
    ///
    /// The matrix was scaled to elements of magnitude 1, so that nothing overflows and tails below 1e-290 count as zeros.
    static double reflect(double[] x, int from, int n, DoubleKernels kernels) {
        if (n <= 1) return 0;
        double first = x[from];
        double rest = tailNorm(x, from + 1, n - 1, kernels);
        if (rest == 0) return 0;
        double beta = -Math.copySign(Math.hypot(first, rest), first);
        kernels.scale(1 / (first - beta), x, from + 1, n - 1);
        x[from] = beta;
        return (beta - first) / beta;
    }

    private static double tailNorm(double[] x, int from, int n, DoubleKernels kernels) {
        double squares = kernels.dot(x, from, x, from, n);
        if (squares > SAFE_SQUARES) return Math.sqrt(squares);
        double max = kernels.maxAbs(x, from, n);
        if (max < VANISHING) {
            java.util.Arrays.fill(x, from, from + n, 0);
            return 0;
        }
        double sum = 0;
        for (int i = from; i < from + n; i++) sum += x[i] / max * (x[i] / max);
        return max * Math.sqrt(sum);
    }
}
