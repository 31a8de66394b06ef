package dev.lanewise.linalg.kernel;

/// Products of a sparse matrix in compressed rows with dense ones, in float64.
///
/// Row i of the sparse A holds `values[p]` in column `columns[p]` for `starts[i] ≤ p < starts[i + 1]`; elements that are not
/// stored are not multiplied. Every element of a result is one chain of fused multiply-adds in the order in which A is stored. Its
/// bits therefore depend neither on lanes nor on how rows and columns were split, and every set of kernels gives the same ones.
public interface SparseKernels {

    /// `C(i, ·) = Σ values[p] · B(columns[p], ·)` over row i of A, for `from ≤ i < to` and `n` columns of B and C.
    void times(int from, int to, int[] starts, int[] columns, double[] values, int n,
               double[] b, int bFrom, int ldb, double[] c, int cFrom, int ldc);

    /// `C(columns[p], ·) = C(columns[p], ·) + values[p] · B(i, ·)` over all p of row i, for `0 ≤ i < rows` and `n` columns of B and C:
    /// the product with the transpose of A if C is zero before.
    void addTransposeTimes(int rows, int[] starts, int[] columns, double[] values, int n,
                           double[] b, int bFrom, int ldb, double[] c, int cFrom, int ldc);
}
