package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {

    /// Ones where the mask keeps something, row after row.
    private static float[] kept(Mask mask, Shape shape) {
        float[] values = new float[shape.size()];
        java.util.Arrays.fill(values, 1);
        Mask.Rows rows = mask.over(shape);
        for (int row = 0; row < shape.withoutLast().size(); row++) rows.drop(row, 0, shape.last(), values, row * shape.last(), 0);
        return values;
    }

    @Test void keepAndDropAreOpposites() {
        assertThat(kept(Mask.keep(Shape.of(3), true, false, true), Shape.of(2, 3))).containsExactly(1, 0, 1, 1, 0, 1);
        assertThat(kept(Mask.drop(Shape.of(3), true, false, true), Shape.of(2, 3))).containsExactly(0, 1, 0, 0, 1, 0);
    }

    @Test void causalSeesThePastAndWhatCameBefore() {
        assertThat(kept(Mask.causal(), Shape.of(2, 2, 3))).containsExactly(1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0);
        assertThat(kept(Mask.causal(1), Shape.of(2, 3))).containsExactly(1, 1, 0, 1, 1, 1);
        assertThat(kept(Mask.causal(-1), Shape.of(2, 3))).containsExactly(0, 0, 0, 1, 0, 0);
    }

    @Test void aWindowSeesTheNearest() {
        assertThat(kept(Mask.window(2), Shape.of(3, 4))).containsExactly(1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1);
        assertThat(kept(Mask.window(2).and(Mask.causal()), Shape.of(3, 4))).containsExactly(1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0);
        assertThat(kept(Mask.window(2, 2).and(Mask.causal(2)), Shape.of(2, 4))).containsExactly(0, 1, 1, 0, 0, 0, 1, 1);
        assertThat(kept(Mask.nonZero(Tensor.vector(0, 2, -1)), Shape.of(3))).containsExactly(0, 1, 1);
    }

    /// Parts of rows are what the whole rows say, and the bounds leave out nothing that counts.
    @Test void aRowMayBeMaskedInParts() {
        Shape shape = Shape.of(2, 4, 7);
        for (Mask mask : List.of(Mask.none(), Mask.causal(), Mask.causal(2), Mask.window(2, 1), Mask.window(3).and(Mask.causal(1)), Mask.lengths(7, 0, 5).reshape(Shape.of(2, 1, 7)))) {
            float[] whole = kept(mask, shape);
            Mask.Rows rows = mask.over(shape);
            for (int row = 0; row < 8; row++) {
                float[] parts = new float[7];
                java.util.Arrays.fill(parts, 1);
                for (int from : new int[] {0, 2, 3}) rows.drop(row, from, from == 0 ? 2 : from == 2 ? 3 : 7, parts, from, 0);
                assertThat(parts).as("%s, row %d", mask, row).containsExactly(java.util.Arrays.copyOfRange(whole, row * 7, row * 7 + 7));
                for (int j = 0; j < 7; j++) if (j < rows.first(row) || j >= rows.end(row, 7)) assertThat(parts[j]).isZero();
            }
        }
    }

    @Test void extentsOfOneRepeat() {
        Mask lengths = Mask.lengths(3, 1, 3).reshape(Shape.of(2, 1, 1, 3));
        Mask heads = Mask.keep(Shape.of(2, 1, 1), true, false);

        assertThat(kept(lengths, Shape.of(2, 1, 2, 3))).containsExactly(1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 1);
        assertThat(kept(heads, Shape.of(1, 2, 2, 2))).containsExactly(1, 1, 1, 1, 0, 0, 0, 0);
        assertThat(kept(lengths.and(Mask.causal()), Shape.of(2, 1, 2, 3))).containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0);
        assertThat(kept(Mask.none(), Shape.of(1, 2))).containsExactly(1, 1);
    }

    @Test void aRowWithoutAnythingKeptHasNoWeightsAndNoGradient() {
        Mask mask = Mask.keep(Shape.of(2, 3), true, true, false, false, false, false);
        Tape tape = Tape.gradients(dev.lanewise.linalg.Backend.standard());
        Weight x = Weight.of("x", Shape.of(2, 3), new float[] {1, 1, 9, 1, 2, 3});

        Tensor y = tape.weight(x).softmax(mask);
        float[] weights = y.toArray();
        tape.backward(y.times(Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6)));

        assertThat(weights).containsExactly(0.5f, 0.5f, 0, 0, 0, 0);
        assertThat(tape.gradientOf(x).orElseThrow()).startsWith(-0.25f, 0.25f, 0, 0, 0, 0);
    }

    @Test void theGradientOfAMaskedSoftmaxAgreesWithDifferences() {
        Tensor x = Tensor.of(Shape.of(2, 4), 0.3f, -1, 0.5f, 2, 1, 0.1f, -0.4f, 0.7f);

        GradientCheck.Result result = GradientCheck.of(tensors -> tensors.getFirst().softmax(Mask.lengths(4, 3, 4)), List.of(x), Seed.of(1));

        assertThat(result.error()).as(result.toString()).isLessThan(1e-2);
    }

    @Test void itSaysWhatItCannotMask() {
        assertThatThrownBy(() -> Mask.keep(Shape.of(2, 3), true)).isInstanceOf(ShapeException.class).hasMessage("Mask: expected 6 flags for [2, 3], but got 1");
        assertThatThrownBy(() -> Mask.keep(Shape.of(2), true, true).over(Shape.of(3, 5))).isInstanceOf(ShapeException.class)
                .hasMessage("Mask[2]: expected something that it can be broadcast to, but got [3, 5]");
        assertThatThrownBy(() -> Mask.causal().over(Shape.of(3))).isInstanceOf(ShapeException.class)
                .hasMessage("Mask.causal: expected something with queries and keys, […, queries, keys], but got [3]");
        assertThatThrownBy(() -> Mask.window(0)).hasMessage("Mask.window: expected at least one step, but got 0");
        assertThatThrownBy(() -> Mask.lengths(3, 4)).hasMessage("Mask.lengths: expected lengths in 0 … 3, but got 4");
    }
}
