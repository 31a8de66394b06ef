package dev.lanewise.core.doctor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.Scaling;
import java.util.ArrayList;
import java.util.List;

/// Some samples in memory.
///
/// @param inputs scaled as the network sees them, the batch as the first axis
/// @param target the batch as the first axis
record SampleRows(List<Tensor> inputs, Tensor target) {

    /// At most `most` samples, evenly spread.
    static SampleRows of(Dataset data, Scaling scaling, int most) {
        int[] rows = spread(data.size(), most);
        List<Tensor> inputs = new ArrayList<>();
        for (int input = 0; input < data.schema().inputs().size(); input++) inputs.add(input(data, input, rows, scaling));
        Shape shape = data.schema().target().shape();
        float[] target = new float[rows.length * shape.size()];
        for (int i = 0; i < rows.length; i++) data.readTarget(rows[i], target, i * shape.size());
        return new SampleRows(inputs, Tensor.of(shape.withFirst(rows.length), target));
    }

    static int[] spread(int size, int most) {
        int n = Math.min(size, most), of = Math.max(1, n);
        return java.util.stream.IntStream.range(0, n).map(i -> (int) ((long) i * size / of)).toArray();
    }

    private static Tensor input(Dataset data, int input, int[] rows, Scaling scaling) {
        Shape shape = data.schema().inputs().get(input);
        int n = shape.size();
        float[] values = new float[Math.multiplyExact(rows.length, n)];
        for (int i = 0; i < rows.length; i++) {
            data.readInput(input, rows[i], values, i * n);
            if (input == 0) scaling.apply(values, i * n, n);
        }
        return Tensor.of(shape.withFirst(rows.length), values);
    }

    int size() { return target.shape().extent(0); }
}
