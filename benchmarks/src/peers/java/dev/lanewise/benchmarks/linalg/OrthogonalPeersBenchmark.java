package dev.lanewise.benchmarks.linalg;

import java.util.concurrent.TimeUnit;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.decomposition.SingularValue;
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

/// The decompositions of [OrthogonalBenchmark] on EJML, ojAlgo and LAPACK (OpenBLAS).
///
/// EJML runs on one thread; ojAlgo takes what it finds. LAPACK gets columns, as it likes them.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xss16m"})
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class OrthogonalPeersBenchmark {

    private static final int COLUMN_MAJOR = 102;

    @Param({"1", "2"})
    public int threads;

    private int m;
    private int n;
    private int k;
    private double[] source;
    private double[] a;
    private double[] u;
    private double[] s;
    private double[] vt;
    private int[] pivots;
    private DMatrixRMaj ejml;
    private R064Store ojalgo;

    @Setup(Level.Trial)
    public void fill(Rectangles r) {
        NativePeers.threads(threads);
        m = r.rows;
        n = r.columns;
        k = Math.min(m, n);
        source = r.a.transpose().toArray();
        a = source.clone();
        u = new double[m * k];
        s = new double[k];
        vt = new double[k * n];
        pivots = new int[n];
        ejml = DMatrixRMaj.wrap(m, n, r.a.toArray());
        ojalgo = R064Store.FACTORY.make(m, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) ojalgo.set(i, j, r.a.get(i, j));
        }
        double largest = lapackSvd()[0];
        double norm = r.a.norm();
        if (!(largest <= norm && largest >= norm / Math.sqrt(k))) throw new IllegalStateException("dgesdd is wrong: σ₁ = " + largest);
    }

    private double[] copy() {
        System.arraycopy(source, 0, a, 0, a.length);
        return a;
    }

    @Benchmark
    public int lapackQr() {
        return openblas.LAPACKE_dgeqrf(COLUMN_MAJOR, m, n, copy(), m, s);
    }

    @Benchmark
    public int lapackPivotedQr() {
        java.util.Arrays.fill(pivots, 0);
        return openblas.LAPACKE_dgeqp3(COLUMN_MAJOR, m, n, copy(), m, pivots, s);
    }

    @Benchmark
    public double[] lapackSvd() {
        openblas.LAPACKE_dgesdd(COLUMN_MAJOR, (byte) 'S', m, n, copy(), m, s, u, m, vt, k);
        return s;
    }

    @Benchmark
    public double[] lapackSingularValues() {
        openblas.LAPACKE_dgesdd(COLUMN_MAJOR, (byte) 'N', m, n, copy(), m, s, u, m, vt, k);
        return s;
    }

    @Benchmark
    public boolean ejmlQr() {
        return DecompositionFactory_DDRM.qr(m, n).decompose(ejml.copy());
    }

    @Benchmark
    public boolean ejmlPivotedQr() {
        return DecompositionFactory_DDRM.qrp(m, n).decompose(ejml.copy());
    }

    @Benchmark
    public boolean ejmlSvd() {
        return DecompositionFactory_DDRM.svd(m, n, true, true, true).decompose(ejml.copy());
    }

    @Benchmark
    public boolean ojalgoQr() {
        return QR.R064.make(ojalgo).decompose(ojalgo);
    }

    @Benchmark
    public boolean ojalgoSvd() {
        return SingularValue.R064.make(ojalgo).decompose(ojalgo);
    }
}
