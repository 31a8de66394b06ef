package dev.lanewise.linalg;

import dev.lanewise.linalg.internal.parallel.Scratch;
import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.internal.product.DoubleFinish;
import dev.lanewise.linalg.internal.product.DoubleGemm;
import dev.lanewise.linalg.internal.product.DoubleSymv;
import dev.lanewise.linalg.internal.product.DoubleSyrk;
import dev.lanewise.linalg.internal.product.DoubleTriangular;
import dev.lanewise.linalg.internal.product.FloatFinish;
import dev.lanewise.linalg.internal.product.FloatGemm;
import dev.lanewise.linalg.internal.product.FloatSymv;
import dev.lanewise.linalg.internal.product.FloatSyrk;
import dev.lanewise.linalg.internal.product.FloatTriangular;
import dev.lanewise.linalg.internal.product.Mirror;
import dev.lanewise.linalg.internal.product.Triangular;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.RangeTask;

/// Where arithmetic happens: kernels, threads and scratch memory.
///
/// A backend may be used from many threads at once, from pools, from virtual threads and from inside its own tasks. Results depend on the
/// kernels and never on the number of threads, bit for bit.
///
/// It needs no closing. Its threads are daemons that are started when first needed, look out for more work for a tenth of a millisecond,
/// sleep, and end after five seconds without work; a backend that nobody knows any more leaves nothing behind after that.
///
/// All matrices are row-major ranges of an array: element (i, j) of a matrix that starts at `from` with the leading dimension `ld`
/// stands at `from + i · ld + j`.
public final class Backend {

    private static final int GER_ELEMENTS = 1 << 16;
    private static final double SMALL_WORK = 1 << 19;
    private static final double LARGE_WORK = 1 << 21;
    private static final int MANY = 4;

    private final Kernels kernels;
    private final Workers workers;
    private final Scratch scratch;
    private final FloatGemm floatGemm;
    private final DoubleGemm doubleGemm;
    private final FloatSyrk floatSyrk;
    private final DoubleSyrk doubleSyrk;
    private final FloatSymv floatSymv;
    private final DoubleSymv doubleSymv;
    private final FloatTriangular floatTrsm;
    private final FloatTriangular floatTrmm;
    private final DoubleTriangular doubleTrsm;
    private final DoubleTriangular doubleTrmm;

    private Backend(Kernels kernels, Workers workers, Scratch scratch) {
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = scratch;
        this.floatGemm = new FloatGemm(kernels, workers, scratch);
        this.doubleGemm = new DoubleGemm(kernels, workers, scratch);
        this.floatSyrk = new FloatSyrk(floatGemm, kernels, workers, scratch);
        this.doubleSyrk = new DoubleSyrk(doubleGemm, kernels, workers, scratch);
        this.floatSymv = new FloatSymv(kernels, workers, scratch);
        this.doubleSymv = new DoubleSymv(kernels, workers, scratch);
        this.floatTrsm = new FloatTriangular(true, floatGemm, kernels, workers, scratch);
        this.floatTrmm = new FloatTriangular(false, floatGemm, kernels, workers, scratch);
        this.doubleTrsm = new DoubleTriangular(true, doubleGemm, kernels, workers, scratch);
        this.doubleTrmm = new DoubleTriangular(false, doubleGemm, kernels, workers, scratch);
    }

    /// The best usable kernels with a thread for each available processor.
    public static Backend standard() {
        return Standard.BACKEND;
    }

    /// The given kernels with at most `threads` threads.
    ///
    /// @throws IllegalArgumentException if `threads` is not in 1 … 1024
    public static Backend of(Kernels kernels, int threads) {
        return new Backend(kernels, new Workers(Checks.threads(threads)), new Scratch());
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
        return threads == threads() ? this : new Backend(kernels, new Workers(Checks.threads(threads)), scratch);
    }

    /// Splits `0 … count` into at most 8 · [#threads()] contiguous ranges that start at multiples of `grain`, runs the task
    /// on each of them, at most [#threads()] at a time, and returns when all are done.
    ///
    /// The calling thread takes part. A call from inside a task, or while another call has the threads, runs in the calling thread alone.
    /// Which ranges there are depends on all that, so a task must compute an item in the same way whatever range it falls into.
    /// A split costs about a microsecond while the threads are awake: a `grain` of about that much work is worth it.
    ///
    /// If tasks throw, the first exception in the order of the ranges reaches the caller when no task runs any more; ranges behind it
    /// may have been skipped. An interrupt doesn't end the call and is still there afterwards.
    ///
    /// @throws IllegalArgumentException if `count` is negative or `grain` is less than 1
    public void parallel(int count, int grain, RangeTask task) {
        Checks.atLeast("parallel", "count", 0, count);
        Checks.atLeast("parallel", "grain", 1, grain);
        workers.runInPieces(count, grain, task);
    }

    /// `C = alpha · op(A) · op(B) + beta · C` in float32.
    ///
    /// |     | shape | stored as |
    /// |-----|-------|-----------|
    /// | op(A) | `[m, k]` | A, or its transpose if `transposeA` |
    /// | op(B) | `[k, n]` | B, or its transpose if `transposeB` |
    /// | C | `[m, n]` | C; overwritten without being read if `beta` is zero |
    ///
    /// Rows of A and B may overlap (`lda` less than the width of A). C must not overlap A or B. If `alpha` is zero, A and B are not read.
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

    /// `C = activation(alpha · op(A) · op(B) + bias)` in float32, the step of a fully connected layer.
    ///
    /// |     | shape | stored as |
    /// |-----|-------|-----------|
    /// | op(A) | `[m, k]` | A, or its transpose if `transposeA` |
    /// | op(B) | `[k, n]` | B, or its transpose if `transposeB` |
    /// | bias | `[n]` | added to each row; an empty array adds nothing |
    /// | C | `[m, n]` | C; overwritten without being read |
    ///
    /// The activation is any [ElementFunction]. Bias and activation are applied to a block of C while it is in the cache, with the
    /// same bits as [ElementKernels#add][dev.lanewise.linalg.kernel.ElementKernels#add] and
    /// [ElementKernels#map][dev.lanewise.linalg.kernel.ElementKernels#map] after the product.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void affine(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
                       float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb,
                       float[] bias, int biasFrom, ElementFunction activation, float[] c, int cFrom, int ldc) {
        Checks.product("affine", transposeA, transposeB, m, n, k, aFrom, lda, a.length, bFrom, ldb, b.length);
        if (bias.length > 0) Checks.inside("affine", "bias", 1, n, biasFrom, n, bias.length);
        Checks.result("affine", "C", m, n, cFrom, ldc, c.length);
        floatGemm.multiply(transposeA, transposeB, m, n, k, alpha, a, aFrom, lda, b, bFrom, ldb, 0, c, cFrom, ldc,
                finish(bias, biasFrom, activation));
    }

    private FloatFinish finish(float[] bias, int biasFrom, ElementFunction activation) {
        ElementKernels elements = kernels.elements();
        if (bias.length == 0 && activation == ElementFunction.IDENTITY) return FloatFinish.NONE;
        return (c, from, column, n) -> {
            if (bias.length > 0) elements.add(c, from, bias, biasFrom + column, c, from, n);
            if (activation != ElementFunction.IDENTITY) elements.map(activation, c, from, c, from, n);
        };
    }

    /// Packs op(B) `[k, n]` once for many float32 products.
    ///
    /// @throws IllegalArgumentException if a size is negative, B reaches beyond its array, or its packed form would not fit into one
    public PackedFloats pack(boolean transposeB, int k, int n, float[] b, int bFrom, int ldb) {
        return pack(transposeB, k, n, b, bFrom, ldb, new float[packedFloats(k, n)]);
    }

    /// Packs op(B) `[k, n]` into the beginning of an array of the caller, which must not change as long as the packed form is used.
    ///
    /// @throws IllegalArgumentException if a size is negative, B reaches beyond its array, or `packed` holds fewer than [#packedFloats] elements
    public PackedFloats pack(boolean transposeB, int k, int n, float[] b, int bFrom, int ldb, float[] packed) {
        Checks.atLeast("pack", "elements of the packed factor", packedFloats(k, n), packed.length);
        Checks.product("pack", false, transposeB, 0, n, k, 0, 0, 0, bFrom, ldb, b.length);
        return new PackedFloats(kernels.name(), floatGemm.pack(transposeB, n, k, b, bFrom, ldb, packed));
    }

    /// How many floats a packed right factor `[k, n]` takes, whose columns fill whole tiles.
    ///
    /// @throws IllegalArgumentException if a size is negative or an array can't hold it
    public int packedFloats(int k, int n) {
        Checks.atLeast("pack", "k", 0, k);
        Checks.atLeast("pack", "n", 0, n);
        return Checks.packed(k, n, kernels.products().floatTileColumns());
    }

    /// `C = alpha · op(A) · B + beta · C` in float32 with a packed right factor B `[k, n]`, where op(A) is `[m, k]` and C `[m, n]`.
    ///
    /// The bits are those of the product with the unpacked factor, except where that is one of at most eight rows or columns with
    /// `transposeB` and without `transposeA`, which sums up in lanes.
    ///
    /// @throws IllegalArgumentException if `m` is negative, an operand reaches beyond its array, or B was packed for other kernels
    public void gemm(boolean transposeA, int m, float alpha, float[] a, int aFrom, int lda, PackedFloats b,
                     float beta, float[] c, int cFrom, int ldc) {
        int k = b.rows();
        Checks.product("gemm", transposeA, false, m, b.columns(), k, aFrom, lda, a.length, 0, 0, Integer.MAX_VALUE);
        Checks.result("gemm", "C", m, b.columns(), cFrom, ldc, c.length);
        floatGemm.multiply(transposeA, m, alpha, a, aFrom, lda, b.panel(kernels.name()), beta, c, cFrom, ldc, FloatFinish.NONE);
    }

    /// `count` float32 products of one shape: member i is
    /// [gemm][#gemm(boolean,boolean,int,int,int,float,float[],int,int,float[],int,int,float,float[],int,int)] with A, B and C that start
    /// `i · strideA`, `i · strideB` and `i · strideC` further on, bit for bit.
    ///
    /// A stride of 0 for A or B gives all members the same factor. The members of C must not overlap. Small members are
    /// shared out among the threads; large ones are taken one by one by all threads.
    ///
    /// @throws IllegalArgumentException if a count, size or stride is negative, an operand reaches beyond its array, or members of C overlap
    public void gemmBatch(int count, boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
                          float[] a, int aFrom, int lda, int strideA, float[] b, int bFrom, int ldb, int strideB,
                          float beta, float[] c, int cFrom, int ldc, int strideC) {
        Checks.batch(count, m, n, ldc, strideA, strideB, strideC);
        if (count == 0) return;
        Checks.product("gemmBatch", transposeA, transposeB, m, n, k, aFrom, lda, a.length, bFrom, ldb, b.length);
        Checks.product("gemmBatch", transposeA, transposeB, m, n, k, Checks.last(aFrom, strideA, count), lda, a.length,
                Checks.last(bFrom, strideB, count), ldb, b.length);
        Checks.result("gemmBatch", "C", m, n, cFrom, ldc, c.length);
        Checks.result("gemmBatch", "C", m, n, Checks.last(cFrom, strideC, count), ldc, c.length);
        shareOut(count, (double) m * n * k, (from, to) -> {
            for (int i = from; i < to; i++) {
                floatGemm.multiply(transposeA, transposeB, m, n, k, alpha, a, aFrom + i * strideA, lda,
                        b, bFrom + i * strideB, ldb, beta, c, cFrom + i * strideC, ldc);
            }
        });
    }

    /// `A = alpha · x · yᵀ + A` in float32 for A `[m, n]`, x `[m]` and y `[n]`.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void ger(int m, int n, float alpha, float[] x, int xFrom, float[] y, int yFrom, float[] a, int aFrom, int lda) {
        Checks.atLeast("ger", "m", 0, m);
        Checks.atLeast("ger", "n", 0, n);
        Checks.inside("ger", "x", 1, m, xFrom, m, x.length);
        Checks.inside("ger", "y", 1, n, yFrom, n, y.length);
        Checks.result("ger", "A", m, n, aFrom, lda, a.length);
        if (alpha == 0 || n == 0) return;
        workers.run(m, Math.max(1, GER_ELEMENTS / n), (from, to) -> {
            for (int i = from; i < to; i++) {
                kernels.elements().axpby(alpha * x[xFrom + i], y, yFrom, 1, a, aFrom + i * lda, n);
            }
        });
    }

    /// Packs op(B) `[k, n]` once for many float64 products.
    ///
    /// @throws IllegalArgumentException if a size is negative, B reaches beyond its array, or its packed form would not fit into one
    public PackedDoubles pack(boolean transposeB, int k, int n, double[] b, int bFrom, int ldb) {
        return pack(transposeB, k, n, b, bFrom, ldb, new double[packedDoubles(k, n)]);
    }

    /// Packs op(B) `[k, n]` into the beginning of an array of the caller, which must not change as long as the packed form is used.
    ///
    /// @throws IllegalArgumentException if a size is negative, B reaches beyond its array, or `packed` holds fewer than [#packedDoubles] elements
    public PackedDoubles pack(boolean transposeB, int k, int n, double[] b, int bFrom, int ldb, double[] packed) {
        Checks.atLeast("pack", "elements of the packed factor", packedDoubles(k, n), packed.length);
        Checks.product("pack", false, transposeB, 0, n, k, 0, 0, 0, bFrom, ldb, b.length);
        return new PackedDoubles(kernels.name(), doubleGemm.pack(transposeB, n, k, b, bFrom, ldb, packed));
    }

    /// How many doubles a packed right factor `[k, n]` takes, whose columns fill whole tiles.
    ///
    /// @throws IllegalArgumentException if a size is negative or an array can't hold it
    public int packedDoubles(int k, int n) {
        Checks.atLeast("pack", "k", 0, k);
        Checks.atLeast("pack", "n", 0, n);
        return Checks.packed(k, n, kernels.products().doubleTileColumns());
    }

    /// `C = alpha · op(A) · B + beta · C` in float64 with a packed right factor B `[k, n]`, where op(A) is `[m, k]` and C `[m, n]`.
    ///
    /// The bits are those of the product with the unpacked factor, except where that is one of at most eight rows or columns with
    /// `transposeB` and without `transposeA`, which sums up in lanes.
    ///
    /// @throws IllegalArgumentException if `m` is negative, an operand reaches beyond its array, or B was packed for other kernels
    public void gemm(boolean transposeA, int m, double alpha, double[] a, int aFrom, int lda, PackedDoubles b,
                     double beta, double[] c, int cFrom, int ldc) {
        int k = b.rows();
        Checks.product("gemm", transposeA, false, m, b.columns(), k, aFrom, lda, a.length, 0, 0, Integer.MAX_VALUE);
        Checks.result("gemm", "C", m, b.columns(), cFrom, ldc, c.length);
        doubleGemm.multiply(transposeA, m, alpha, a, aFrom, lda, b.panel(kernels.name()), beta, c, cFrom, ldc, DoubleFinish.NONE);
    }

    /// `count` float64 products of one shape: member i is
    /// [gemm][#gemm(boolean,boolean,int,int,int,double,double[],int,int,double[],int,int,double,double[],int,int)] with A, B and C that start
    /// `i · strideA`, `i · strideB` and `i · strideC` further on, bit for bit.
    ///
    /// A stride of 0 for A or B gives all members the same factor. The members of C must not overlap. Small members are
    /// shared out among the threads; large ones are taken one by one by all threads.
    ///
    /// @throws IllegalArgumentException if a count, size or stride is negative, an operand reaches beyond its array, or members of C overlap
    public void gemmBatch(int count, boolean transposeA, boolean transposeB, int m, int n, int k, double alpha,
                          double[] a, int aFrom, int lda, int strideA, double[] b, int bFrom, int ldb, int strideB,
                          double beta, double[] c, int cFrom, int ldc, int strideC) {
        Checks.batch(count, m, n, ldc, strideA, strideB, strideC);
        if (count == 0) return;
        Checks.product("gemmBatch", transposeA, transposeB, m, n, k, aFrom, lda, a.length, bFrom, ldb, b.length);
        Checks.product("gemmBatch", transposeA, transposeB, m, n, k, Checks.last(aFrom, strideA, count), lda, a.length,
                Checks.last(bFrom, strideB, count), ldb, b.length);
        Checks.result("gemmBatch", "C", m, n, cFrom, ldc, c.length);
        Checks.result("gemmBatch", "C", m, n, Checks.last(cFrom, strideC, count), ldc, c.length);
        shareOut(count, (double) m * n * k, (from, to) -> {
            for (int i = from; i < to; i++) {
                doubleGemm.multiply(transposeA, transposeB, m, n, k, alpha, a, aFrom + i * strideA, lda,
                        b, bFrom + i * strideB, ldb, beta, c, cFrom + i * strideC, ldc);
            }
        });
    }

    /// `A = alpha · x · yᵀ + A` in float64 for A `[m, n]`, x `[m]` and y `[n]`.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void ger(int m, int n, double alpha, double[] x, int xFrom, double[] y, int yFrom, double[] a, int aFrom, int lda) {
        Checks.atLeast("ger", "m", 0, m);
        Checks.atLeast("ger", "n", 0, n);
        Checks.inside("ger", "x", 1, m, xFrom, m, x.length);
        Checks.inside("ger", "y", 1, n, yFrom, n, y.length);
        Checks.result("ger", "A", m, n, aFrom, lda, a.length);
        if (alpha == 0 || n == 0) return;
        workers.run(m, Math.max(1, GER_ELEMENTS / n), (from, to) -> {
            for (int i = from; i < to; i++) {
                kernels.doubles().axpy(alpha * x[xFrom + i], y, yFrom, a, aFrom + i * lda, n);
            }
        });
    }

    /// Runs members of a batch that take `work` multiplications each.
    private void shareOut(int count, double work, RangeTask members) {
        boolean serial = count * work <= SMALL_WORK;
        boolean large = work > LARGE_WORK && count < MANY * threads();
        if (serial || large) members.run(0, count);
        else workers.run(count, 1, members);
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

    /// One triangle of `C = alpha · op(A) · op(A)ᵀ + beta · C` in float64, in about half the time of the full product.
    ///
    /// |     | shape | stored as |
    /// |-----|-------|-----------|
    /// | op(A) | `[n, k]` | A, or its transpose if `transpose` |
    /// | C | `[n, n]` | the given triangle; the other one is neither read nor written. [#mirror] fills it |
    ///
    /// C must not overlap A.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void syrk(Triangle triangle, boolean transpose, int n, int k, double alpha, double[] a, int aFrom, int lda,
                     double beta, double[] c, int cFrom, int ldc) {
        Checks.atLeast("syrk", "n", 0, n);
        Checks.atLeast("syrk", "k", 0, k);
        Checks.inside("syrk", "A", transpose ? k : n, transpose ? n : k, aFrom, lda, a.length);
        Checks.result("syrk", "C", n, n, cFrom, ldc, c.length);
        if (n == 0) return;
        doubleSyrk.multiply(triangle == Triangle.LOWER, n, k, alpha, a, aFrom, transpose ? 1 : lda, transpose ? lda : 1,
                beta, c, cFrom, ldc);
    }

    /// One triangle of `C = alpha · op(A) · op(A)ᵀ + beta · C` in float32; everything as in
    /// [#syrk(Triangle,boolean,int,int,double,double[],int,int,double,double[],int,int)].
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void syrk(Triangle triangle, boolean transpose, int n, int k, float alpha, float[] a, int aFrom, int lda,
                     float beta, float[] c, int cFrom, int ldc) {
        Checks.atLeast("syrk", "n", 0, n);
        Checks.atLeast("syrk", "k", 0, k);
        Checks.inside("syrk", "A", transpose ? k : n, transpose ? n : k, aFrom, lda, a.length);
        Checks.result("syrk", "C", n, n, cFrom, ldc, c.length);
        if (n == 0) return;
        floatSyrk.multiply(triangle == Triangle.LOWER, n, k, alpha, a, aFrom, transpose ? 1 : lda, transpose ? lda : 1,
                beta, c, cFrom, ldc);
    }

    /// Makes an `[n, n]` matrix symmetric: copies the given triangle over the other one.
    ///
    /// @throws IllegalArgumentException if a size is negative or the matrix reaches beyond its array
    public void mirror(Triangle triangle, int n, double[] c, int cFrom, int ldc) {
        Checks.atLeast("mirror", "n", 0, n);
        Checks.result("mirror", "C", n, n, cFrom, ldc, c.length);
        boolean lower = triangle == Triangle.LOWER;
        workers.run(n, Mirror.BLOCK, (from, to) -> Mirror.rows(lower, n, from, to, c, cFrom, ldc));
    }

    /// Solves triangular systems in float64: `B = alpha · op(A)⁻¹ · B` on the left side, `B = alpha · B · op(A)⁻¹` on the right one.
    ///
    /// |     | shape | stored as |
    /// |-----|-------|-----------|
    /// | op(A) | `[m, m]` on the left, `[n, n]` on the right | the given triangle of A, or its transpose if `transpose` |
    /// | B | `[m, n]` | B; the right sides that the solution replaces |
    ///
    /// A zero on the diagonal gives infinities and NaN. If `alpha` is zero, A is not read and B becomes zero, whatever it held. B must not overlap A.
    ///
    /// For a system of order k, what `op(A) · X` misses of `alpha · B` in one element is at most about `(k + 3) · 2⁻⁵³ · Σ|A(i, p) · X(p, j)|`.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    /// @see <a href="https://epubs.siam.org/doi/book/10.1137/1.9780898718027">Higham (2002), Accuracy and Stability of Numerical Algorithms, theorem 8.5</a>
    public void trsm(Side side, Triangle triangle, boolean transpose, Diagonal diagonal, int m, int n, double alpha,
                     double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb) {
        Checks.triangular("trsm", side == Side.LEFT ? m : n, m, n, aFrom, lda, a.length, bFrom, ldb, b.length);
        doubleTrsm.multiply(side == Side.LEFT, triangular(triangle, transpose, diagonal, aFrom, lda), a, m, n, alpha, b, bFrom, ldb);
    }

    /// Solves triangular systems in float32: `B = alpha · op(A)⁻¹ · B` on the left side, `B = alpha · B · op(A)⁻¹` on the right one; everything as in
    /// [#trsm(Side,Triangle,boolean,Diagonal,int,int,double,double[],int,int,double[],int,int)], with 2⁻²⁴ in the bound of its error.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void trsm(Side side, Triangle triangle, boolean transpose, Diagonal diagonal, int m, int n, float alpha,
                     float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb) {
        Checks.triangular("trsm", side == Side.LEFT ? m : n, m, n, aFrom, lda, a.length, bFrom, ldb, b.length);
        floatTrsm.multiply(side == Side.LEFT, triangular(triangle, transpose, diagonal, aFrom, lda), a, m, n, alpha, b, bFrom, ldb);
    }

    /// Multiplies by a triangular matrix in float64: `B = alpha · op(A) · B` on the left side, `B = alpha · B · op(A)` on the right one.
    /// Operands as in [#trsm(Side,Triangle,boolean,Diagonal,int,int,double,double[],int,int,double[],int,int)].
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void trmm(Side side, Triangle triangle, boolean transpose, Diagonal diagonal, int m, int n, double alpha,
                     double[] a, int aFrom, int lda, double[] b, int bFrom, int ldb) {
        Checks.triangular("trmm", side == Side.LEFT ? m : n, m, n, aFrom, lda, a.length, bFrom, ldb, b.length);
        doubleTrmm.multiply(side == Side.LEFT, triangular(triangle, transpose, diagonal, aFrom, lda), a, m, n, alpha, b, bFrom, ldb);
    }

    /// Multiplies by a triangular matrix in float32: `B = alpha · op(A) · B` on the left side, `B = alpha · B · op(A)` on the right one.
    /// Operands as in [#trsm(Side,Triangle,boolean,Diagonal,int,int,float,float[],int,int,float[],int,int)].
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void trmm(Side side, Triangle triangle, boolean transpose, Diagonal diagonal, int m, int n, float alpha,
                     float[] a, int aFrom, int lda, float[] b, int bFrom, int ldb) {
        Checks.triangular("trmm", side == Side.LEFT ? m : n, m, n, aFrom, lda, a.length, bFrom, ldb, b.length);
        floatTrmm.multiply(side == Side.LEFT, triangular(triangle, transpose, diagonal, aFrom, lda), a, m, n, alpha, b, bFrom, ldb);
    }

    /// `y = alpha · A · x + beta · y` in float64 for a symmetric `[n, n]` matrix A, of which the given triangle is read, and once.
    ///
    /// If `alpha` is zero, A and x are not read; if `beta` is zero, y is overwritten without being read. y must not overlap A or x.
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void symv(Triangle triangle, int n, double alpha, double[] a, int aFrom, int lda, double[] x, int xFrom,
                     double beta, double[] y, int yFrom) {
        Checks.symmetricProduct(n, aFrom, lda, a.length, xFrom, x.length, yFrom, y.length);
        doubleSymv.multiply(triangle == Triangle.LOWER, n, alpha, a, aFrom, lda, x, xFrom, beta, y, yFrom);
    }

    /// `y = alpha · A · x + beta · y` in float32 for a symmetric `[n, n]` matrix A, of which the given triangle is read, and once; everything as in
    /// [#symv(Triangle,int,double,double[],int,int,double[],int,double,double[],int)].
    ///
    /// @throws IllegalArgumentException if a size is negative or an operand reaches beyond its array
    public void symv(Triangle triangle, int n, float alpha, float[] a, int aFrom, int lda, float[] x, int xFrom,
                     float beta, float[] y, int yFrom) {
        Checks.symmetricProduct(n, aFrom, lda, a.length, xFrom, x.length, yFrom, y.length);
        floatSymv.multiply(triangle == Triangle.LOWER, n, alpha, a, aFrom, lda, x, xFrom, beta, y, yFrom);
    }

    private static Triangular triangular(Triangle triangle, boolean transpose, Diagonal diagonal, int aFrom, int lda) {
        boolean lower = triangle == Triangle.LOWER;
        return new Triangular(lower != transpose, diagonal == Diagonal.UNIT, aFrom, transpose ? 1 : lda, transpose ? lda : 1);
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
}
