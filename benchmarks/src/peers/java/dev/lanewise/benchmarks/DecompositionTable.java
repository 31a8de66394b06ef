package dev.lanewise.benchmarks;

import dev.lanewise.benchmarks.linalg.NativePeers;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Cholesky;
import dev.lanewise.linalg.LU;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.QR;
import dev.lanewise.linalg.Quality;
import dev.lanewise.linalg.SVD;
import dev.lanewise.linalg.SymmetricEigen;
import dev.lanewise.linalg.Triangle;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/// Prints decompositions beside OpenBLAS's LAPACK, with which they take [Turns] in one process; and beside EJML and ojAlgo, which follow.
///
/// Arguments are the number of threads and works like `cholesky:2000` or `svd:2000x784`. A time is the median of the medians of at least five turns in at least three
/// seconds, after four seconds of warming up, with a tenth of the calls below and above what stands in brackets. EJML and ojAlgo get three seconds of
/// warming up and three calls, and are left out where one takes longer than five seconds or they have nothing of the kind.
public final class DecompositionTable {

    private static final int COLUMN_MAJOR = 102;
    private static final int ROW_MAJOR = 101;
    private static final double LAPACK_PASSES = 30;
    private static final double WARM_UP = 4e9;
    private static final double MEASURED = 3e9;
    private static final int TURNS = 5;
    private static final double TOO_LONG = 5e9;
    private static final Runnable NONE = () -> { };

    private final int m;
    private final int n;
    private final Matrix a;
    private final Backend backend;
    private final DoublePointer source;
    private final DoublePointer work;
    private final DoublePointer values;
    private final IntPointer pivots;

    private DecompositionTable(Matrix a, Backend backend) {
        this.m = a.rows();
        this.n = a.columns();
        this.a = a;
        this.backend = backend;
        this.source = new DoublePointer(a.transpose().toArray());
        this.work = new DoublePointer((long) m * n);
        this.values = new DoublePointer(n);
        this.pivots = new IntPointer(n);
    }

    /// One library's way and those of its peers.
    private record Work(Runnable ours, Runnable lapack, Runnable ejml, Runnable ojalgo) {
    }

    public static void main(String[] args) {
        int threads = Integer.parseInt(args[0]);
        NativePeers.openblasThreads(threads);
        System.out.println(Machine.describe() + "\n- Arguments: `" + String.join(" ", args) + "`\n");
        System.out.println("| operation | n | threads | Lanewise | LAPACK of OpenBLAS | EJML | ojAlgo |\n| --- | --- | --- | --- | --- | --- | --- |");
        NativePeers.onLargeStack(() -> Arrays.stream(args).skip(1).forEach(work -> print(work, threads)));
    }

    private static void print(String work, int threads) {
        String[] parts = work.split(":");
        System.out.println("| " + parts[0] + " | " + parts[1].replace("x", " × ") + " | " + threads + " | " + line(parts[0], parts[1].split("x"), Backend.of(threads)) + " |");
        System.gc();
    }

    private static String line(String operation, String[] extents, Backend backend) {
        int rows = Integer.parseInt(extents[0]);
        int columns = Integer.parseInt(extents[extents.length - 1]);
        Matrix general = Matrix.gaussian(rows, columns, 1);
        Work work = switch (operation) {
            case "cholesky" -> new DecompositionTable(general.timesTransposed(general).plus(Matrix.identity(rows)), backend).cholesky();
            case "lu" -> new DecompositionTable(general, backend).lu();
            case "qr" -> new DecompositionTable(general, backend).qr();
            case "eigen", "eigenvalues" -> new DecompositionTable(general.plus(general.transpose()), backend).eigen(operation.equals("eigen"));
            case "svd", "singularvalues" -> new DecompositionTable(general, backend).svd(operation.equals("svd"));
            case "syrk" -> new DecompositionTable(general, backend).syrk();
            case "gemm" -> new DecompositionTable(general, backend).gemm();
            default -> throw new IllegalArgumentException("DecompositionTable: expected cholesky, lu, qr, eigen, eigenvalues, svd, singularvalues, syrk or gemm, but got " + operation);
        };
        Turns.Times times = Turns.of(work.ours, work.lapack, backend.threads()).measure(WARM_UP, MEASURED, TURNS);
        return String.join(" | ", times.ours().toString(), times.beside(), alone(work.ejml).map(times::beside).orElse(""), alone(work.ojalgo).map(times::beside).orElse(""));
    }

    private static Optional<Sampled> alone(Runnable work) {
        if (work == NONE || Turn.nanos(work) > TOO_LONG) return Optional.empty();
        long start = System.nanoTime();
        while (System.nanoTime() - start < MEASURED) work.run();
        return Optional.of(Sampled.of(Turn.nanos(work), Turn.nanos(work), Turn.nanos(work)));
    }

    private static void check(Quality quality) {
        if (quality.residual() < LAPACK_PASSES && quality.orthogonality() < LAPACK_PASSES) return;
        throw new IllegalStateException("a decomposition is wrong: " + quality);
    }

    private void copy() {
        Pointer.memcpy(work, source, (long) Double.BYTES * m * n);
    }

    private static void require(int info) {
        if (info != 0) throw new IllegalStateException("LAPACK returned " + info);
    }

    private DMatrixRMaj ejml() {
        return new DMatrixRMaj(m, n, true, a.toArray());
    }

    private R064Store ojalgo() {
        R064Store store = R064Store.FACTORY.make(m, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) store.set(i, j, a.get(i, j));
        }
        return store;
    }

    private Work cholesky() {
        check(Cholesky.of(a, backend).certify(a));
        R064Store store = ojalgo();
        return new Work(() -> Cholesky.of(a, backend), () -> {
            copy();
            require(openblas.LAPACKE_dpotrf(COLUMN_MAJOR, (byte) 'L', n, work, n));
        }, () -> DecompositionFactory_DDRM.chol(n, true).decompose(ejml()), () -> org.ojalgo.matrix.decomposition.Cholesky.R064.make(store).decompose(store));
    }

    private Work lu() {
        check(LU.of(a, backend).certify(a));
        R064Store store = ojalgo();
        return new Work(() -> LU.of(a, backend), () -> {
            copy();
            require(openblas.LAPACKE_dgetrf(COLUMN_MAJOR, n, n, work, n, pivots));
        }, () -> DecompositionFactory_DDRM.lu(n, n).decompose(ejml()), () -> org.ojalgo.matrix.decomposition.LU.R064.make(store).decompose(store));
    }

    private Work qr() {
        check(QR.of(a, backend).certify(a));
        R064Store store = ojalgo();
        return new Work(() -> QR.of(a, backend), () -> {
            copy();
            require(openblas.LAPACKE_dgeqrf(COLUMN_MAJOR, m, n, work, m, values));
        }, () -> DecompositionFactory_DDRM.qr(m, n).decompose(ejml()), () -> org.ojalgo.matrix.decomposition.QR.R064.make(store).decompose(store));
    }

    private Work eigen(boolean vectors) {
        check(SymmetricEigen.of(a, backend).certify(a));
        R064Store store = ojalgo();
        Runnable lapack = () -> {
            copy();
            require(openblas.LAPACKE_dsyevd(COLUMN_MAJOR, (byte) (vectors ? 'V' : 'N'), (byte) 'L', n, work, n, values));
        };
        Runnable ours = () -> { if (vectors) SymmetricEigen.of(a, backend); else SymmetricEigen.values(a, backend); };
        return new Work(ours, lapack, () -> DecompositionFactory_DDRM.eig(n, vectors, true).decompose(ejml()),
                vectors ? () -> Eigenvalue.R064.make(store, true).decompose(store) : NONE);
    }

    private Work svd(boolean vectors) {
        check(SVD.of(a, backend).certify(a));
        int k = Math.min(m, n);
        var u = new DoublePointer((long) m * k);
        var vt = new DoublePointer((long) k * n);
        R064Store store = ojalgo();
        Runnable lapack = () -> {
            copy();
            require(openblas.LAPACKE_dgesdd(COLUMN_MAJOR, (byte) (vectors ? 'S' : 'N'), m, n, work, m, values, u, m, vt, k));
        };
        Runnable ours = () -> { if (vectors) SVD.of(a, backend); else SVD.valuesOf(a, backend); };
        return new Work(ours, lapack, () -> DecompositionFactory_DDRM.svd(m, n, vectors, vectors, true).decompose(ejml()),
                vectors ? () -> SingularValue.R064.make(store).decompose(store) : NONE);
    }

    private Work syrk() {
        double[] x = a.toArray();
        double[] c = new double[n * n];
        return new Work(() -> backend.syrk(Triangle.LOWER, true, n, m, 1.0, x, 0, n, 0.0, c, 0, n),
                () -> openblas.cblas_dsyrk(ROW_MAJOR, openblas.CblasLower, openblas.CblasTrans, n, m, 1, source, n, 0, work, n), NONE, NONE);
    }

    private Work gemm() {
        double[] x = a.toArray();
        double[] c = new double[n * n];
        return new Work(() -> backend.gemm(false, false, n, n, n, 1.0, x, 0, n, x, 0, n, 0.0, c, 0, n),
                () -> openblas.cblas_dgemm(ROW_MAJOR, openblas.CblasNoTrans, openblas.CblasNoTrans, n, n, n, 1, source, n, source, n, 0, work, n), NONE, NONE);
    }
}
