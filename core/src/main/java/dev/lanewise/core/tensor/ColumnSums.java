package dev.lanewise.core.tensor;

import dev.lanewise.linalg.Backend;
import java.util.Arrays;

/// Sums over many rows, column by column: float32 within blocks of rows, float64 over the blocks, so that their number costs no digits.
///
/// Threads share the columns, never a sum, so the bits don't depend on their number.
public final class ColumnSums {

    private static final int BLOCK = 512;

    /// Adds what one row contributes to columns `from … to − 1` of `sums`.
    public interface Term {
        void add(int row, int from, int to, float[] sums);
    }

    private ColumnSums() { }

    /// `out += Σ` of the terms of all rows.
    public static void add(Backend backend, int rows, int columns, Term term, float[] out) {
        int grain = Math.max(16, Elementwise.GRAIN / Math.max(1, rows) / 16 * 16);
        backend.parallel(columns, grain, (from, to) -> {
            float[] block = backend.borrowFloats(columns);
            double[] total = backend.borrowDoubles(columns);
            Arrays.fill(total, from, to, 0);
            for (int first = 0; first < rows; first += BLOCK) {
                Arrays.fill(block, from, to, 0);
                for (int row = first; row < Math.min(rows, first + BLOCK); row++) term.add(row, from, to, block);
                for (int j = from; j < to; j++) total[j] += block[j];
            }
            for (int j = from; j < to; j++) out[j] += (float) total[j];
            backend.giveBack(block);
            backend.giveBack(total);
        });
    }

    /// `out += Σ x` for rows that lie one behind the other.
    public static void addRows(Backend backend, float[] x, int rows, int columns, float[] out) {
        var kernels = backend.kernels().elements();
        add(backend, rows, columns, (row, from, to, sums) -> kernels.axpby(1, x, row * columns + from, 1, sums, from, to - from), out);
    }
}
