package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The contract for the two layers of core that heads are made of.
class ProjectionAndReshapeTest {

    @Nested class OfRows implements LayerContract {
        @Override public Layer layer() { return Projection.of(3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(4, 5)); }
    }

    @Nested class OfSteps implements LayerContract {
        @Override public Layer layer() { return Projection.of(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4)); }
    }

    @Nested class Flat implements LayerContract {
        @Override public Layer layer() { return Reshape.flat(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 2)); }

        @Override public Shape wrongInput() { return Shape.scalar(); }
    }

    @Nested class Unfolding implements LayerContract {
        @Override public Layer layer() { return Reshape.of(2, Shape.ANY, 3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 12)); }

        @Override public Shape wrongInput() { return Shape.of(2, 13); }
    }

    @Test void theyPrintWhatTheyMake() {
        assertThat(Projection.of(10)).hasToString("Projection(10)");
        assertThat(Reshape.of(7, 7, -1).outputShape(Shape.batch(3136))).isEqualTo(Shape.batch(7, 7, 64));
    }

    @Test void theOrderOfAFlattenedMapIsRowMajor() {
        float[] map = {1, 0, 2, 3, 4, 6, 5, 2, 0, 1, 3, 1, 5, 2, 2, 0};

        Tensor flat = Reshape.flat().bind(Shape.of(1, 4, 4, 1), Seed.of(0)).forward(Tensor.of(Shape.of(1, 4, 4, 1), map));

        assertThat(flat.shape()).isEqualTo(Shape.of(1, 16));
        assertThat(flat.toArray()).containsExactly(map);
    }

    @Test void whatDoesNotComeOutEvenIsRefused() {
        assertThatThrownBy(() -> Reshape.of(7, 7).outputShape(Shape.batch(50)))
                .hasMessage("Reshape(7, 7): expected samples of 49 elements, but got [batch, 50]");
    }
}
