package dev.lanewise.benchmarks.linalg;

import java.util.concurrent.TimeUnit;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ojalgo.matrix.decomposition.Eigenvalue;
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

/// The problems of [EigenBenchmark] on EJML, ojAlgo and LAPACK's dsyevd in OpenBLAS.
///
/// EJML runs on one thread, ojAlgo takes what it finds.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xss16m"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EigenPeersBenchmark {

    @Param({"1", "2"})
    public int threads;

    private double[] work;
    private double[] values;
    private R064Store ojalgoA;

    @Setup(Level.Trial)
    public void check(SymmetricMatrices m) {
        NativePeers.threads(threads);
        work = new double[m.n * m.n];
        values = new double[m.n];
        ojalgoA = R064Store.FACTORY.make(m.n, m.n);
        for (int i = 0; i < m.n * m.n; i++) ojalgoA.set(i / m.n, i % m.n, m.elements[i]);
        agree(m, lapackValues(m)[m.n - 1]);
        agree(m, lapackAll(m)[m.n - 1]);
        if (m.n > 1000) return;
        EigenDecomposition_F64<DMatrixRMaj> decomposition = ejmlAll(m);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < m.n; i++) largest = Math.max(largest, decomposition.getEigenvalue(i).real);
        agree(m, largest);
        agree(m, ojalgoAll().getEigenvalues().get(0).doubleValue());
    }

    private static void agree(SymmetricMatrices m, double largest) {
        double expected = dev.lanewise.linalg.SymmetricEigen.largest(m.matrix, 1).values()[0];
        if (Math.abs(largest - expected) <= m.n * 0x1p-50 * m.matrix.norm()) return;
        throw new IllegalStateException("the largest eigenvalue is " + largest + " instead of " + expected);
    }

    @Benchmark
    public double[] lapackAll(SymmetricMatrices m) {
        return dsyevd(m, (byte) 'V');
    }

    @Benchmark
    public double[] lapackValues(SymmetricMatrices m) {
        return dsyevd(m, (byte) 'N');
    }

    private double[] dsyevd(SymmetricMatrices m, byte job) {
        System.arraycopy(m.elements, 0, work, 0, work.length);
        int info = openblas.LAPACKE_dsyevd(openblas.LAPACK_COL_MAJOR, job, (byte) 'L', m.n, work, m.n, values);
        if (info != 0) throw new IllegalStateException("dsyevd answers " + info);
        return values;
    }

    @Benchmark
    public EigenDecomposition_F64<DMatrixRMaj> ejmlAll(SymmetricMatrices m) {
        System.arraycopy(m.elements, 0, work, 0, work.length);
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(m.n, true, true);
        decomposition.decompose(DMatrixRMaj.wrap(m.n, m.n, work));
        return decomposition;
    }

    @Benchmark
    public Eigenvalue<Double> ojalgoAll() {
        Eigenvalue<Double> decomposition = Eigenvalue.R064.make(ojalgoA, true);
        decomposition.decompose(ojalgoA);
        return decomposition;
    }
}
