package dev.lanewise.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Matrices as text.
final class MatrixText {

    private static final int SHOWN = 8;
    private static final int GAP = -1;

    private MatrixText() {
    }

    static String render(Matrix matrix) {
        List<List<String>> cells = new ArrayList<>();
        for (int i : shown(matrix.rows())) {
            cells.add(shown(matrix.columns()).stream().map(j -> cell(matrix, i, j)).toList());
        }
        int width = cells.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(0);
        var text = new StringBuilder(matrix.toString());
        for (List<String> row : cells) {
            text.append('\n');
            for (String cell : row) text.append(" ".repeat(width - cell.length() + 2)).append(cell);
        }
        return text.toString();
    }

    /// All indices, or the first and the last few around a gap.
    private static List<Integer> shown(int count) {
        if (count <= SHOWN) return IntStream.range(0, count).boxed().toList();
        int half = SHOWN / 2;
        return IntStream.concat(IntStream.concat(IntStream.range(0, half), IntStream.of(GAP)),
                IntStream.range(count - half, count)).boxed().toList();
    }

    private static String cell(Matrix matrix, int i, int j) {
        return i == GAP || j == GAP ? "…" : String.format(Locale.ROOT, "%.6g", matrix.get(i, j));
    }
}
