package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.testkit.LayerContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseTest implements LayerContract {

    @Override public Layer layer() { return Dense.of(3).activation(Activation.TANH); }

    @Override public List<Shape> inputs() { return List.of(Shape.of(4, 5)); }

    @Test void itPrintsAsItWasWritten() {
        assertThat(Dense.of(10).relu()).hasToString("Dense(10, relu)");
        assertThat(Dense.of(10)).hasToString("Dense(10)");
    }

    @Test void itSaysThatAnImageHasToBeFlattened() {
        assertThatThrownBy(() -> Dense.of(10).outputShape(Shape.batch(28, 28, 1)))
                .hasMessage("Dense(10): expected input [batch, features] or [batch, time, features], but got [batch, 28, 28, 1]. Put Flatten.of() before it");
    }
}
