package dev.lanewise.benchmarks;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Diagonal;
import dev.lanewise.linalg.Side;
import dev.lanewise.linalg.Triangle;
import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;

/// Products in float64 of numbers between -1/2 and 1/2: ours on the heap, OpenBLAS's in native memory.
final class DoubleProducts {

    private static final double SMALL = 0x1p-20;                           // many calls that add to one result must not make it grow

    private final ProductWork work;
    private final Backend backend;
    private final double[] a;
    private final double[] b;
    private final double[] c;
    private final DoublePointer nativeA;
    private final DoublePointer nativeB;
    private final DoublePointer nativeC;

    private DoubleProducts(ProductWork work, Backend backend) {
        this.work = work;
        this.backend = backend;
        var random = new Random(1);
        this.a = work.operation().startsWith("tr") ? triangle(random, work.m()) : numbers(random, work.m() * work.k());
        this.b = numbers(random, work.k() * work.n());
        this.c = numbers(random, work.m() * work.n());
        this.nativeA = new DoublePointer(a);
        this.nativeB = new DoublePointer(b);
        this.nativeC = new DoublePointer(c);
    }

    private static double[] numbers(Random random, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) numbers[i] = random.nextDouble() - 0.5;
        return numbers;
    }

    /// Ones on the diagonal and so little beside it that a right side, which each call replaces, stays what it is.
    private static double[] triangle(Random random, int n) {
        double[] triangle = numbers(random, n * n);
        for (int i = 0; i < n * n; i++) triangle[i] = i / n == i % n ? 1 : triangle[i] * SMALL / n;
        return triangle;
    }

    static ProductPair of(ProductWork work, Backend backend) {
        var products = new DoubleProducts(work, backend);
        return switch (work.operation()) {
            case "gemm" -> products.gemm();
            case "gemv" -> products.gemv();
            case "ger" -> products.ger();
            case "syrk" -> products.syrk();
            case "symv" -> products.symv();
            case "trsm" -> products.trsm();
            default -> products.trmm();
        };
    }

    private ProductPair pair(Runnable ours, Runnable theirs) {
        return new ProductPair(ours, theirs, this::distance);
    }

    private double distance() {
        double most = 0;
        for (int i = 0; i < c.length; i++) most = Math.max(most, Math.abs(c[i] - nativeC.get(i)));
        return most;
    }

    private static int mark(boolean transpose) {
        return transpose ? openblas.CblasTrans : openblas.CblasNoTrans;
    }

    private ProductPair gemm() {
        int m = work.m(), n = work.n(), k = work.k();
        int markA = mark(work.transposeA()), markB = mark(work.transposeB());
        return pair(() -> backend.gemm(work.transposeA(), work.transposeB(), m, n, k, 1.0, a, 0, work.lda(), b, 0, work.ldb(), 0.0, c, 0, n),
                () -> openblas.cblas_dgemm(openblas.CblasRowMajor, markA, markB, m, n, k, 1.0, nativeA, work.lda(), nativeB, work.ldb(), 0.0, nativeC, n));
    }

    private ProductPair gemv() {
        int columns = work.lda(), rows = work.m() * work.k() / columns;
        return pair(() -> backend.gemv(work.transposeA(), rows, columns, 1.0, a, 0, columns, b, 0, 0.0, c, 0),
                () -> openblas.cblas_dgemv(openblas.CblasRowMajor, mark(work.transposeA()), rows, columns, 1.0, nativeA, columns, nativeB, 1, 0.0, nativeC, 1));
    }

    private ProductPair ger() {
        int m = work.m(), n = work.n();
        return pair(() -> backend.ger(m, n, SMALL, a, 0, b, 0, c, 0, n),
                () -> openblas.cblas_dger(openblas.CblasRowMajor, m, n, SMALL, nativeA, 1, nativeB, 1, nativeC, n));
    }

    private ProductPair syrk() {
        int n = work.n(), k = work.k();
        return pair(() -> backend.syrk(Triangle.LOWER, work.transposeA(), n, k, 1.0, a, 0, work.lda(), 0.0, c, 0, n),
                () -> openblas.cblas_dsyrk(openblas.CblasRowMajor, openblas.CblasLower, mark(work.transposeA()), n, k, 1.0, nativeA, work.lda(), 0.0, nativeC, n));
    }

    private ProductPair symv() {
        int n = work.m();
        return pair(() -> backend.symv(Triangle.LOWER, n, 1.0, a, 0, n, b, 0, 0.0, c, 0),
                () -> openblas.cblas_dsymv(openblas.CblasRowMajor, openblas.CblasLower, n, 1.0, nativeA, n, nativeB, 1, 0.0, nativeC, 1));
    }

    private ProductPair trsm() {
        int m = work.m(), n = work.n();
        return pair(() -> backend.trsm(Side.LEFT, Triangle.LOWER, work.transposeA(), Diagonal.STORED, m, n, 1.0, a, 0, m, c, 0, n),
                () -> openblas.cblas_dtrsm(openblas.CblasRowMajor, openblas.CblasLeft, openblas.CblasLower, mark(work.transposeA()), openblas.CblasNonUnit,
                        m, n, 1.0, nativeA, m, nativeC, n));
    }

    private ProductPair trmm() {
        int m = work.m(), n = work.n();
        return pair(() -> backend.trmm(Side.LEFT, Triangle.LOWER, work.transposeA(), Diagonal.STORED, m, n, 1.0, a, 0, m, c, 0, n),
                () -> openblas.cblas_dtrmm(openblas.CblasRowMajor, openblas.CblasLeft, openblas.CblasLower, mark(work.transposeA()), openblas.CblasNonUnit,
                        m, n, 1.0, nativeA, m, nativeC, n));
    }
}
