package dev.lanewise.reduction;

import dev.lanewise.core.data.RowSource;
import dev.lanewise.core.data.Schema;

/// Rows from a source, scaled to length 1 as they come; zeros stay zeros.
record UnitSource(RowSource raw) implements RowSource {

    @Override public Schema schema() { return raw.schema(); }

    @Override public long forEachBlock(int rows, BlockConsumer consumer) {
        int d = schema().input().size();
        return raw.forEachBlock(rows, (inputs, targets, count) -> {
            for (int i = 0; i < count; i++) UnitRows.normalize(inputs, i * d, d);
            consumer.accept(inputs, targets, count);
        });
    }
}
