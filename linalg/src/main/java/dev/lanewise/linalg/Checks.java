package dev.lanewise.linalg;

/// Checks of arguments, and the sentences they fail with.
final class Checks {

    private static final int MOST_THREADS = 1024;

    private Checks() {
    }

    static int atLeast(String who, String name, int least, int value) {
        if (value >= least) return value;
        throw new IllegalArgumentException(who + ": expected " + name + " ≥ " + least + ", but got " + value);
    }

    static void sizes(int m, int n, int k) {
        sizes("gemm", m, n, k);
    }

    private static void sizes(String who, int m, int n, int k) {
        if (m >= 0 && n >= 0 && k >= 0) return;
        throw new IllegalArgumentException(who + ": expected m, n and k ≥ 0, but got m = " + m + ", n = " + n + ", k = " + k);
    }

    /// Refuses a rows × columns operand whose last element lies beyond the array.
    static void inside(String who, String what, int rows, int columns, int from, int ld, int length) {
        if (rows == 0 || columns == 0) return;
        long end = from + (rows - 1L) * ld + columns;
        if (from >= 0 && ld >= 0 && end <= length) return;
        throw new IllegalArgumentException(who + ": expected " + what + " [" + rows + " × " + columns + "] from " + from
                + " with leading dimension " + ld + " inside its array, but the array has " + length + " elements");
    }

    /// Refuses factors of a product that don't lie inside their arrays.
    static void product(String who, boolean transposeA, boolean transposeB, int m, int n, int k,
                        int aFrom, int lda, int aLength, int bFrom, int ldb, int bLength) {
        sizes(who, m, n, k);
        inside(who, "A", transposeA ? k : m, transposeA ? m : k, aFrom, lda, aLength);
        inside(who, "B", transposeB ? n : k, transposeB ? k : n, bFrom, ldb, bLength);
    }

    /// How many elements the packed form of a factor has, with columns in whole tiles. Refuses one that is longer than an array can be.
    static int packed(int k, int n, int tileColumns) {
        long columns = Math.ceilDiv((long) n, tileColumns) * tileColumns;
        if (columns * k <= Integer.MAX_VALUE - 8) return (int) columns * k;
        throw new IllegalArgumentException("pack: expected at most " + (Integer.MAX_VALUE - 8) + " packed elements, but got ["
                + k + " × " + columns + "]");
    }

    /// Refuses strides of a batch that are negative or let its results overlap.
    static void batch(int count, int m, int n, int ldc, int strideA, int strideB, int strideC) {
        atLeast("gemmBatch", "count", 0, count);
        atLeast("gemmBatch", "strideA", 0, strideA);
        atLeast("gemmBatch", "strideB", 0, strideB);
        atLeast("gemmBatch", "strideC", 0, strideC);
        if (count <= 1 || m <= 0 || n <= 0 || strideC >= (m - 1L) * ldc + n) return;
        throw new IllegalArgumentException("gemmBatch: expected strideC ≥ " + ((m - 1L) * ldc + n) + " for C [" + m + " × " + n
                + "] with leading dimension " + ldc + ", but got " + strideC);
    }

    /// Where the last of `count` members starts; the largest int if it lies beyond.
    static int last(int from, int stride, int count) {
        return (int) Math.min(Integer.MAX_VALUE, from + (count - 1L) * stride);
    }

    /// As [#inside], and rows that are written must not overlap.
    static void result(String who, String what, int rows, int columns, int from, int ld, int length) {
        inside(who, what, rows, columns, from, ld, length);
        if (rows <= 1 || ld >= columns) return;
        throw new IllegalArgumentException(who + ": expected a leading dimension ≥ " + columns + " for " + what
                + " [" + rows + " × " + columns + "], but got " + ld);
    }

    /// A triangular A of the given order and B `[m × n]`.
    static void triangular(String who, int order, int m, int n, int aFrom, int lda, int aLength, int bFrom, int ldb, int bLength) {
        atLeast(who, "m", 0, m);
        atLeast(who, "n", 0, n);
        result(who, "A", order, order, aFrom, lda, aLength);
        result(who, "B", m, n, bFrom, ldb, bLength);
    }

    /// A symmetric A of order `n` and two vectors.
    static void symmetricProduct(int n, int aFrom, int lda, int aLength, int xFrom, int xLength, int yFrom, int yLength) {
        atLeast("symv", "n", 0, n);
        inside("symv", "A", n, n, aFrom, lda, aLength);
        inside("symv", "x", 1, n, xFrom, n, xLength);
        inside("symv", "y", 1, n, yFrom, n, yLength);
    }

    static int threads(int threads) {
        atLeast("Backend", "threads", 1, threads);
        if (threads <= MOST_THREADS) return threads;
        throw new IllegalArgumentException("Backend: expected threads ≤ " + MOST_THREADS + ", but got " + threads);
    }
}
