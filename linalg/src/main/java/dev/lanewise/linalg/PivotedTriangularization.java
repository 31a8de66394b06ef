package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.Arrays;
import java.util.stream.IntStream;

/// `A P = Q R` where each step takes the longest of the columns that are left.
///
/// Reflections of a panel are applied to one column and one row at a time, as far as the next choice needs them; the rest follows by
/// one matrix product. Lengths are brought up to date with the row that a step takes away. A panel ends early where cancellation would
/// make that meaningless, and these lengths are computed anew.
///
/// @see <a href="https://doi.org/10.1137/S1064827595296732">Quintana-Ortí, Sun & Bischof (1998): a BLAS-3 version of the QR factorization with column pivoting</a>
/// @see <a href="https://doi.org/10.1145/1377612.1377616">Drmač & Bujanović (2008): on the failure of rank-revealing QR software</a>
final class PivotedTriangularization {

    private static final int PANEL = 32;
    private static final double CANCELLED = Math.sqrt(0x1p-53);

    private final int m;
    private final int n;
    private final double[] a;
    private final double[] vectors;
    private final double[] tau;
    private final double[] f;
    private final double[] factors;
    private final double[] row;
    private final double[] lengths;
    private final double[] trusted;
    private final boolean[] doubtful;
    private final Backend backend;
    private final DoubleKernels kernels;
    final int[] permutation;

    /// @param a Aᵀ, `[n × m]`: its columns as rows; row j holds column j of R in its first elements afterwards
    /// @param vectors `min(m, n) · m` elements that may hold anything, for the reflections
    PivotedTriangularization(int m, int n, double[] a, double[] vectors, Backend backend) {
        this.m = m;
        this.n = n;
        this.a = a;
        this.vectors = vectors;
        this.backend = backend;
        this.kernels = backend.kernels().doubles();
        int k = Math.min(m, n);
        this.tau = new double[k];
        this.lengths = new double[n];
        this.doubtful = new boolean[n];
        this.permutation = IntStream.range(0, n).toArray();
        this.f = backend.borrowDoubles(Math.min(PANEL, k) * n);
        this.factors = backend.borrowDoubles(PANEL);
        this.row = backend.borrowDoubles(n);
        for (int j = 0; j < n; j++) lengths[j] = length(j, 0);
        this.trusted = lengths.clone();
        for (int start = 0; start < k; ) start = panel(start, Math.min(k, start + PANEL));
        for (double[] array : new double[][] {f, factors, row}) backend.giveBack(array);
    }

    private double length(int j, int from) {
        return Math.sqrt(kernels.dot(a, j * m + from, a, j * m + from, m - from));
    }

    /// Reduces columns from `start` on, up to `end` if all goes well; returns how far it came.
    private int panel(int start, int end) {
        int k = start;
        boolean trustworthy = true;
        while (k < end && trustworthy) {
            exchange(k, longest(k), start);
            reflect(k, start);
            project(k, start);
            trustworthy = takeRow(k, start);
            k++;
        }
        int done = k - start;
        if (k < Math.min(m, n)) {
            backend.gemm(true, false, n - k, m - k, done, -1.0, f, k, n, vectors, start * m + k, m, 1.0, a, k * m + k, m);
        }
        for (int j = k; j < n; j++) {
            if (doubtful[j]) lengths[j] = trusted[j] = length(j, k);
            doubtful[j] = false;
        }
        return k;
    }

    private int longest(int k) {
        int longest = k;
        for (int j = k + 1; j < n; j++) {
            if (lengths[j] > lengths[longest]) longest = j;
        }
        return longest;
    }

    private void exchange(int k, int other, int start) {
        if (k == other) return;
        swap(a, k * m, other * m, m);
        for (int i = 0; i < k - start; i++) swap(f, i * n + k, i * n + other, 1);
        int column = permutation[k];
        permutation[k] = permutation[other];
        permutation[other] = column;
        lengths[other] = lengths[k];
        trusted[other] = trusted[k];
    }

    private void swap(double[] x, int i, int j, int count) {
        for (int p = 0; p < count; p++) {
            double kept = x[i + p];
            x[i + p] = x[j + p];
            x[j + p] = kept;
        }
    }

    /// Brings column k up to date and reflects it.
    private void reflect(int k, int start) {
        int done = k - start;
        int at = k * m + k;
        for (int i = 0; i < done; i++) factors[i] = f[i * n + k];
        if (done > 0) {
            backend.gemm(false, false, 1, m - k, done, -1.0, factors, 0, done, vectors, start * m + k, m, 1.0, a, at, m);
        }
        tau[k] = Householder.reflect(a, at, m - k, kernels);
        Arrays.fill(vectors, k * m, at, 0);
        System.arraycopy(a, at, vectors, at, m - k);
        vectors[at] = 1;
    }

    /// `fₖ = τ Aᵀ v` for the A of this step, on the columns behind k.
    private void project(int k, int start) {
        int rest = n - k - 1;
        int done = k - start;
        if (rest == 0) return;
        int to = done * n + k + 1;
        backend.gemv(false, rest, m - k, tau[k], a, (k + 1) * m + k, m, vectors, k * m + k, 0.0, f, to);
        if (done == 0) return;
        backend.gemm(false, true, 1, done, m - k, 1.0, vectors, k * m + k, m, vectors, start * m + k, m, 0.0, factors, 0, done);
        backend.gemm(false, false, 1, rest, done, -tau[k], factors, 0, done, f, k + 1, n, 1.0, f, to, n);
    }

    /// Brings row k up to date, which ends as a row of R, and takes it out of the lengths. False if some of them can't be trusted any more.
    private boolean takeRow(int k, int start) {
        int rest = n - k - 1;
        int done = k - start + 1;
        if (rest == 0) return true;
        for (int i = 0; i < done; i++) factors[i] = vectors[(start + i) * m + k];
        backend.gemm(false, false, 1, rest, done, 1.0, factors, 0, done, f, k + 1, n, 0.0, row, 0, rest);
        boolean trustworthy = true;
        for (int j = k + 1; j < n; j++) {
            a[j * m + k] -= row[j - k - 1];
            if (lengths[j] == 0) continue;
            double ratio = Math.abs(a[j * m + k]) / lengths[j];
            double left = Math.max(0, (1 - ratio) * (1 + ratio));
            double since = lengths[j] / trusted[j];
            doubtful[j] = left * since * since <= CANCELLED;
            if (doubtful[j]) trustworthy = false;
            else lengths[j] *= Math.sqrt(left);
        }
        return trustworthy;
    }

    Reflections reflections() {
        return Reflections.of(tau.length, m, 0, vectors, tau, backend);
    }

    /// R, `[min(m, n) × n]` with zeros below its diagonal.
    double[] copyR() {
        int k = tau.length;
        double[] r = new double[k * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i <= Math.min(j, k - 1); i++) r[i * n + j] = a[j * m + i];
        }
        return r;
    }
}
