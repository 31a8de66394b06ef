package dev.lanewise.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Form;
import dev.lanewise.linalg.Backend;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerSentencesTest {

    @Test void anOpenLastAxisStaysOpenWhenPartsAreConcatenated() {
        assertThat(Concatenate.of().outputShape(List.of(Shape.batch(Shape.ANY), Shape.batch(3)))).isEqualTo(Shape.batch(Shape.ANY));
        assertThat(Concatenate.of().outputShape(List.of(Shape.batch(4), Shape.batch(3)))).isEqualTo(Shape.batch(7));
    }

    @Test void anOpenAxisCannotBeReshaped() {
        assertThatThrownBy(() -> Reshape.of(4).outputShape(Shape.batch(Shape.ANY, 4))).isInstanceOf(ShapeException.class)
                .hasMessage("Reshape(4): expected samples of known extents, but got [batch, any, 4]");
    }

    @Test void numbersThatFloat32WouldSwallowAreRefused() {
        assertThatThrownBy(() -> LayerNorm.of().epsilon(1e-50)).hasMessage("LayerNorm: expected epsilon > 0, but got 1.0E-50");
        assertThatThrownBy(() -> BatchNorm.of().epsilon(1e-50)).hasMessage("BatchNorm: expected epsilon > 0, but got 1.0E-50");
        assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.99999999, 1e-8, Form.PYTORCH, false)).hasMessage("Adam: expected β₁ and β₂ in [0, 1), but got 0.9 and 0.99999999");
    }

    @Test void theAverageOfNoStepsIsZero() {
        BoundLayer average = GlobalAverage.of().bind(Shape.batch(Shape.ANY, 2), Seed.of(1));

        assertThat(average.forward(Tensor.of(Shape.of(1, 0, 2))).toArray()).containsExactly(0, 0);
        assertThat(Tensor.of(Shape.of(0)).mean().item()).isZero();
    }

    @Test void aWeightHasAsManyValuesAsItsShape() {
        assertThatThrownBy(() -> Weight.of("w", Shape.of(10), new float[3])).isInstanceOf(ShapeException.class)
                .hasMessage("Weight: expected 10 values for w [10], but got 3");
    }

    @Test void theTapeOfNobodyIsNobodysToChange() {
        assertThatThrownBy(() -> Tape.eager().nextSeed()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Tape.eager().reset(Seed.of(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test void aResultHasOneGradientFunction() {
        Tape tape = Tape.training(Backend.standard());
        Tensor x = tape.weight(Weight.zeros("w", Shape.of(2))), y = tape.result(Shape.of(2), x);
        tape.record(y, () -> { });

        assertThatThrownBy(() -> tape.record(y.reshape(Shape.of(1, 2)), () -> { })).isInstanceOf(IllegalStateException.class).hasMessageContaining("one gradient function");
    }
}
