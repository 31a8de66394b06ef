package dev.lanewise.benchmarks.linalg;

import java.util.concurrent.TimeUnit;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.LU;
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

/// The decompositions of [FactorizationBenchmark] on EJML, ojAlgo and OpenBLAS's LAPACK, each with a fresh copy of the matrix.
///
/// EJML runs on one thread; ojAlgo takes what it finds.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xss16m"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class FactorizationPeersBenchmark {

    @Param({"1", "2"})
    public int threads;

    private double[] general;
    private double[] symmetric;
    private double[] definite;
    private double[] work;
    private int[] pivots;
    private R064Store ojalgoGeneral;
    private R064Store ojalgoDefinite;

    @Setup(Level.Trial)
    public void check(Systems s) {
        NativePeers.threads(threads);
        general = s.general.toArray();
        symmetric = s.symmetric.toArray();
        definite = s.definite.toArray();
        work = new double[s.n * s.n];
        pivots = new int[s.n];
        ojalgoGeneral = store(s.n, general);
        ojalgoDefinite = store(s.n, definite);
        require(openblasCholesky(s));
        require(openblasLU(s));
        require(openblasLDLT(s));
        if (!ejmlCholesky(s) || !ejmlLU(s) || !ojalgoCholesky() || !ojalgoLU()) throw new IllegalStateException("a peer failed");
    }

    private static R064Store store(int n, double[] elements) {
        R064Store store = R064Store.FACTORY.make(n, n);
        for (int i = 0; i < n * n; i++) store.set(i / n, i % n, elements[i]);
        return store;
    }

    private static void require(int info) {
        if (info != 0) throw new IllegalStateException("LAPACK returned " + info);
    }

    @Benchmark
    public int openblasCholesky(Systems s) {
        System.arraycopy(definite, 0, work, 0, work.length);
        return openblas.LAPACKE_dpotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', s.n, work, s.n);
    }

    @Benchmark
    public int openblasLU(Systems s) {
        System.arraycopy(general, 0, work, 0, work.length);
        return openblas.LAPACKE_dgetrf(openblas.LAPACK_COL_MAJOR, s.n, s.n, work, s.n, pivots);
    }

    @Benchmark
    public int openblasLDLT(Systems s) {
        System.arraycopy(symmetric, 0, work, 0, work.length);
        return openblas.LAPACKE_dsytrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', s.n, work, s.n, pivots);
    }

    @Benchmark
    public void openblasSyrk(Systems s) {
        openblas.cblas_dsyrk(openblas.CblasRowMajor, openblas.CblasLower, openblas.CblasTrans, s.n, s.n, 1, s.x, s.n, 0, s.result, s.n);
    }

    @Benchmark
    public void openblasTrsm(Systems s) {
        openblas.cblas_dtrsm(openblas.CblasRowMajor, openblas.CblasLeft, openblas.CblasLower, openblas.CblasNoTrans, openblas.CblasUnit,
                s.n, s.n, 1, s.triangle, s.n, s.right, s.n);
    }

    @Benchmark
    public boolean ejmlCholesky(Systems s) {
        return DecompositionFactory_DDRM.chol(s.n, true).decompose(new DMatrixRMaj(s.n, s.n, true, definite.clone()));
    }

    @Benchmark
    public boolean ejmlLU(Systems s) {
        return DecompositionFactory_DDRM.lu(s.n, s.n).decompose(new DMatrixRMaj(s.n, s.n, true, general.clone()));
    }

    @Benchmark
    public boolean ojalgoCholesky() {
        return Cholesky.R064.make(ojalgoDefinite).decompose(ojalgoDefinite);
    }

    @Benchmark
    public boolean ojalgoLU() {
        return LU.R064.make(ojalgoGeneral).decompose(ojalgoGeneral);
    }
}
