package dev.lanewise.linalg;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.internal.product.DoubleGemm;
import dev.lanewise.linalg.internal.product.FloatGemm;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.RangeTask;

/// Where arithmetic happens: kernels, threads and scratch memory.
///
/// A backend may be used from many threads at once and needs no closing: its threads are daemons that end by themselves
/// after a while without work. Results depend on the kernels and never on the number of threads, bit for bit.
///
/// All matrices are row-major ranges of an array: element (i, j) of a matrix that starts at `from` with the leading dimension `ld`
/// stands at `from + i · ld + j`.
public final class Backend {

    private static final int MOST_THREADS = 1024;

    private final Kernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private final FloatGemm floatGemm;
    private final DoubleGemm doubleGemm;

    private Backend(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = scratch;
        this.floatGemm = new FloatGemm(kernels, workers, scratch);
        this.doubleGemm = new DoubleGemm(kernels, workers, scratch);
    }

    /// The best usable kernels with a thread for each available processor.
    public static Backend standard() {
        return Standard.BACKEND;
    }

    /// The given kernels with at most `threads` threads.
    ///
    /// @throws IllegalArgumentException if `threads` is not in 1 … 1024
    public static Backend of(Kernels kernels, int threads) {
        return new Backend(kernels, new Workers(checkThreads(threads)), new Scratch());
    }

    /// The best usable kernels with at most `threads` threads.
    ///
    /// @throws IllegalArgumentException if `threads` is not in 1 … 1024
    public static Backend of(int threads) {
        return of(KernelLookup.best(), threads);
    }

    /// The kernels of the given name with at most `threads` threads.
    ///
    /// @throws IllegalArgumentException if no usable kernels have this name, or if `threads` is not in 1 … 1024
    /// @see KernelLookup#describe()
    public static Backend named(String kernels, int threads) {
        return of(KernelLookup.named(kernels), threads);
    }

    public Kernels kernels() {
        return kernels;
    }

    public int threads() {
        return workers.threads();
    }

    /// The same kernels and scratch memory with another number of threads.
    ///
    /// @throws IllegalArgumentException if `threads` is not in 1 … 1024
    public Backend threads(int threads) {
        return threads == threads() ? this : new Backend(kernels, new Workers(checkThreads(threads)), scratch);
    }

    /// Splits `0 … count` into at most [#threads()] contiguous ranges that start at multiples of `grain`, runs the task
    /// on each of them and returns when all are done.
    ///
    /// The calling thread takes part. A call from inside a task runs in the calling thread alone. If tasks throw, the
    /// first exception in the order of the ranges reaches the caller after all ranges have ended.
    ///
    /// @throws IllegalArgumentException if `count` is negative or `grain` is less than 1
    public void parallel(int count, int grain, RangeTask task) {
        Checks.atLeast("parallel", "count", 0, count);
        Checks.atLeast("parallel", "grain", 1, grain);
        workers.run(count, grain, task);
    }

    /// `C = alpha · op(A) · op(B) + beta · C` in float32.
    ///
    /// |     | shape | stored as |
    /// |-----|-------|-----------|
    /// | op(A) | `[m, k]` | A, or its transpose if `transposeA` |
    /// | op(B) | `[k, n]` | B, or its transpose if `transposeB` |
    /// | C | `[m, n]` | C; overwritten without being read if `beta` is zero |
    ///
    /// Rows of A and B may overlap (`lda` less than the width of A). C must not overlap A or B.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
                     float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                     float beta, float[] c, int cFrom, int ldc) {
        Checks.sizes(m, n, k);
        Checks.inside("gemm", "A", transposeA ? k : m, transposeA ? m : k, aFrom, lda, a.length);
        Checks.inside("gemm", "B", transposeB ? n : k, transposeB ? k : n, bFrom, ldb, b.length);
        Checks.result("gemm", "C", m, n, cFrom, ldc, c.length);
        floatGemm.multiply(transposeA, transposeB, m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, ldc);
    }

    /// `C = alpha · op(A) · op(B) + beta · C` in float64; everything as in
    /// [#gemm(boolean,boolean,int,int,int,float,float[],int,int,float[],int,int,float,float[],int,int)].
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void gemm(boolean transposeA, boolean transposeB, int m, int n, int k, double alpha,
                     double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb,
                     double beta, double[] c, int cFrom, int ldc) {
        Checks.sizes(m, n, k);
        Checks.inside("gemm", "A", transposeA ? k : m, transposeA ? m : k, aFrom, lda, a.length);
        Checks.inside("gemm", "B", transposeB ? n : k, transposeB ? k : n, bFrom, ldb, b.length);
        Checks.result("gemm", "C", m, n, cFrom, ldc, c.length);
        doubleGemm.multiply(transposeA, transposeB, m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, beta, c, cFrom, ldc);
    }

    /// `y = alpha · op(A) · x + beta · y` in float32, where A is `[rows, columns]` and `op` transposes it if asked to.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void gemv(boolean transpose, int rows, int columns, float alpha, float[] a, int aFrom, int lda,
                     float[] x, int xFrom, float beta, float[] y, int yFrom) {
        int m = transpose ? columns : rows;
        int k = transpose ? rows : columns;
        Checks.atLeast("gemv", "rows", 0, rows);
        Checks.atLeast("gemv", "columns", 0, columns);
        Checks.inside("gemv", "A", rows, columns, aFrom, lda, a.length);
        Checks.inside("gemv", "x", 1, k, xFrom, k, x.length);
        Checks.inside("gemv", "y", 1, m, yFrom, m, y.length);
        floatGemm.multiply(false, !transpose, 1, m, k, alpha, x, xFrom, k, a, aFrom, lda, beta, y, yFrom, m);
    }

    /// `y = alpha · op(A) · x + beta · y` in float64, where A is `[rows, columns]` and `op` transposes it if asked to.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void gemv(boolean transpose, int rows, int columns, double alpha, double[] a, int aFrom, int lda,
                     double[] x, int xFrom, double beta, double[] y, int yFrom) {
        int m = transpose ? columns : rows;
        int k = transpose ? rows : columns;
        Checks.atLeast("gemv", "rows", 0, rows);
        Checks.atLeast("gemv", "columns", 0, columns);
        Checks.inside("gemv", "A", rows, columns, aFrom, lda, a.length);
        Checks.inside("gemv", "x", 1, k, xFrom, k, x.length);
        Checks.inside("gemv", "y", 1, m, yFrom, m, y.length);
        doubleGemm.multiply(false, !transpose, 1, m, k, alpha, x, xFrom, k, a, aFrom, lda, beta, y, yFrom, m);
    }

    /// Scratch of at least `n` floats that may hold anything; hand it back with [#giveBack(float[])] when done.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public float[] borrowFloats(int n) {
        Checks.atLeast("borrowFloats", "n", 0, n);
        return scratch.borrowFloats(n);
    }

    /// Scratch of at least `n` doubles that may hold anything; hand it back with [#giveBack(double[])] when done.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public double[] borrowDoubles(int n) {
        Checks.atLeast("borrowDoubles", "n", 0, n);
        return scratch.borrowDoubles(n);
    }

    /// Ends a loan. The array may go to the next borrower at once: it must not be used afterwards, nor given back again.
    public void giveBack(float[] array) {
        scratch.giveBack(array);
    }

    /// Ends a loan. The array may go to the next borrower at once: it must not be used afterwards, nor given back again.
    public void giveBack(double[] array) {
        scratch.giveBack(array);
    }

    /// `Backend(simd, 2 threads)`
    @Override
    public String toString() {
        return "Backend(" + kernels.name() + ", " + threads() + (threads() == 1 ? " thread)" : " threads)");
    }

    /// Made when first asked for, so that a wrong `-Dlanewise.kernels` can't spoil the class itself.
    private static final class Standard {
        private static final Backend BACKEND = of(Runtime.getRuntime().availableProcessors());
    }

    private static int checkThreads(int threads) {
        Checks.atLeast("Backend", "threads", 1, threads);
        if (threads <= MOST_THREADS) return threads;
        throw new IllegalArgumentException("Backend: expected threads ≤ " + MOST_THREADS + ", but got " + threads);
    }
}
