package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.LayerContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Nested class Sinusoidal implements LayerContract {

        @Override public Layer layer() { return SinusoidalPositions.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 5)); }
    }

    @Nested class Learned implements LayerContract {

        @Override public Layer layer() { return LearnedPositions.of(6); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 3)); }
    }

    @Test void theWavesAreThoseOfThePaper() {
        Tensor table = SinusoidalPositions.table(Shape.of(50, 6));

        assertThat(table.slice(0, 0, 1).toArray()).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(table.get(7, 2)).isCloseTo((float) Math.sin(7 / Math.pow(10_000, 2 / 6.0)), within(1e-6f));
        assertThat(table.get(49, 5)).isCloseTo((float) Math.cos(49 / Math.pow(10_000, 4 / 6.0)), within(1e-6f));
    }

    @Test void aKnownAndAnUnknownNumberOfStepsGiveTheSame() {
        Tensor x = Tensor.of(Shape.of(1, 3, 2), 1, 2, 3, 4, 5, 6);
        BoundLayer known = SinusoidalPositions.of().bind(Shape.batch(3, 2), Seed.of(0)), unknown = SinusoidalPositions.of().bind(Shape.batch(Shape.ANY, 2), Seed.of(0));
        BoundLayer other = SinusoidalPositions.of().bind(Shape.batch(9, 2), Seed.of(0));

        assertThat(unknown.forward(x).toArray()).containsExactly(known.forward(x).toArray());
        assertThat(other.forward(x).toArray()).containsExactly(known.forward(x).toArray());
    }

    @Test void learnedPlacesRunOut() {
        BoundLayer bound = LearnedPositions.of(2).bind(Shape.batch(Shape.ANY, 1), Seed.of(0));

        assertThat(bound.forward(Tensor.of(Shape.of(1, 2, 1), 1, 2)).shape()).isEqualTo(Shape.of(1, 2, 1));
        assertThatThrownBy(() -> bound.forward(Tensor.of(Shape.of(1, 3, 1), 1, 2, 3))).isInstanceOf(ShapeException.class)
                .hasMessage("LearnedPositions(2): expected at most 2 steps, but got [1, 3, 1]");
    }
}
