package dev.lanewise.linalg;

import java.util.List;

/// An orthogonal matrix as a product of Householder reflections in blocks; it is never formed unless asked for.
///
/// Block i starts at row and column `starts[i]`, ascending.
record Reflections(int order, List<BlockReflector> blocks, int[] starts) {

    /// Replaces `C` by `Q C`, for a `[order × columns]` matrix of leading dimension `columns`.
    void times(double[] c, int columns) {
        for (int i = blocks.size() - 1; i >= 0; i--) blocks.get(i).apply(false, columns, c, starts[i] * columns, columns);
    }

    /// Replaces `C` by `Qᵀ C`.
    void transposeTimes(double[] c, int columns) {
        for (int i = 0; i < blocks.size(); i++) blocks.get(i).apply(true, columns, c, starts[i] * columns, columns);
    }

    /// The first columns of Q: reflections don't reach the columns of the identity before them.
    Matrix columns(int columns) {
        double[] q = new double[MatrixChecks.size(order, columns)];
        for (int i = 0; i < columns; i++) q[i * columns + i] = 1;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            int start = starts[i];
            blocks.get(i).apply(false, columns - start, q, start * columns + start, columns);
        }
        return Matrix.wrap(order, columns, q);
    }
}
