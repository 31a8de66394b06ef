package dev.lanewise.reduction;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.Triangle;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// A [RowBlock] in float32, whose product is added up in float64: the length of a float32 sum is bounded by the block.
final class FloatRows implements RowBlock {

    static final int CAPACITY = 1024;

    private static final int COLUMNS_AT_ONCE = 64;
    private static final int ROWS_AT_ONCE = 32;
    private static final int FIRST_ROWS = 16;

    private final int d;
    private final int capacity;
    private final Backend backend;
    private float[] rows;
    private int filled;

    FloatRows(int d, Backend backend) {
        this.d = d;
        this.capacity = RowBlock.capacity(d, CAPACITY);
        this.backend = backend;
        this.rows = new float[Math.min(capacity, FIRST_ROWS) * d];
    }

    @Override public int filled() { return filled; }

    @Override public int capacity() { return capacity; }

    @Override public void put(Matrix more) {
        reserve(more.rows());
        for (int i = 0; i < more.rows(); i++) {
            for (int j = 0; j < d; j++) rows[(filled + i) * d + j] = (float) more.get(i, j);
        }
        filled += more.rows();
    }

    @Override public void put(Dataset data, int from, int count) {
        reserve(count);
        int at = filled;
        backend.parallel(count, ROWS_AT_ONCE, (first, last) -> {
            for (int i = first; i < last; i++) data.readInput(0, from + i, rows, (at + i) * d);
        });
        filled += count;
    }

    @Override public void put(double[] values, int from) {
        reserve(1);
        for (int j = 0; j < d; j++) rows[filled * d + j] = (float) values[from + j];
        filled++;
    }

    private void reserve(int count) {
        if ((filled + count) * d > rows.length) rows = Arrays.copyOf(rows, Math.min(capacity, Math.max(filled + count, 4 * filled)) * d);
    }

    @Override public double get(int i, int j) { return rows[i * d + j]; }

    @Override public void shift(double[] shift, double[] sums) {
        float[] narrow = backend.borrowFloats(2 * d);
        for (int j = 0; j < d; j++) narrow[j] = (float) shift[j];
        Arrays.fill(narrow, d, 2 * d, 0);
        backend.parallel(d, COLUMNS_AT_ONCE, (from, to) -> shiftColumns(narrow, from, to - from));
        for (int j = 0; j < d; j++) sums[j] += narrow[d + j];
        backend.giveBack(narrow);
    }

    /// `narrow` holds the shift and behind it the sums.
    private void shiftColumns(float[] narrow, int from, int columns) {
        ElementKernels kernels = backend.kernels().elements();
        for (int i = 0; i < filled; i++) {
            int at = i * d + from;
            kernels.subtract(rows, at, narrow, from, rows, at, columns);
            kernels.add(narrow, d + from, rows, at, narrow, d + from, columns);
        }
    }

    @Override public double round(double value) { return (float) value; }

    @Override public void addProductTo(double[] scatter) {
        float[] product = backend.borrowFloats(d * d);
        backend.syrk(Triangle.UPPER, true, d, filled, 1f, rows, 0, d, 0f, product, 0, d);
        backend.parallel(d, ROWS_AT_ONCE, (from, to) -> {
            for (int i = from; i < to; i++) addTo(scatter, product, i * d + i, (i + 1) * d);
        });
        backend.giveBack(product);
        filled = 0;
    }

    private static void addTo(double[] sum, float[] product, int from, int to) {
        for (int at = from; at < to; at++) sum[at] += product[at];
    }

    @Override public RowBlock copy() {
        FloatRows copy = new FloatRows(d, backend);
        copy.rows = rows.clone();
        copy.filled = filled;
        return copy;
    }
}
