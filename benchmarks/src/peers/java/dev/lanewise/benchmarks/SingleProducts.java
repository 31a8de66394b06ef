package dev.lanewise.benchmarks;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Triangle;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/// Products in float32 of numbers between -1/2 and 1/2: ours on the heap, OpenBLAS's in native memory.
final class SingleProducts {

    private static final float SMALL = 0x1p-20f;                           // many calls that add to one result must not make it grow

    private final ProductWork work;
    private final Backend backend;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final FloatPointer nativeA;
    private final FloatPointer nativeB;
    private final FloatPointer nativeC;

    private SingleProducts(ProductWork work, Backend backend) {
        this.work = work;
        this.backend = backend;
        var random = new Random(1);
        this.a = numbers(random, work.m() * work.k());
        this.b = numbers(random, work.k() * work.n());
        this.c = numbers(random, work.m() * work.n());
        this.nativeA = new FloatPointer(a);
        this.nativeB = new FloatPointer(b);
        this.nativeC = new FloatPointer(c);
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = random.nextFloat() - 0.5f;
        return numbers;
    }

    static ProductPair of(ProductWork work, Backend backend) {
        var products = new SingleProducts(work, backend);
        return switch (work.operation()) {
            case "gemm" -> products.gemm();
            case "gemv" -> products.gemv();
            case "ger" -> products.ger();
            default -> products.syrk();
        };
    }

    private ProductPair pair(Runnable ours, Runnable theirs) {
        return new ProductPair(ours, theirs, this::distance);
    }

    private double distance() {
        double most = 0;
        for (int i = 0; i < c.length; i++) most = Math.max(most, Math.abs((double) c[i] - nativeC.get(i)));
        return most;
    }

    private static int mark(boolean transpose) {
        return transpose ? openblas.CblasTrans : openblas.CblasNoTrans;
    }

    private ProductPair gemm() {
        int m = work.m(), n = work.n(), k = work.k();
        int markA = mark(work.transposeA()), markB = mark(work.transposeB());
        return pair(() -> backend.gemm(work.transposeA(), work.transposeB(), m, n, k, 1f, a, 0, work.lda(), b, 0, work.ldb(), 0f, c, 0, n),
                () -> openblas.cblas_sgemm(openblas.CblasRowMajor, markA, markB, m, n, k, 1f, nativeA, work.lda(), nativeB, work.ldb(), 0f, nativeC, n));
    }

    private ProductPair gemv() {
        int columns = work.lda(), rows = work.m() * work.k() / columns;
        return pair(() -> backend.gemv(work.transposeA(), rows, columns, 1f, a, 0, columns, b, 0, 0f, c, 0),
                () -> openblas.cblas_sgemv(openblas.CblasRowMajor, mark(work.transposeA()), rows, columns, 1f, nativeA, columns, nativeB, 1, 0f, nativeC, 1));
    }

    private ProductPair ger() {
        int m = work.m(), n = work.n();
        return pair(() -> backend.ger(m, n, SMALL, a, 0, b, 0, c, 0, n),
                () -> openblas.cblas_sger(openblas.CblasRowMajor, m, n, SMALL, nativeA, 1, nativeB, 1, nativeC, n));
    }

    private ProductPair syrk() {
        int n = work.n(), k = work.k();
        return pair(() -> backend.syrk(Triangle.LOWER, work.transposeA(), n, k, 1f, a, 0, work.lda(), 0f, c, 0, n),
                () -> openblas.cblas_ssyrk(openblas.CblasRowMajor, openblas.CblasLower, mark(work.transposeA()), n, k, 1f, nativeA, work.lda(), 0f, nativeC, n));
    }
}
