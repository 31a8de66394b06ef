package dev.lanewise.core.data;

import dev.lanewise.core.data.Schema.Target;

/// The samples of a data set as a [RowSource].
record DatasetRows(Dataset data) implements RowSource {

    DatasetRows {
        data.schema().input();                                // complains about several inputs
    }

    @Override public Schema schema() { return data.schema(); }

    @Override public long forEachBlock(int rows, BlockConsumer consumer) {
        RowSource.requireBlock(rows);
        int width = schema().input().size(), most = Math.min(rows, Math.max(1, data.size()));
        double[] inputs = new double[Math.multiplyExact(most, width)], targets = new double[schema().target().kind() == Target.Kind.NONE ? 0 : most];
        float[] target = new float[Math.max(1, schema().target().shape().size())];
        for (int from = 0; from < data.size(); from += most) {
            int count = Math.min(most, data.size() - from);
            for (int i = 0; i < count; i++) {
                data.readInput(0, from + i, inputs, i * width);
                if (targets.length == 0) continue;
                data.readTarget(from + i, target, 0);
                targets[i] = target[0];
            }
            consumer.accept(inputs, targets, count);
        }
        return data.size();
    }
}
