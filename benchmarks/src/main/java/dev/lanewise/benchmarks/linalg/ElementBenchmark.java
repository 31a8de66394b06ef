package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RowKernels;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Functions of each element and kernels of rows, on one thread; a range is one row, or rows of 1024 where the name says so.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ElementBenchmark {

    private static final int ROW = 1024;

    @Param({"1000", "4096", "1000003"})
    public int n;

    @Param({"simd", "scalar"})
    public String kernels;

    private ElementKernels elements;
    private RowKernels rows;
    private final float[] statistics = new float[2];
    private float[] x;
    private float[] y;
    private float[] ones;
    private float[] zeros;

    @Setup(Level.Trial)
    public void check() {
        elements = Backend.named(kernels, 1).kernels().elements();
        rows = Backend.named(kernels, 1).kernels().rows();
        x = new float[n];
        y = new float[n];
        ones = new float[n];
        zeros = new float[n];
        Arrays.fill(ones, 1);
        var random = new Random(1);
        for (int i = 0; i < n; i++) x[i] = (float) random.nextGaussian();
        checkResults();
    }

    private void checkResults() {
        check("exp", exp()[n - 1], Math.exp(x[n - 1]));
        check("tanh", tanh()[n - 1], Math.tanh(x[n - 1]));
        check("sigmoid", sigmoid()[n - 1], 1 / (1 + Math.exp(-x[n - 1])));
        check("gelu", gelu()[n - 1] - 0.5 * x[n - 1], geluTanh()[n - 1] - 0.5 * x[n - 1], 1e-3);
        check("softmax", elements.sum(softmax(), 0, n), 1);
        check("layerNorm", elements.sumOfSquares(layerNorm(), 0, n), n, 1e-3);
        check("softmaxRows", elements.sum(softmaxRows(), 0, n / ROW * ROW), n / ROW, 1e-3);
        check("layerNormRows", elements.sumOfSquares(layerNormRows(), 0, n / ROW * ROW), n / ROW * ROW, 1e-3);
        check("sum", sum(), elements.dot(x, 0, ones, 0, n), 1e-3);
    }

    private static void check(String what, double actual, double expected) {
        check(what, actual, expected, 1e-5);
    }

    private static void check(String what, double actual, double expected, double tolerance) {
        if (Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))) return;
        throw new IllegalStateException(what + ": expected " + expected + ", but got " + actual);
    }

    @Benchmark
    public float[] exp() { return map(ElementFunction.EXP); }

    @Benchmark
    public float[] tanh() { return map(ElementFunction.TANH); }

    @Benchmark
    public float[] sigmoid() { return map(ElementFunction.SIGMOID); }

    @Benchmark
    public float[] gelu() { return map(ElementFunction.GELU); }

    @Benchmark
    public float[] geluTanh() { return map(ElementFunction.GELU_TANH); }

    private float[] map(ElementFunction f) {
        elements.map(f, x, 0, y, 0, n);
        return y;
    }

    @Benchmark
    public float[] softmax() {
        rows.softmax(x, 0, y, 0, n);
        return y;
    }

    @Benchmark
    public float[] layerNorm() {
        rows.layerNorm(x, 0, ones, 0, zeros, 0, 1e-5f, y, 0, statistics, 0, n);
        return y;
    }

    @Benchmark
    public float[] softmaxRows() {
        for (int row = 0; row <= n - ROW; row += ROW) rows.softmax(x, row, y, row, ROW);
        return y;
    }

    @Benchmark
    public float[] layerNormRows() {
        for (int row = 0; row <= n - ROW; row += ROW) rows.layerNorm(x, row, ones, 0, zeros, 0, 1e-5f, y, row, statistics, 0, ROW);
        return y;
    }

    @Benchmark
    public double sum() { return elements.sum(x, 0, n); }
}
