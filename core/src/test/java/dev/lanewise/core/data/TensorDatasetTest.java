package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorDatasetTest {

    private final Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    private final Tensor z = Tensor.of(Shape.of(2, 1, 2), 7, 8, 9, 10);
    private final TensorDataset data = TensorDataset.of(x, z).target(Target.classes("answer", List.of("no", "yes")), Tensor.of(Shape.of(2), 1, 0));

    @Test void everyInputAndTheTargetAreReadByRow() {
        float[] to = new float[4];

        data.readInput(0, 1, to, 1);
        assertThat(to).containsExactly(0, 4, 5, 6);
        data.readInput(1, 0, to, 0);
        assertThat(to).containsExactly(7, 8, 5, 6);
        data.readTarget(0, to, 3);
        assertThat(to).containsExactly(7, 8, 5, 1);
    }

    @Test void theSchemaTellsShapesOfSingleSamples() {
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.schema().inputs()).containsExactly(Shape.of(3), Shape.of(1, 2));
        assertThat(data.schema().target()).isEqualTo(Target.classes("answer", List.of("no", "yes")));
        assertThat(TensorDataset.of(x).target(Target.number("y"), z).schema().target().shape()).isEqualTo(Shape.of(1, 2));
    }

    @Test void theFingerprintTellsDataApart() {
        assertThat(data.fingerprint()).isEqualTo(TensorDataset.of(x, z).target(Target.classes("answer", List.of("no", "yes")), Tensor.of(Shape.of(2), 1, 0)).fingerprint());
        assertThat(data.fingerprint()).isNotEqualTo(TensorDataset.of(x, z).fingerprint())
                .isNotEqualTo(TensorDataset.of(x, z).target(Target.classes("answer", List.of("no", "yes")), Tensor.of(Shape.of(2), 1, 1)).fingerprint());
    }

    @Test void inputsHaveEquallyManySamples() {
        assertThatThrownBy(() -> TensorDataset.of(x, Tensor.vector(1, 2, 3))).isInstanceOf(ShapeException.class)
                .hasMessage("TensorDataset: expected 2 samples along the first axis, but got [3]");
        assertThatThrownBy(() -> data.target(Target.number("y"), Tensor.of(Shape.scalar(), 1))).isInstanceOf(ShapeException.class);
    }
}
