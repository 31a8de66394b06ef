package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
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

/// Square products `C = A · B` on our kernels.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {

    @Param({"1", "2"})
    public int threads;

    private Backend backend;

    @Setup(Level.Trial)
    public void check(Products p) {
        backend = Backend.of(threads);
        singles(p, new Products.Rate());
        doubles(p, new Products.Rate());
        p.check(p.c[p.n * p.n - 1], p.n - 1, p.n - 1, 0x1p-24);
        p.check(p.z[p.n * p.n - 1], p.n - 1, p.n - 1, 0x1p-53);
    }

    @Benchmark
    public void singles(Products p, Products.Rate rate) {
        backend.gemm(false, false, p.n, p.n, p.n, 1f, p.a, 0, p.n, p.b, 0, p.n, 0f, p.c, 0, p.n);
        rate.add(p.n);
    }

    @Benchmark
    public void doubles(Products p, Products.Rate rate) {
        backend.gemm(false, false, p.n, p.n, p.n, 1.0, p.x, 0, p.n, p.y, 0, p.n, 0.0, p.z, 0, p.n);
        rate.add(p.n);
    }
}
