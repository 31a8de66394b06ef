package dev.lanewise.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// `partial.txt` and the matrices it was made of.
final class OutsideValues {

    private OutsideValues() {
    }

    static double[] read(String name) {
        try (InputStream in = OutsideValues.class.getResourceAsStream("partial.txt")) {
            String line = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
            return Arrays.stream(line.substring(name.length() + 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `pattern(m, n, per)` of `partial.py`.
    static SparseMatrix pattern(int m, int n, int perRow) {
        int[] rows = new int[m * perRow];
        int[] columns = new int[m * perRow];
        double[] values = new double[m * perRow];
        for (int q = 0; q < values.length; q++) {
            rows[q] = q / perRow;
            columns[q] = (int) ((q * 7919L + rows[q] * 31L) % n);
            values[q] = q * 2654435761L % 1000003 / 1000003.0 - 0.5;
        }
        return SparseMatrix.of(m, n, rows, columns, values);
    }

    static SparseMatrix symmetric(int n, int perRow) {
        SparseMatrix a = pattern(n, n, perRow);
        return SparseMatrix.of(a.toDense().plus(a.transpose().toDense()));
    }
}
