package dev.lanewise.linalg;

import java.util.ArrayList;
import java.util.List;

/// `A = Q R` with Q as blocks of Householder reflections; R takes the place of A on and above the diagonal.
///
/// Panels of columns are taken out as rows and reduced by halves, so that nearly all of the work is matrix products.
///
/// @see <a href="https://doi.org/10.1147/rd.444.0605">Elmroth & Gustavson (2000): recursive QR</a>
final class Triangularization {

    private static final int FEW = 4;

    private final int m;
    private final int n;
    private final int k;
    private final double[] a;
    private final Backend backend;
    private final List<BlockReflector> blocks = new ArrayList<>();
    private final int[] starts;

    /// @param a the [m × n] matrix, row by row
    /// @param vectors [#vectorsSize] elements that may hold anything, for the reflections
    Triangularization(int m, int n, double[] a, double[] vectors, Backend backend) {
        this.m = m;
        this.n = n;
        this.k = Math.min(m, n);
        this.a = a;
        this.backend = backend;
        int usual = BlockReflector.usualSize(k);
        this.starts = new int[Math.ceilDiv(k, usual)];
        int at = 0;
        for (int start = 0; start < k; start += usual) {
            var block = new BlockReflector(Math.min(usual, k - start), m - start, vectors, at, m - start, backend);
            starts[blocks.size()] = start;
            blocks.add(block);
            eliminate(start, block);
            at += block.size * block.length;
        }
    }

    /// How many elements the reflections of an [m × n] matrix take.
    static int vectorsSize(int m, int n) {
        long total = 0;
        int k = Math.min(m, n);
        int usual = BlockReflector.usualSize(k);
        for (int start = 0; start < k; start += usual) total += (long) Math.min(usual, k - start) * (m - start);
        return Math.toIntExact(total);
    }

    Reflections reflections() {
        return new Reflections(m, List.copyOf(blocks), starts);
    }

    /// Copies R, `[min(m, n) × n]` with zeros below its diagonal.
    void copyR(double[] r) {
        for (int i = 0; i < k; i++) {
            java.util.Arrays.fill(r, i * n, i * n + i, 0);
            System.arraycopy(a, i * n + i, r, i * n + i, n - i);
        }
    }

    private void eliminate(int start, BlockReflector block) {
        int corner = start * n + start;
        backend.kernels().products().pack(a, corner, n, 1, block.length, block.size, block.length, block.v, block.from);
        reduce(block, 0, block.size, corner);
        block.apply(true, n - start - block.size, a, corner + block.size, n);
    }

    /// Reduces rows `first … first + count − 1` of a panel by halves; what belongs to R goes back into the matrix.
    private void reduce(BlockReflector block, int first, int count, int corner) {
        if (count <= FEW) {
            reduceFew(block, first, first + count, corner);
            return;
        }
        int half = count / 2;
        int second = first + half;
        reduce(block, first, half, corner);
        block.applyToRows(first, second, count - half);
        for (int j = second; j < first + count; j++) release(block, j, first, second, corner);
        reduce(block, second, count - half, corner);
        block.connect(first, half, count - half);
    }

    /// Reduces rows one by one, because a product costs more than it saves on so few.
    private void reduceFew(BlockReflector block, int first, int end, int corner) {
        for (int i = first; i < end; i++) {
            release(block, i, first, i, corner);
            reflect(block, i, corner + i * n + i);
            block.append(first, i);
            for (int j = i + 1; j < end; j++) block.applyToRow(i, j);
        }
    }

    /// Moves what belongs to rows `from … to − 1` of R from a row of the panel to the matrix.
    private void release(BlockReflector block, int j, int from, int to, int corner) {
        int row = block.row(j);
        for (int i = from; i < to; i++) {
            a[corner + i * n + j] = block.v[row + i];
            block.v[row + i] = 0;
        }
    }

    private void reflect(BlockReflector block, int i, int diagonal) {
        int at = block.row(i) + i;
        block.factor(i, Householder.reflect(block.v, at, block.length - i, backend.kernels().doubles()));
        a[diagonal] = block.v[at];
        block.v[at] = 1;
    }
}
