package dev.lanewise.benchmarks.linalg;

import java.util.concurrent.TimeUnit;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The products of [GemmBenchmark] on EJML, ojAlgo and OpenBLAS.
///
/// EJML and OpenBLAS run on one thread; ojAlgo takes what it finds. An `OPENBLAS_CORETYPE` in the environment would hold OpenBLAS
/// to half its speed and is refused.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmPeersBenchmark {

    private DMatrixRMaj ejmlA;
    private DMatrixRMaj ejmlB;
    private DMatrixRMaj ejmlC;
    private R064Store ojalgoA;
    private R064Store ojalgoB;
    private R064Store ojalgoC;

    @Setup(Level.Trial)
    public void check(Products p) {
        if (System.getenv("OPENBLAS_CORETYPE") != null) throw new IllegalStateException("unset OPENBLAS_CORETYPE first");
        openblas.blas_set_num_threads(1);
        ejmlA = DMatrixRMaj.wrap(p.n, p.n, p.x);
        ejmlB = DMatrixRMaj.wrap(p.n, p.n, p.y);
        ejmlC = new DMatrixRMaj(p.n, p.n);
        ojalgoA = R064Store.FACTORY.make(p.n, p.n);
        ojalgoB = R064Store.FACTORY.make(p.n, p.n);
        ojalgoC = R064Store.FACTORY.make(p.n, p.n);
        for (int i = 0; i < p.n * p.n; i++) {
            ojalgoA.set(i / p.n, i % p.n, p.x[i]);
            ojalgoB.set(i / p.n, i % p.n, p.y[i]);
        }
        var rate = new Products.Rate();
        ejmlDoubles(p, rate);
        ojalgoDoubles(p, rate);
        openblasSingles(p, rate);
        openblasDoubles(p, rate);
        int last = p.n - 1;
        p.check(ejmlC.get(last, last), last, last, 0x1p-53);
        p.check(ojalgoC.get(last, last), last, last, 0x1p-53);
        p.check(p.c[p.n * p.n - 1], last, last, 0x1p-24);
        p.check(p.z[p.n * p.n - 1], last, last, 0x1p-53);
    }

    @Benchmark
    public void ejmlDoubles(Products p, Products.Rate rate) {
        CommonOps_DDRM.mult(ejmlA, ejmlB, ejmlC);
        rate.add(p.n);
    }

    @Benchmark
    public void ojalgoDoubles(Products p, Products.Rate rate) {
        ojalgoC.fillByMultiplying(ojalgoA, ojalgoB);
        rate.add(p.n);
    }

    @Benchmark
    public void openblasSingles(Products p, Products.Rate rate) {
        openblas.cblas_sgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasNoTrans, p.n, p.n, p.n,
                1f, p.a, p.n, p.b, p.n, 0f, p.c, p.n);
        rate.add(p.n);
    }

    @Benchmark
    public void openblasDoubles(Products p, Products.Rate rate) {
        openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasNoTrans, p.n, p.n, p.n,
                1.0, p.x, p.n, p.y, p.n, 0.0, p.z, p.n);
        rate.add(p.n);
    }
}
