package dev.lanewise.linalg;

import java.util.Arrays;

/// Elements of a sparse matrix in any order, on their way into rows.
///
/// @param major the row of each element, below `majors`
/// @param minor its column
record Triplets(int[] major, int[] minor, double[] values) {

    /// The same elements with ascending `major`, otherwise in the old order, by counting.
    Triplets sorted(int majors) {
        int[] next = starts(majors);
        var sorted = new Triplets(new int[major.length], new int[major.length], new double[major.length]);
        for (int p = 0; p < major.length; p++) {
            int to = next[major[p]]++;
            sorted.major[to] = major[p];
            sorted.minor[to] = minor[p];
            sorted.values[to] = values[p];
        }
        return sorted;
    }

    Triplets swapped() {
        return new Triplets(minor, major, values);
    }

    /// Sums neighbours at the same place, from first to last.
    Triplets merged() {
        int[] rows = major.clone();
        int[] columns = minor.clone();
        double[] sums = values.clone();
        int end = 0;
        for (int p = 0; p < sums.length; p++) {
            if (end > 0 && rows[end - 1] == rows[p] && columns[end - 1] == columns[p]) {
                sums[end - 1] += sums[p];
            } else {
                rows[end] = rows[p];
                columns[end] = columns[p];
                sums[end++] = sums[p];
            }
        }
        return new Triplets(Arrays.copyOf(rows, end), Arrays.copyOf(columns, end), Arrays.copyOf(sums, end));
    }

    /// Where the elements of each major index start once they are sorted; one more for the end.
    int[] starts(int majors) {
        int[] starts = new int[majors + 1];
        for (int row : major) starts[row + 1]++;
        for (int i = 0; i < majors; i++) starts[i + 1] += starts[i];
        return starts;
    }
}
