package dev.lanewise.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The golden values are those of the formulas in float64, for s = (1, 0) and H = {(1, 0), (0, 1), (1, 1)}.
class AttentionTest {

    private static final Tensor S = Tensor.of(Shape.of(1, 1, 2), 1, 0);
    private static final Tensor H = Tensor.of(Shape.of(1, 3, 2), 1, 0, 0, 1, 1, 1);

    private static BoundAttention.Seen seen(Attention attention, float[]... weights) {
        BoundAttention bound = attention.bind(2, 2, Seed.of(1));
        for (int i = 0; i < weights.length; i++) System.arraycopy(weights[i], 0, bound.weights().get(i).values(), 0, weights[i].length);
        return bound.over(H, Optional.empty()).look(S);
    }

    private static void assertClose(Tensor actual, double... expected) {
        assertThat(actual.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) assertThat((double) actual.data()[i]).isCloseTo(expected[i], within(2e-7));
    }

    @Test void dot() {
        assertClose(seen(Attention.dot()).alignment(), 0.4223187983, 0.1553624035, 0.4223187983);
        assertClose(seen(Attention.dot()).contexts(), 0.8446375965, 0.5776812017);
    }

    @Test void scaledDot() { assertClose(seen(Attention.scaledDot()).alignment(), 0.4011120927, 0.1977758146, 0.4011120927); }

    @Test void general() {
        BoundAttention.Seen seen = seen(Attention.general(), new float[] {1, 2, 0, 1});

        assertClose(seen.alignment(), 0.0900305732, 0.2447284711, 0.6652409558);
        assertClose(seen.contexts(), 0.7552715289, 0.9099694268);
    }

    @Test void additive() {
        float[] identity = {1, 0, 0, 1};

        assertClose(seen(Attention.additive(2), identity, identity, new float[] {1, 1}).alignment(), 0.2044617012, 0.3576451914, 0.4378931074);
    }

    @Test void whatTheMaskDropsIsAsIfItWereNotThere() {
        BoundAttention bound = Attention.additive(3).bind(2, 2, Seed.of(3));
        Tensor queries = Tensor.of(Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8), memory = Tensor.of(Shape.of(2, 3, 2), 1, 0, 9, 9, 0, 1, 2, 2, 3, 3, 4, 4);

        Tensor masked = bound.forward(List.of(queries, memory, Tensor.of(Shape.of(2, 3), 1, 0, 1, 0, 0, 0)));

        Tensor without = bound.forward(List.of(queries.slice(0, 0, 1), Tensor.of(Shape.of(1, 2, 2), 1, 0, 0, 1)));
        assertThat(masked.slice(0, 0, 1).toArray()).containsExactly(without.toArray(), within(1e-6f));
        assertThat(masked.slice(0, 1, 2).toArray()).containsOnly(0);
    }

    @Test void itsWeightsAreNamed() {
        assertThat(Attention.additive(5).bind(2, 3, Seed.of(1)).weights()).extracting(Weight::toString).containsExactly("query[2, 5]", "memory[3, 5]", "v[5]");
        assertThat(Attention.general().bind(2, 3, Seed.of(1)).weights()).extracting(Weight::toString).containsExactly("weight[2, 3]");
        assertThat(Attention.additive(5)).hasToString("Attention(additive, 5)");
        assertThat(Attention.scaledDot()).hasToString("Attention(scaled dot)");
    }

    @Test void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Attention.dot().outputShape(List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 6))))
                .hasMessage("Attention(dot): expected a memory as wide as the queries [2, 3, 4], but got [2, 5, 6]");
        assertThatThrownBy(() -> Attention.general().outputShape(List.of(Shape.of(2, 3, 4), Shape.of(3, 5, 6))))
                .hasMessage("Attention(general): expected a memory of as many samples as queries [2, 3, 4], but got [3, 5, 6]");
        assertThatThrownBy(() -> Attention.general().outputShape(List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 6), Shape.of(2, 4))))
                .hasMessage("Attention(general): expected a mask [2, 5], but got [2, 4]");
        assertThatThrownBy(() -> Attention.general().outputShape(List.of(Shape.of(2, 3, 4))))
                .hasMessage("Attention(general): expected queries, a memory and perhaps a mask, but got 1 inputs");
        assertThatThrownBy(() -> new Attention(Attention.Score.DOT, 3)).hasMessage("Attention: expected no units where the score has none, but got 3");
        assertThatThrownBy(() -> Attention.additive(0)).hasMessage("Attention: expected units ≥ 1, but got 0");
    }
}
