package dev.lanewise.reduction;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Schema;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// The rows of a matrix as a source.
record DenseRows(Matrix x) implements RowSource {

    @Override public Schema schema() { return new Schema(List.of(Shape.of(x.columns())), List.of(), Schema.Target.none()); }

    @Override public long forEachBlock(int rows, BlockConsumer consumer) {
        for (int from = 0; from < x.rows(); from += rows) {
            int count = Math.min(rows, x.rows() - from);
            consumer.accept(x.rows(from, from + count).toArray(), new double[0], count);
        }
        return x.rows();
    }
}
