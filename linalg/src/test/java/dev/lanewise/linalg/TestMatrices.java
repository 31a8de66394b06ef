package dev.lanewise.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/// The matrices that decompositions are tried on, and the sizes: none, tiny, odd, around blocks.
///
/// Rows are shorter or longer than a lane, spectra are graded, clustered or cut off, elements nearly leave the range of a double.
final class TestMatrices {

    /// The figure below which a ratio `error / (n ε ‖A‖)` passes here; LAPACK's own tests allow 30.
    static final double LAPACK_PASSES = 10;

    private static final int[] SIZES = {0, 1, 2, 3, 17, 64, 100, 257};

    private static final int[][] SHAPES = {{0, 3}, {3, 0}, {1, 4}, {4, 1}, {3, 2}, {2, 3}, {17, 16}, {65, 63}, {100, 67}, {67, 100}, {257, 64}, {64, 257},
            {300, 250}, {250, 300}, {784, 30}, {30, 784}};

    private TestMatrices() {
    }

    /// An element by its row and column.
    interface Element {
        double at(int i, int j);
    }

    /// An eigenvalue or a singular value by its number.
    interface Value {
        double at(int i);
    }

    static IntStream sizes() {
        return IntStream.of(SIZES);
    }

    /// Symmetric matrices of every size, definite and indefinite, regular and singular.
    static Stream<Named<Matrix>> symmetric() {
        return sizes().boxed().flatMap(n -> Stream.of(
                Named.of("random " + n, symmetric(n)),
                Named.of("graded " + n, withEigenvalues(n, i -> graded(i, n))),
                Named.of("clustered " + n, withEigenvalues(n, TestMatrices::clustered)),
                Named.of("of low rank " + n, withEigenvalues(n, TestMatrices::ofLowRank)),
                Named.of("Wilkinson " + n, wilkinson(n)),
                Named.of("Hilbert " + n, hilbert(n)),
                Named.of("zero " + n, Matrix.zeros(n, n)),
                Named.of("huge " + n, symmetric(n).times(1e300)),
                Named.of("tiny " + n, symmetric(n).times(1e-300))));
    }

    /// Symmetric positive definite matrices of every size.
    static Stream<Named<Matrix>> definite() {
        return sizes().boxed().flatMap(n -> Stream.of(
                Named.of("random " + n, definite(n)),
                Named.of("graded " + n, withEigenvalues(n, i -> Math.pow(10, -12.0 * i / Math.max(1, n)))),
                Named.of("clustered " + n, withEigenvalues(n, TestMatrices::clustered)),
                Named.of("huge " + n, definite(n).times(1e295)),
                Named.of("tiny " + n, definite(n).times(1e-295))));
    }

    /// Square matrices of every size without symmetry, regular and singular.
    static Stream<Named<Matrix>> square() {
        return sizes().boxed().flatMap(n -> Stream.of(
                Named.of("random " + n, Matrix.gaussian(n, n, 42)),
                Named.of("graded " + n, withSingularValues(n, n, i -> graded(i, n))),
                Named.of("clustered " + n, withSingularValues(n, n, TestMatrices::clustered)),
                Named.of("of low rank " + n, withSingularValues(n, n, TestMatrices::ofLowRank)),
                Named.of("Wilkinson " + n, wilkinson(n)),
                Named.of("Hilbert " + n, hilbert(n)),
                Named.of("growing " + n, growing(n)),
                Named.of("zero " + n, Matrix.zeros(n, n)),
                Named.of("huge " + n, Matrix.gaussian(n, n, 42).times(1e300)),
                Named.of("tiny " + n, Matrix.gaussian(n, n, 42).times(1e-300))));
    }

    /// Tall and wide matrices, regular and singular, with shapes on both sides of every change of path.
    static Stream<Named<Matrix>> rectangular() {
        return Stream.of(SHAPES).flatMap(shape -> {
            int m = shape[0];
            int n = shape[1];
            int k = Math.min(m, n);
            String of = " " + m + " × " + n;
            return Stream.of(
                    Named.of("random" + of, Matrix.gaussian(m, n, 42)),
                    Named.of("graded" + of, withSingularValues(m, n, i -> graded(i, k))),
                    Named.of("clustered" + of, withSingularValues(m, n, TestMatrices::clustered)),
                    Named.of("of low rank" + of, withSingularValues(m, n, TestMatrices::ofLowRank)),
                    Named.of("zero" + of, Matrix.zeros(m, n)),
                    Named.of("huge" + of, Matrix.gaussian(m, n, 42).times(1e300)),
                    Named.of("tiny" + of, Matrix.gaussian(m, n, 42).times(1e-300)),
                    Named.of("a view" + of, Matrix.gaussian(2 * n + 1, m, 42).everyRow(2).rows(0, n).transpose()));
        });
    }

    /// All of [#square] and [#rectangular].
    static Stream<Named<Matrix>> general() {
        return Stream.concat(square(), rectangular());
    }

    /// The matrix whose element (i, j) is `element.at(i, j)`.
    static Matrix of(int rows, int columns, Element element) {
        double[] a = new double[rows * columns];
        for (int i = 0; i < a.length; i++) a[i] = element.at(i / columns, i % columns);
        return Matrix.wrap(rows, columns, a);
    }

    /// Random, symmetric and indefinite.
    static Matrix symmetric(int n) {
        Matrix g = Matrix.gaussian(n, n, 42);
        return g.plus(g.transpose());
    }

    /// Random, symmetric and positive definite, with a condition of a few hundred at most.
    static Matrix definite(int n) {
        Matrix g = Matrix.gaussian(n, 2 * n + 3, 43);
        return g.timesTransposed(g);
    }

    /// Symmetric, of small integers that other programs can make without rounding.
    static Matrix remainders(int n) {
        return of(n, n, (i, j) -> (i * j * (i + j) + 2 * (i + j)) % 17 - 8);
    }

    /// Wilkinson's tridiagonal matrix W⁺, whose large eigenvalues come in close pairs.
    static Matrix wilkinson(int n) {
        return of(n, n, (i, j) -> i == j ? Math.abs(i - (n - 1) / 2.0) : Math.abs(i - j) == 1 ? 1 : 0);
    }

    /// `1 / (i + j + 1)`, singular to the last digit from n = 13 on.
    static Matrix hilbert(int n) {
        return of(n, n, (i, j) -> 1.0 / (i + j + 1));
    }

    /// Wilkinson's example, whose elements double in every step of Gaussian elimination with partial pivoting; kept in range by
    /// letting only the first fifty columns do so.
    static Matrix growing(int n) {
        return of(n, n, (i, j) -> i == j || j == n - 1 ? 1 : i > j && j < 50 ? -1 : 0);
    }

    /// `H Λ H` with a Householder reflection H of a random vector.
    static Matrix withEigenvalues(int n, Value value) {
        Matrix a = withSingularValues(n, n, value);
        return a.plus(a.transpose()).times(0.5);
    }

    /// `H Σ K` with Householder reflections H and K of random vectors, which are the same for square matrices.
    static Matrix withSingularValues(int rows, int columns, Value value) {
        Matrix sigma = of(rows, columns, (i, j) -> i == j ? value.at(i) : 0);
        return reflection(rows).times(sigma).times(reflection(columns));
    }

    private static Matrix reflection(int n) {
        double[] v = Matrix.gaussian(1, n, 7).toArray();
        double squares = Arrays.stream(v).map(x -> x * x).sum();
        return of(n, n, (i, j) -> (i == j ? 1 : 0) - 2 * v[i] * v[j] / squares);
    }

    /// From 1 down to almost 1e-16.
    static double graded(int i, int n) {
        return Math.pow(10, -16.0 * i / Math.max(1, n));
    }

    /// Three clusters, which differ by a few units in the last place.
    static double clustered(int i) {
        return 1 + i % 3 * 1e-13;
    }

    /// A fifth of them are positive, the others are zero.
    static double ofLowRank(int i) {
        return i % 5 == 0 ? i + 1 : 0;
    }
}
