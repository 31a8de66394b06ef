package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.Diagonal;
import dev.lanewise.linalg.LDLT;
import dev.lanewise.linalg.LU;
import dev.lanewise.linalg.Side;
import dev.lanewise.linalg.Triangle;
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

/// The direct solvers, and the symmetric and triangular products that they are built of. The general product stands beside them as a yardstick.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class FactorizationBenchmark {

    @Param({"1", "2"})
    public int threads;

    private Backend backend;

    @Setup(Level.Trial)
    public void check(Systems s) {
        backend = Backend.of(threads);
        s.require("Cholesky", cholesky(s).certify(s.definite).residual());
        s.require("LU", lu(s).certify(s.general).residual());
        s.require("LDLT", ldlt(s).certify(s.symmetric).residual());
        syrk(s);
        s.checkSquare();
        s.fillRight();
        trsm(s);
        s.checkSolved();
    }

    @Benchmark
    public Cholesky cholesky(Systems s) {
        return Cholesky.of(s.definite, backend);
    }

    @Benchmark
    public LU lu(Systems s) {
        return LU.of(s.general, backend);
    }

    @Benchmark
    public LDLT ldlt(Systems s) {
        return LDLT.of(s.symmetric, backend);
    }

    @Benchmark
    public void syrk(Systems s) {
        backend.syrk(Triangle.LOWER, true, s.n, s.n, 1, s.x, 0, s.n, 0, s.result, 0, s.n);
    }

    /// In place: the numbers shrink towards zero from call to call, which costs no time because the triangle's diagonal is one.
    @Benchmark
    public void trsm(Systems s) {
        backend.trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, s.n, s.n, 1, s.triangle, 0, s.n, s.right, 0, s.n);
    }

    @Benchmark
    public void gemm(Systems s) {
        backend.gemm(true, false, s.n, s.n, s.n, 1.0, s.x, 0, s.n, s.x, 0, s.n, 0.0, s.result, 0, s.n);
    }
}
