package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.AlphaDropout;
import dev.lanewise.core.layer.Attention;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Combine;
import dev.lanewise.core.layer.Dot;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Gated;
import dev.lanewise.core.layer.GaussianDropout;
import dev.lanewise.core.layer.GaussianNoise;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.GroupNorm;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.PReLU;
import dev.lanewise.core.layer.Parametric;
import dev.lanewise.core.layer.Permute;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.RMSNorm;
import dev.lanewise.core.layer.Recomputed;
import dev.lanewise.core.layer.Repeat;
import dev.lanewise.core.layer.Softmax;
import dev.lanewise.core.layer.SpatialDropout;
import dev.lanewise.core.layer.StepMask;
import dev.lanewise.core.layer.TimeDistributed;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract for the layers that keep, hide, normalise, bend and combine, and what it doesn't say.
class FurtherLayersTest {

    private static final List<Shape> ROWS = List.of(Shape.of(4, 6)), STEPS = List.of(Shape.of(3, 4, 6)), TWO = List.of(Shape.of(2, 3), Shape.of(2, 3));

    private interface OfAnything extends LayerContract {
        @Override default List<Shape> inputs() { return STEPS; }

        @Override default boolean takesAnyShape() { return true; }
    }

    @Nested class OfSpatialDropout implements LayerContract {
        @Override public Layer layer() { return SpatialDropout.of(0.4); }

        @Override public List<Shape> inputs() { return STEPS; }
    }

    @Nested class OfGaussianDropout implements OfAnything {
        @Override public Layer layer() { return GaussianDropout.of(0.3); }
    }

    @Nested class OfGaussianNoise implements OfAnything {
        @Override public Layer layer() { return GaussianNoise.of(0.2); }
    }

    @Nested class OfAlphaDropout implements OfAnything {
        @Override public Layer layer() { return AlphaDropout.of(0.3); }
    }

    @Nested class OfRMSNorm implements LayerContract {
        @Override public Layer layer() { return RMSNorm.of(); }

        @Override public List<Shape> inputs() { return STEPS; }
    }

    @Nested class OfGroupNorm implements LayerContract {
        @Override public Layer layer() { return GroupNorm.of(3); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 2, 3, 6)); }
    }

    @Nested class OfInstanceNorm implements LayerContract {
        @Override public Layer layer() { return GroupNorm.instance().epsilon(1e-5); }

        @Override public List<Shape> inputs() { return STEPS; }
    }

    @Nested class OfParametric implements OfAnything {
        @Override public Layer layer() { return Parametric.celu(1.5); }
    }

    @Nested class OfParametricWithTwo implements OfAnything {
        @Override public Layer layer() { return Parametric.hardSigmoid(0.2, 0.5); }
    }

    @Nested class OfPReLU implements LayerContract {
        @Override public Layer layer() { return PReLU.of(); }

        @Override public List<Shape> inputs() { return STEPS; }

        /// Away from the kink.
        @Override public Tensor input(Shape shape, Seed seed) {
            Tensor x = Tensors.random(shape, seed);
            for (int i = 0; i < x.size(); i++) x.data()[i] += Math.copySign(0.1f, x.data()[i]);
            return x;
        }
    }

    @Nested class OfGated implements LayerContract {
        @Override public Layer layer() { return Gated.of(Activation.SILU); }

        @Override public List<Shape> inputs() { return STEPS; }

        @Override public Shape wrongInput() { return Shape.of(2, 5); }
    }

    @Nested class OfSoftmax implements LayerContract {
        @Override public Layer layer() { return Softmax.log(); }

        @Override public List<Shape> inputs() { return STEPS; }
    }

    @Nested class OfPermute implements LayerContract {
        @Override public Layer layer() { return Permute.of(3, 1, 2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4, 5)); }
    }

    @Nested class OfRepeat implements LayerContract {
        @Override public Layer layer() { return Repeat.of(3); }

        @Override public List<Shape> inputs() { return ROWS; }
    }

    @Nested class OfTimeDistributed implements LayerContract {
        @Override public Layer layer() { return TimeDistributed.of(Projection.of(2), Activate.of(Activation.TANH)); }

        @Override public List<Shape> inputs() { return STEPS; }
    }

    @Nested class OfRecomputed implements LayerContract {
        @Override public Layer layer() { return Recomputed.of(Projection.of(5), Dropout.of(0.2), Activate.of(Activation.GELU), Projection.of(2)); }

        @Override public List<Shape> inputs() { return ROWS; }
    }

    @Nested class OfWeightsOfChannels implements LayerContract {
        @Override public Layer layer() { return Combine.multiply(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 1, 4)); }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfMultiply implements LayerContract {
        @Override public Layer layer() { return Combine.multiply(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3)); }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfSubtract implements LayerContract {
        @Override public Layer layer() { return Combine.subtract(); }

        @Override public List<Shape> inputs() { return TWO; }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfAverage implements LayerContract {
        @Override public Layer layer() { return Combine.average(); }

        @Override public List<Shape> inputs() { return TWO; }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfMaximum implements LayerContract {
        @Override public Layer layer() { return Combine.maximum(); }

        @Override public List<Shape> inputs() { return TWO; }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfMinimum implements LayerContract {
        @Override public Layer layer() { return Combine.minimum(); }

        @Override public List<Shape> inputs() { return TWO; }

        @Override public boolean takesAnyShape() { return true; }
    }

    @Nested class OfDot implements LayerContract {
        @Override public Layer layer() { return Dot.of(); }

        @Override public List<Shape> inputs() { return TWO; }
    }

    @Nested class OfAdditiveAttention implements LayerContract {
        @Override public Layer layer() { return Attention.additive(6); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 7)); }
    }

    @Nested class OfGeneralAttention implements LayerContract {
        @Override public Layer layer() { return Attention.general(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 7)); }
    }

    @Nested class OfScaledDotAttention implements LayerContract {
        @Override public Layer layer() { return Attention.scaledDot(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 4)); }
    }

    @Nested class OfCosines implements LayerContract {
        @Override public Layer layer() { return Dot.cosines(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 5, 4)); }
    }

    @Nested class OfStepMask implements LayerContract {
        @Override public Layer layer() { return StepMask.of(); }

        @Override public List<Shape> inputs() { return STEPS; }

        @Override public boolean inputsHaveGradients() { return false; }
    }

    @Nested class OfEmbeddingWithPadding implements LayerContract {
        @Override public Layer layer() { return Embedding.of(7, 3).padding(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 5)); }

        @Override public Tensor input(Shape shape, Seed seed) { return Tensors.ids(shape, 7, seed); }

        @Override public boolean inputsHaveGradients() { return false; }
    }

    /// A mask that goes its own way around two layers that mind.
    @Nested class OfMaskedGraph implements LayerContract {
        @Override public Layer layer() {
            Node steps = Node.input(4, 3), mask = steps.then(StepMask.of());
            return Node.of(GlobalAverage.of(), Node.of(BatchNorm.of(), steps, mask), mask).then(Projection.of(2)).graph(steps);
        }

        @Override public List<Shape> inputs() { return List.of(Shape.of(3, 4, 3)); }
    }

    // ---- what is random

    private static Tensor ones(Tape tape, int... extents) {
        Tensor x = tape.constant(Shape.of(extents), new float[Shape.of(extents).size()]);
        java.util.Arrays.fill(x.data(), 1);
        return x;
    }

    private static Tensor trained(Layer layer, java.util.function.Function<Tape, Tensor> input) {
        Tape tape = Tape.training(Backend.standard());
        tape.reset(Seed.of(4));
        Tensor x = input.apply(tape);
        return layer.bind(x.shape(), Seed.of(1)).forward(x);
    }

    @Test void wholeChannelsAreDropped() {
        Tensor y = trained(SpatialDropout.of(0.5), tape -> ones(tape, 50, 7, 4));

        int dropped = 0;
        for (int sample = 0; sample < 50; sample++) {
            for (int channel = 0; channel < 4; channel++) {
                for (int step = 1; step < 7; step++) assertThat(y.get(sample, step, channel)).isEqualTo(y.get(sample, 0, channel)).isIn(0f, 2f);
                if (y.get(sample, 0, channel) == 0) dropped++;
            }
        }
        assertThat(dropped).isBetween(60, 140);
    }

    @ParameterizedTest @ValueSource(doubles = {0.1, 0.5})
    void gaussianDropoutKeepsTheMeanAndHasTheVarianceOfDropout(double rate) {
        Tensor y = trained(GaussianDropout.of(rate), tape -> ones(tape, 200, 500));

        assertThat((double) y.mean().item()).isCloseTo(1, within(0.02));
        assertThat((double) y.minus(1).square().mean().item()).isCloseTo(rate / (1 - rate), within(0.03 * rate / (1 - rate)));
    }

    @Test void noiseHasItsDeviation() {
        Tensor y = trained(GaussianNoise.of(0.3), tape -> ones(tape, 200, 500)).minus(1);

        assertThat((double) y.mean().item()).isCloseTo(0, within(0.005));
        assertThat((double) y.square().mean().item()).isCloseTo(0.09, within(0.002));
    }

    @Test void alphaDropoutKeepsMeanAndVarianceOfNormalNumbers() {
        Tensor y = trained(AlphaDropout.of(0.3), tape -> GaussianNoise.of(1).bind(Shape.of(200, 500), Seed.of(1)).forward(ones(tape, 200, 500).times(0)));

        assertThat((double) y.mean().item()).isCloseTo(0, within(0.02));
        assertThat((double) y.square().mean().item()).isCloseTo(1, within(0.03));
    }

    // ---- what is masked

    @Test void padsDoNotCountForBatchNorm() {
        BoundLayer bound = BatchNorm.of().momentum(0).bind(List.of(Shape.of(1, 4, 1), Shape.of(1, 4)), Seed.of(1));
        Tape tape = Tape.training(Backend.standard());
        tape.reset(Seed.of(1));

        bound.forward(List.of(tape.constant(Shape.of(1, 4, 1), new float[] {1, 3, 99, 99}), tape.constant(Shape.of(1, 4), new float[] {1, 1, 0, 0})));

        List<Weight> weights = bound.weights();
        assertThat(weights.get(2).values()).containsExactly(2);
        assertThat(weights.get(3).values()).containsExactly(1);
    }

    @Test void padsDoNotCountForAverages() {
        BoundLayer bound = GlobalAverage.of().bind(List.of(Shape.of(2, 3, 2), Shape.of(2, 3)), Seed.of(1));

        Tensor y = bound.forward(List.of(Tensor.of(Shape.of(2, 3, 2), 1, 2, 3, 4, 99, 99, 5, 6, 7, 8, 9, 10), Tensor.of(Shape.of(2, 3), 1, 1, 0, 0, 0, 0)));

        assertThat(y.toArray()).containsExactly(2, 3, 0, 0);
    }

    @Test void aMaskOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> BatchNorm.of().outputShape(List.of(Shape.batch(4, 3), Shape.batch(5))))
                .hasMessage("BatchNorm(): expected a mask [batch, 4] as its second input, but got [batch, 5]");
    }

    @Test void stepsOfNothingButPaddingAreMasked() {
        assertThat(StepMask.of().bind(Shape.of(1, 3, 2), Seed.of(1)).forward(Tensor.of(Shape.of(1, 3, 2), 0, 1, 0, 0, 2, 3)).toArray()).containsExactly(1, 0, 1);
        assertThat(StepMask.of(5).bind(Shape.of(1, 3), Seed.of(1)).forward(Tensor.of(Shape.of(1, 3), 0, 5, 5)).toArray()).containsExactly(1, 0, 0);
    }

    @Test void theVectorOfThePaddingStaysZero() {
        BoundLayer bound = Embedding.of(4, 2).padding(1).bind(Shape.of(1, 3), Seed.of(1));
        Tape tape = Tape.training(Backend.standard());
        tape.reset(Seed.of(1));

        Tensor y = bound.forward(tape.constant(Shape.of(1, 3), new float[] {0, 1, 1}));
        assertThat(y.slice(1, 1, 3).toArray()).containsOnly(0);
        tape.backward(y);

        assertThat(tape.gradientOf(bound.weights().getFirst()).orElseThrow()).startsWith(1, 1, 0, 0);
    }

    @Test void theyPrintWhatWasWritten() {
        assertThat(Parametric.leakyRelu(0.3)).hasToString("Parametric(leaky_relu, 0.3)");
        assertThat(Parametric.hardTanh(-1, 1)).hasToString("Parametric(hard_tanh, -1.0, 1.0)");
        assertThat(Combine.average()).hasToString("Combine.average()");
        assertThat(Embedding.of(7, 3).padding(2)).hasToString("Embedding(7, 3).padding(2)");
    }

    @Test void nonsenseIsRefused() {
        assertThatThrownBy(() -> SpatialDropout.of(1)).hasMessage("SpatialDropout: expected a rate in [0, 1), but got 1.0");
        assertThatThrownBy(() -> GroupNorm.of(4).outputShape(Shape.batch(5, 6))).hasMessage("GroupNorm(4): expected channels in 4 equal groups, but got [batch, 5, 6]");
        assertThatThrownBy(() -> Parametric.hardTanh(1, -1)).hasMessage("Parametric: expected low ≤ high, but got 1.0 and -1.0");
        assertThatThrownBy(() -> Permute.of(1, 1)).hasMessage("Permute: expected each axis from 1 on once, but got [1, 1]");
        assertThatThrownBy(() -> Combine.multiply().outputShape(List.of(Shape.batch(3, 4), Shape.batch(2, 4))))
                .hasMessage("Combine.multiply(): expected inputs that are all [batch, 3, 4], or have 1 in place of an extent, but got [batch, 2, 4]");
        assertThatThrownBy(() -> Embedding.of(4, 2).padding(4)).hasMessage("Embedding: expected a padding in 0 … 3 or −1, but got 4");
    }
}
