package dev.lanewise.core.data;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Some rows of another data set.
record SelectedRows(Dataset whole, int[] rows) implements Dataset {

    SelectedRows {
        for (int row : rows) {
            if (row < 0 || row >= whole.size()) {
                throw new IllegalArgumentException("Dataset.rows: expected rows in 0 … " + (whole.size() - 1) + ", but got " + row);
            }
        }
    }

    @Override public int size() { return rows.length; }

    @Override public Schema schema() { return whole.schema(); }

    @Override public void readInput(int input, int row, float[] to, int toFrom) { whole.readInput(input, rows[row], to, toFrom); }

    @Override public void readInput(int input, int row, double[] to, int toFrom) { whole.readInput(input, rows[row], to, toFrom); }

    @Override public void readTarget(int row, float[] to, int toFrom) { whole.readTarget(rows[row], to, toFrom); }

    @Override public double weight(int row) { return whole.weight(rows[row]); }

    @Override public String name(int row) { return whole.name(rows[row]); }

    @Override public boolean isWeighted() { return whole.isWeighted(); }

    @Override public String fingerprint() {
        return Hashing.sha256().hashString(whole.fingerprint() + Arrays.toString(rows), StandardCharsets.UTF_8).toString();
    }
}
