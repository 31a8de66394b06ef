package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Gathers;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScaledDotProductTest {

    private static final Tensor STATES = Tensor.of(Shape.of(1, 3, 2), 1, 0, 0, 1, 1, 1);

    @Test void dotAttentionGivesTheNumbersOfTheLiterature() {
        Tensor s = Tensor.of(Shape.of(1, 1, 2), 1, 0);
        ScaledDotProduct dot = ScaledDotProduct.of(1).scale(1);

        assertThat(dot.weights(s, STATES).toArray()).containsExactly(new float[] {0.4223187983f, 0.1553624035f, 0.4223187983f}, within(1e-6f));
        assertThat(dot.attend(s, STATES, STATES).toArray()).containsExactly(new float[] {0.8446375965f, 0.5776812017f}, within(1e-6f));
    }

    @Test void scaledAttentionGivesTheNumbersOfTheLiterature() {
        Tensor s = Tensor.of(Shape.of(1, 1, 2), 1, 0), identity = Tensor.of(Shape.of(1, 2, 2), 1, 0, 0, 1), v = Tensor.of(Shape.of(1, 3, 2), 1, 2, 3, 4, 5, 6);

        assertThat(ScaledDotProduct.of(1).weights(s, STATES).toArray()).containsExactly(new float[] {0.4011120927f, 0.1977758146f, 0.4011120927f}, within(1e-6f));
        assertThat(ScaledDotProduct.of(1).attend(identity, STATES, v).toArray()).containsExactly(new float[] {3, 4, 3.4066725561f, 4.4066725561f}, within(1e-5f));
    }

    @Test void generalAttentionIsDotAttentionOfAProjectedQuery() {
        Tensor s = Tensor.of(Shape.of(1, 1, 2), 1, 0), w = Tensor.of(Shape.of(2, 2), 1, 2, 0, 1), q = s.matmul(w);
        ScaledDotProduct dot = ScaledDotProduct.of(1).scale(1);

        assertThat(dot.weights(q, STATES).toArray()).containsExactly(new float[] {0.0900305732f, 0.2447284711f, 0.6652409558f}, within(1e-6f));
        assertThat(dot.attend(q, STATES, STATES).toArray()).containsExactly(new float[] {0.7552715289f, 0.9099694268f}, within(1e-6f));
    }

    /// What is attended to in most tests: two samples, three heads of four, values of two.
    private static List<Tensor> operands() {
        return List.of(Tensors.random(Shape.of(2, 5, 12), Seed.of(1)), Tensors.random(Shape.of(2, 7, 12), Seed.of(2)), Tensors.random(Shape.of(2, 7, 6), Seed.of(3)));
    }

    private static Tensor attend(ScaledDotProduct attention, List<Tensor> operands) { return attention.attend(operands.get(0), operands.get(1), operands.get(2)); }

    private static Stream<Mask> masks() {
        return Stream.of(Mask.none(), Mask.causal(), Mask.causal(2), Mask.window(2), Mask.window(3, 1).and(Mask.causal(1)), Mask.window(1, 9), Mask.lengths(7, 7, 3).reshape(Shape.of(2, 1, 1, 7)), Mask.lengths(7, 0, 5).reshape(Shape.of(2, 1, 1, 7)).and(Mask.causal()));
    }

    @Test void theFusedOperationIsItsPartsOneAfterTheOther() {
        masks().forEach(mask -> {
            ScaledDotProduct attention = ScaledDotProduct.of(3).mask(mask);
            List<Weight> operands = operands().stream().map(tensor -> Weight.of("", tensor.shape(), tensor.data())).toList();

            List<float[]> fused = outputAndGradients(tensors -> attend(attention, tensors), operands, Backend.of(1));
            List<float[]> slow = outputAndGradients(tensors -> inParts(attention, tensors), operands, Backend.of(1));

            for (int i = 0; i < slow.size(); i++) assertThat(fused.get(i)).as("%s, number %d", mask, i).containsExactly(slow.get(i), within(1e-5f));
        });
    }

    private static Tensor inParts(ScaledDotProduct attention, List<Tensor> operands) {
        Tensor v = operands.get(2).reshape(Shape.of(2, 7, 3, 2)).transpose(0, 2, 1, 3);
        return attention.weights(operands.get(0), operands.get(1)).matmul(v).transpose(0, 2, 1, 3).reshape(Shape.of(2, 5, 6));
    }

    private interface Attending {
        Tensor of(List<Tensor> operands);
    }

    private static List<float[]> outputAndGradients(Attending attending, List<Weight> operands, Backend backend) {
        Tape tape = Tape.training(backend);
        Tensor y = attending.of(operands.stream().map(tape::weight).toList());
        float[] output = y.toArray();
        tape.backward(y.times(tape.constant(y.shape(), Tensors.random(y.shape(), Seed.of(9)).data())));
        return Stream.concat(Stream.of(output), operands.stream().map(operand -> tape.gradientOf(operand).orElseThrow().clone())).toList();
    }

    @Test void gradientsAgreeWithDifferencesUnderEveryMaskAndWithDropout() {
        masks().flatMap(mask -> Stream.of(ScaledDotProduct.of(3).mask(mask), ScaledDotProduct.of(3).mask(mask).dropout(0.4))).forEach(attention -> {
            GradientCheck.Result result = GradientCheck.of(tensors -> attend(attention, tensors), operands(), Seed.of(5));

            assertThat(result.error()).as(attention + ": " + result).isLessThan(LayerContract.GRADIENT_TOLERANCE);
        });
    }

    @Test void aTensorMayAttendToItself() {
        Tensor x = Tensors.random(Shape.of(2, 4, 6), Seed.of(1));

        GradientCheck.Result result = GradientCheck.of(tensors -> ScaledDotProduct.of(2).attend(tensors.getFirst(), tensors.getFirst(), tensors.getFirst()), List.of(x), Seed.of(5));

        assertThat(result.error()).as(result.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
    }

    @Test void aQueryThatMaySeeNothingGetsZerosAndGivesNoGradient() {
        ScaledDotProduct attention = ScaledDotProduct.of(3).mask(Mask.lengths(7, 0, 4).reshape(Shape.of(2, 1, 1, 7)));
        List<Weight> operands = operands().stream().map(tensor -> Weight.of("", tensor.shape(), tensor.data())).toList();

        List<float[]> results = outputAndGradients(tensors -> attend(attention, tensors), operands, Backend.of(1));

        int[] perSample = {5 * 6, 5 * 12, 7 * 12, 7 * 6};
        for (int i = 0; i < 4; i++) {
            assertThat(results.get(i)).as("number %d", i).startsWith(new float[perSample[i]]);
            for (float value : results.get(i)) assertThat(value).isFinite();
        }
        assertThat(results.getFirst()[5 * 6]).isNotZero();
    }

    @Test void whatIsDroppedCanHoldAnything() {
        List<Tensor> operands = operands();
        ScaledDotProduct attention = ScaledDotProduct.of(3).mask(Mask.lengths(7, 4, 4).reshape(Shape.of(2, 1, 1, 7)));
        float[] before = attend(attention, operands).toArray();

        for (int i = 4 * 12; i < 7 * 12; i++) operands.get(1).data()[i] = 1e30f;

        assertThat(attend(attention, operands).toArray()).containsExactly(before);
    }

    @Test void dropoutOfWeightsKeepsTheirMean() {
        Tensor q = Tensors.random(Shape.of(1, 4, 8), Seed.of(1)), k = Tensors.random(Shape.of(1, 500, 8), Seed.of(2)), ones = Tensor.of(Shape.of(1, 500, 2), new float[1000]);
        java.util.Arrays.fill(ones.data(), 1);
        Tape tape = Tape.training(Backend.of(1));
        ScaledDotProduct attention = ScaledDotProduct.of(2).dropout(0.5);

        Tensor training = attention.attend(tape.constant(q.shape(), q.data()), k, ones), predicting = attention.attend(q, k, ones);

        for (float sum : training.toArray()) assertThat(sum).isNotEqualTo(1).isCloseTo(1, within(0.25f));
        assertThat(predicting.toArray()).containsExactly(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, within(1e-5f));
    }

    @Test void theNumberOfThreadsDoesNotChangeABit() {
        List<Weight> operands = Stream.of(Shape.of(4, 40, 64), Shape.of(4, 50, 64), Shape.of(4, 50, 64)).map(shape -> Weight.of("", shape, Tensors.random(shape, Seed.of(shape.extent(1))).data())).toList();
        ScaledDotProduct attention = ScaledDotProduct.of(4).mask(Mask.causal()).dropout(0.1);

        List<float[]> one = outputAndGradients(tensors -> attend(attention, tensors), operands, Backend.of(1));
        List<float[]> three = outputAndGradients(tensors -> attend(attention, tensors), operands, Backend.of(3));

        for (int i = 0; i < one.size(); i++) assertThat(three.get(i)).containsExactly(one.get(i));
    }

    @Test void groupsOfHeadsShareKeysAndValues() {
        Tensor q = Tensors.random(Shape.of(2, 5, 12), Seed.of(1)), k = Tensors.random(Shape.of(2, 7, 6), Seed.of(2)), v = Tensors.random(Shape.of(2, 7, 4), Seed.of(3));
        List<Weight> operands = Stream.of(q, k, v).map(tensor -> Weight.of("", tensor.shape(), tensor.data())).toList();
        ScaledDotProduct grouped = ScaledDotProduct.of(4).keyHeads(2).mask(Mask.causal(1));

        List<float[]> tiled = outputAndGradients(tensors -> attend(grouped, tensors), operands, Backend.of(1));
        List<float[]> plain = outputAndGradients(tensors -> new PlainAttention(grouped, Optional.empty()).attend(tensors.get(0), tensors.get(1), tensors.get(2)), operands, Backend.of(1));
        List<float[]> repeated = outputAndGradients(tensors -> ScaledDotProduct.of(4).mask(Mask.causal(1)).attend(tensors.get(0), twice(tensors.get(1), 3), twice(tensors.get(2), 2)), operands, Backend.of(1));

        for (int i = 0; i < 4; i++) {
            assertThat(tiled.get(i)).as("number %d", i).containsExactly(plain.get(i), within(1e-5f));
            assertThat(tiled.get(i)).as("number %d", i).containsExactly(repeated.get(i), within(1e-5f));
        }
    }

    /// Each head of a width twice.
    private static Tensor twice(Tensor x, int width) {
        return Forms.concatenate(-1, List.of(x.slice(-1, 0, width), x.slice(-1, 0, width), x.slice(-1, width, 2 * width), x.slice(-1, width, 2 * width)));
    }

    /// Lengths around those of tiles, with keys that no tile of queries sees, and all that goes into scores.
    @Test void tilesFindWhatAllScoresAtOnceFind() {
        for (int[] lengths : new int[][] {{63, 64}, {65, 130}, {130, 600}, {70, 1030}}) {
            int queries = lengths[0], keys = lengths[1];
            List<Weight> operands = Stream.of(Shape.of(2, queries, 6), Shape.of(2, keys, 6), Shape.of(2, keys, 4), Shape.of(2, queries + keys - 1))
                    .map(shape -> Weight.of("", shape, Tensors.random(shape, Seed.of(shape.last())).data())).toList();
            for (Mask mask : List.of(Mask.none(), Mask.causal(), Mask.causal(keys - queries), Mask.window(40, 3).and(Mask.causal(3)), Mask.lengths(keys, 3, keys - 1).reshape(Shape.of(2, 1, 1, keys)))) {
                ScaledDotProduct attention = ScaledDotProduct.of(2).mask(mask);

                List<float[]> tiled = outputAndGradients(tensors -> attention.attendByDistance(tensors.get(0), tensors.get(1), tensors.get(2), tensors.get(3)), operands, Backend.of(2));
                List<float[]> plain = outputAndGradients(tensors -> attention.attend(tensors.get(0), tensors.get(1), tensors.get(2), spread(tensors.get(3), queries, keys)), operands, Backend.of(1));

                for (int i = 0; i < plain.size(); i++) assertThat(tiled.get(i)).as("%d queries, %d keys, %s, number %d", queries, keys, mask, i).containsExactly(plain.get(i), within(2e-5f));
            }
        }
    }

    /// `[heads, queries + keys − 1]` as `[heads, queries, keys]`.
    private static Tensor spread(Tensor distances, int queries, int keys) {
        float[] ids = new float[queries * keys];
        for (int i = 0; i < ids.length; i++) ids[i] = i % keys - i / keys + queries - 1;
        return Gathers.select(distances, 1, Tensor.of(Shape.of(queries, keys), ids));
    }

    @Test void aLongSequenceIsAttendedToInTilesAsAtOnce() {
        int n = 4096;
        List<Weight> operands = Stream.of(1, 2, 3).map(i -> Weight.of("", Shape.of(1, n, 8), Tensors.random(Shape.of(1, n, 8), Seed.of(i)).data())).toList();
        ScaledDotProduct attention = ScaledDotProduct.of(1).scale(2).mask(Mask.causal());

        List<float[]> tiled = outputAndGradients(tensors -> attend(attention, tensors), operands, Backend.standard());
        List<float[]> plain = outputAndGradients(tensors -> new PlainAttention(attention, Optional.empty()).attend(tensors.get(0), tensors.get(1), tensors.get(2)), operands, Backend.standard());

        for (int i = 0; i < 4; i++) assertThat(tiled.get(i)).as("number %d", i).containsExactly(plain.get(i), within(3e-5f));
    }

    @Test void dropoutInTilesIsTheSameWhateverTheTiles() {
        List<Tensor> operands = Stream.of(Shape.of(1, 70, 8), Shape.of(1, 1100, 8), Shape.of(1, 1100, 6)).map(shape -> Tensors.random(shape, Seed.of(shape.last()))).toList();
        ScaledDotProduct attention = ScaledDotProduct.of(2).dropout(0.3);
        Tape tape = Tape.training(Backend.of(1)), again = Tape.training(Backend.of(1));

        float[] all = attend(attention, operands.stream().map(operand -> tape.constant(operand.shape(), operand.data())).toList()).toArray();
        Tensor masked = attention.mask(Mask.lengths(1100, 1100)).attend(again.constant(operands.get(0).shape(), operands.get(0).data()), operands.get(1), operands.get(2));

        assertThat(masked.toArray()).containsExactly(all, within(1e-6f));
    }

    @Test void cappedScoresAreBounded() {
        Tensor q = Tensor.of(Shape.of(1, 1, 1), 100), k = Tensor.of(Shape.of(1, 2, 1), 1, -1);

        assertThat(ScaledDotProduct.of(1).cap(1).weights(q, k).toArray()).containsExactly(new float[] {0.880797f, 0.119203f}, within(1e-6f));
        GradientCheck.Result result = GradientCheck.of(tensors -> attend(ScaledDotProduct.of(3).cap(0.5), tensors), operands(), Seed.of(5));
        assertThat(result.error()).as(result.toString()).isLessThan(LayerContract.GRADIENT_TOLERANCE);
    }

    @Test void notANumberIsNeverSilent() {
        List<Tensor> operands = operands();
        operands.get(0).data()[0] = Float.NaN;

        float[] y = attend(ScaledDotProduct.of(3), operands).toArray();

        assertThat(y[0]).isNaN();
        assertThat(y[6]).isFinite();
    }

    @Test void itSaysWhatItCannotTake() {
        Tensor q = Tensor.of(Shape.of(1, 2, 4), new float[8]);

        assertThatThrownBy(() -> ScaledDotProduct.of(3).attend(q, q, q)).isInstanceOf(ShapeException.class)
                .hasMessage("ScaledDotProduct(3): expected queries [batch, queries, a multiple of 3 features], but got [1, 2, 4]");
        assertThatThrownBy(() -> ScaledDotProduct.of(2).attend(q, Tensor.of(Shape.of(1, 1, 2), 1, 2), q)).isInstanceOf(ShapeException.class)
                .hasMessage("ScaledDotProduct(2): expected keys [1, any, 4], but got [1, 1, 2]");
        assertThatThrownBy(() -> ScaledDotProduct.of(2).attend(q, q, Tensor.of(Shape.of(1, 1, 2), 1, 2))).isInstanceOf(ShapeException.class)
                .hasMessage("ScaledDotProduct(2): expected values [1, 2, any] with a multiple of 2 features, but got [1, 1, 2]");
        assertThatThrownBy(() -> ScaledDotProduct.of(2).keyHeads(1).attend(q, q, q)).isInstanceOf(ShapeException.class)
                .hasMessage("ScaledDotProduct(2 to 1): expected keys [1, any, 2], but got [1, 2, 4]");
        assertThatThrownBy(() -> ScaledDotProduct.of(2).attendByDistance(q, q, q, q)).isInstanceOf(ShapeException.class)
                .hasMessage("ScaledDotProduct(2): expected a number for each head and distance, [2, 3], but got [1, 2, 4]");
        assertThatThrownBy(() -> ScaledDotProduct.of(4).keyHeads(3)).hasMessage("ScaledDotProduct: expected key heads that divide 4, but got 3");
        assertThatThrownBy(() -> ScaledDotProduct.of(0)).hasMessage("ScaledDotProduct: expected heads ≥ 1, but got 0");
    }
}
