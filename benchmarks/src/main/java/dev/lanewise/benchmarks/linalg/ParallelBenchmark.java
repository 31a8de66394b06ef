package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
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

/// Work split between two threads, `micros` for each of them, beside the common pool and one thread that does it all.
///
/// Between calls the caller is busy for `gapMicros`: after 50 our helper is still awake, after 1000 it sleeps.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParallelBenchmark {

    private static final int ITEMS = 32;

    @Param({"0", "3", "10", "30", "100"})
    public int micros;

    @Param({"0", "50", "1000"})
    public int gapMicros;

    private final Backend backend = Backend.of(2);
    private long steps;
    private double factor = 0.999999;
    private volatile double sink;

    /// Finds out how many steps take so long.
    @Setup(Level.Trial)
    public void calibrate() {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 2000; i++) {
            long start = System.nanoTime();
            sink = work(ITEMS, 1000);
            fastest = Math.min(fastest, (System.nanoTime() - start) / (ITEMS * 1000.0));
        }
        steps = Math.round(2000.0 * micros / ITEMS / fastest);
    }

    @Setup(Level.Invocation)
    public void pause() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 1000L * gapMicros) Thread.onSpinWait();
    }

    @Benchmark
    public void split() {
        backend.parallel(ITEMS, 1, (from, to) -> sink = work(to - from, steps));
    }

    @Benchmark
    public void serialSplit() {
        sink = work(ITEMS, steps);
    }

    @Benchmark
    public void poolSplit() {
        var half = new RecursiveAction() {
            @Override
            protected void compute() {
                sink = work(ITEMS / 2, steps);
            }
        };
        ForkJoinPool.commonPool().execute(half);
        sink = work(ITEMS / 2, steps);
        half.join();
    }

    private double work(int items, long stepsOfItem) {
        double x = 0.5;
        for (int i = 0; i < items; i++) {
            for (long step = 0; step < stepsOfItem; step++) x = Math.fma(x, factor, 1e-7);
        }
        return x;
    }
}
