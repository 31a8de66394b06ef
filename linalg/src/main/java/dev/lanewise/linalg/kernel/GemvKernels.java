package dev.lanewise.linalg.kernel;

/// Products of a matrix with one vector: `y(i) = Σ A(i, j) · x(j)` for `rows` rows of A, which are `n` elements long and start at distances of `lda`.
///
/// The elements of A are float32 or something narrower that takes less time to read, x and y always float32. Sums are accumulated in float32 lanes: the
/// error of an element is at most `(n + 2) · 2⁻²⁴ · Σ|A(i, j) · x(j)|`, and its bits depend on no other row. y must not overlap x.
public interface GemvKernels {

    /// A in float32.
    void gemv(int rows, int n, float[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom);

    /// A in bfloat16: the upper halves of float32 numbers.
    void gemv(int rows, int n, short[] a, int aFrom, int lda, float[] x, int xFrom, float[] y, int yFrom);

    /// A in whole numbers with a scale for each row: `y(i) = scales(i) · Σ A(i, j) · x(j)`.
    void gemv(int rows, int n, byte[] a, int aFrom, int lda, float[] scales, int scalesFrom, float[] x, int xFrom, float[] y, int yFrom);
}
