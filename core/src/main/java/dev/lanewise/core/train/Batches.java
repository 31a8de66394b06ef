package dev.lanewise.core.train;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;

/// Samples as batches of tensors, gathered and scaled into arrays that every batch uses again.
final class Batches {

    private final Dataset data;
    private final Scaling scaling;
    private final List<float[]> inputs = new ArrayList<>();
    private final float[] targets;

    Batches(Dataset data, Scaling scaling, int batchSize) {
        this.data = data;
        this.scaling = scaling;
        for (Shape shape : data.schema().inputs()) inputs.add(new float[Math.multiplyExact(batchSize, shape.size()) + 16]);
        this.targets = new float[Math.multiplyExact(batchSize, data.schema().target().shape().size()) + 16];
    }

    /// The inputs of rows `order[from … to − 1]`.
    List<Tensor> inputs(Tape tape, int[] order, int from, int to) {
        List<Tensor> tensors = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) tensors.add(input(tape, input, order, from, to));
        return tensors;
    }

    private Tensor input(Tape tape, int input, int[] order, int from, int to) {
        Shape shape = data.schema().inputs().get(input);
        int n = shape.size();
        float[] values = inputs.get(input);
        Backend backend = tape.backend();
        backend.parallel(to - from, 32, (first, last) -> {
            for (int i = first; i < last; i++) {
                data.readInput(input, order[from + i], values, i * n);
                if (input == 0) scaling.apply(values, i * n, n);
            }
        });
        return tape.constant(shape.withFirst(to - from), values);
    }

    /// The targets of the same rows.
    Tensor targets(Tape tape, int[] order, int from, int to) {
        Schema.Target target = data.schema().target();
        int n = target.shape().size();
        for (int i = from; i < to; i++) data.readTarget(order[i], targets, (i - from) * n);
        return tape.constant(target.shape().withFirst(to - from), targets);
    }
}
