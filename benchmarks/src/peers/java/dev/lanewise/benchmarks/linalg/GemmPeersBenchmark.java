package dev.lanewise.benchmarks.linalg;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The products of [GemmBenchmark] on EJML, ojAlgo, OpenBLAS and MKL.
///
/// EJML runs on one thread, ojAlgo on as many as it finds, whatever `threads` says.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmPeersBenchmark {

    @Param({"1", "2"})
    public int threads;

    private FloatPointer a;
    private FloatPointer b;
    private FloatPointer c;
    private DoublePointer x;
    private DoublePointer y;
    private DoublePointer z;
    private DMatrixRMaj ejmlA;
    private DMatrixRMaj ejmlB;
    private DMatrixRMaj ejmlC;
    private R064Store ojalgoA;
    private R064Store ojalgoB;
    private R064Store ojalgoC;

    @Setup(Level.Trial)
    public void check(Products p) {
        NativePeers.threads(threads);
        a = new FloatPointer(p.a);
        b = new FloatPointer(p.b);
        c = new FloatPointer(p.c);
        x = new DoublePointer(p.x);
        y = new DoublePointer(p.y);
        z = new DoublePointer(p.z);
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
        p.check(c.get((long) p.n * p.n - 1), last, last, 0x1p-24);
        p.check(z.get((long) p.n * p.n - 1), last, last, 0x1p-53);
        mklSingles(p, rate);
        mklDoubles(p, rate);
        p.check(c.get((long) p.n * p.n - 1), last, last, 0x1p-24);
        p.check(z.get((long) p.n * p.n - 1), last, last, 0x1p-53);
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
                1f, a, p.n, b, p.n, 0f, c, p.n);
        rate.add(p.n);
    }

    @Benchmark
    public void openblasDoubles(Products p, Products.Rate rate) {
        openblas.cblas_dgemm(openblas.CblasRowMajor, openblas.CblasNoTrans, openblas.CblasNoTrans, p.n, p.n, p.n,
                1.0, x, p.n, y, p.n, 0.0, z, p.n);
        rate.add(p.n);
    }

    @Benchmark
    public void mklSingles(Products p, Products.Rate rate) {
        mkl_rt.cblas_sgemm(mkl_rt.CblasRowMajor, mkl_rt.CblasNoTrans, mkl_rt.CblasNoTrans, p.n, p.n, p.n,
                1f, a, p.n, b, p.n, 0f, c, p.n);
        rate.add(p.n);
    }

    @Benchmark
    public void mklDoubles(Products p, Products.Rate rate) {
        mkl_rt.cblas_dgemm(mkl_rt.CblasRowMajor, mkl_rt.CblasNoTrans, mkl_rt.CblasNoTrans, p.n, p.n, p.n,
                1.0, x, p.n, y, p.n, 0.0, z, p.n);
        rate.add(p.n);
    }
}
