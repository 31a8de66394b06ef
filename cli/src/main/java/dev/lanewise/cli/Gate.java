package dev.lanewise.cli;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// A function of two bits, told for 00, 01, 10 and 11.
enum Gate {
    AND(0, 0, 0, 1), OR(0, 1, 1, 1), XOR(0, 1, 1, 0);

    private final List<Integer> answers;

    Gate(Integer... answers) {
        this.answers = List.of(answers);
    }

    int answer(int first, int second) { return answers.get(2 * first + second); }

    /// Four samples with the classes 0 and 1.
    Dataset data() {
        float[] classes = new float[answers.size()];
        for (int i = 0; i < classes.length; i++) classes[i] = answers.get(i);
        return TensorDataset.of(Tensor.of(Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1)).target(Schema.Target.classes("y", List.of("0", "1")), Tensor.of(Shape.of(4), classes));
    }
}
