package dev.lanewise.linalg;

import java.util.ArrayList;
import java.util.List;

/// An orthogonal matrix as a product of Householder reflections in blocks; it is never formed unless asked for.
///
/// Block i starts at row and column `starts[i]`, ascending.
record Reflections(int order, List<BlockReflector> blocks, int[] starts) {

    /// Of `count` reflections that stand in the rows of an array with `order` columns and begin `shift` columns right of the diagonal.
    static Reflections of(int count, int order, int shift, double[] vectors, double[] tau, Backend backend) {
        List<BlockReflector> blocks = new ArrayList<>();
        int usual = BlockReflector.usualSize(count);
        int[] starts = new int[Math.max(0, Math.ceilDiv(count, usual))];
        for (int start = 0; start < count; start += usual) {
            int size = Math.min(usual, count - start);
            int first = start + shift;
            var block = new BlockReflector(size, order - first, vectors, start * order + first, order, backend);
            for (int i = 0; i < size; i++) block.factor(i, tau[start + i]);
            starts[blocks.size()] = first;
            blocks.add(block.join());
        }
        return new Reflections(order, List.copyOf(blocks), starts);
    }

    /// `Q x`, checked.
    Matrix times(String who, Matrix x) {
        MatrixChecks.rightSide(who, order, x);
        double[] c = x.toArray();
        times(c, x.columns());
        return Matrix.wrap(order, x.columns(), c);
    }

    /// `Qᵀ x`, checked.
    Matrix transposeTimes(String who, Matrix x) {
        MatrixChecks.rightSide(who, order, x);
        double[] c = x.toArray();
        transposeTimes(c, x.columns());
        return Matrix.wrap(order, x.columns(), c);
    }

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
