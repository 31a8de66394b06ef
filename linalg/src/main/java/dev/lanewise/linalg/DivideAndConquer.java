package dev.lanewise.linalg;

/// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by divide and conquer.
///
/// The matrix is torn into two halves and a correction of rank one. The halves are solved the same way, at the same time where there are
/// threads, down to blocks for the QL method. [RankOneMerge] then brings two solved halves together, mostly by a matrix product.
///
/// @see <a href="https://doi.org/10.1007/BF01396757">Cuppen (1981)</a>
/// @see <a href="https://doi.org/10.1137/S0895479892241287">Gu & Eisenstat (1995)</a>
final class DivideAndConquer {

    private static final int SMALL = 32;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final double[] rows;
    private final Backend backend;

    private DivideAndConquer(double[] d, double[] e, double[] rows, Backend backend) {
        this.n = d.length;
        this.d = d;
        this.e = e;
        this.rows = rows;
        this.backend = backend;
    }

    /// @param d the diagonal, replaced by all eigenvalues in no order
    /// @param e the elements beside it, destroyed
    /// @param rows the [n × n] identity; row i is replaced by the i-th eigenvector if that is wanted, by anything otherwise
    static void solve(double[] d, double[] e, double[] rows, Wanted wanted, Backend backend) {
        new DivideAndConquer(d, e, rows, backend).solve(0, d.length, wanted);
    }

    private void solve(int from, int end, Wanted wanted) {
        if (end - from <= SMALL) {
            TridiagonalEigen.solve(from, end, d, e, rows, n, backend.kernels().doubles());
            return;
        }
        int middle = (from + end) >>> 1;
        double beside = e[middle - 1];
        d[middle - 1] -= Math.abs(beside);
        d[middle] -= Math.abs(beside);
        backend.parallel(2, 1, (first, last) -> {
            if (first == 0) solve(from, middle, Wanted.ALL);
            if (last == 2) solve(middle, end, Wanted.ALL);
        });
        if (beside != 0) new RankOneMerge(from, middle, end, beside, d, rows, backend).run(wanted);
    }
}
