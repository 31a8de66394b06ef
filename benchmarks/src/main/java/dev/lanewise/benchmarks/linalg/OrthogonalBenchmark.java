package dev.lanewise.benchmarks.linalg;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Quality;
import dev.lanewise.linalg.PivotedQR;
import dev.lanewise.linalg.QR;
import dev.lanewise.linalg.SVD;
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

/// QR, QR with column pivoting and the SVD on our kernels.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class OrthogonalBenchmark {

    private static final double LAPACK_PASSES = 30;

    @Param({"1", "2"})
    public int threads;

    private Backend backend;

    @Setup(Level.Trial)
    public void check(Rectangles r) {
        backend = Backend.of(threads);
        check(qr(r).certify(r.a));
        check(pivotedQr(r).certify(r.a));
        check(svd(r).certify(r.a));
    }

    private static void check(Quality certificate) {
        if (certificate.residual() < LAPACK_PASSES && certificate.orthogonality() < LAPACK_PASSES) return;
        throw new IllegalStateException("a decomposition is wrong: " + certificate);
    }

    @Benchmark
    public QR qr(Rectangles r) {
        return QR.of(r.a, backend);
    }

    @Benchmark
    public PivotedQR pivotedQr(Rectangles r) {
        return PivotedQR.of(r.a, backend);
    }

    @Benchmark
    public SVD svd(Rectangles r) {
        return SVD.of(r.a, backend);
    }

    @Benchmark
    public double[] singularValues(Rectangles r) {
        return SVD.valuesOf(r.a, backend);
    }
}
