package dev.lanewise.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SequentialTest {

    private final Sequential network = Sequential.of(Input.of(4), Affine.of(30).activation(Activation.RELU), LayerNorm.of(), Dropout.of(0.5), Affine.of(2));

    @Test void itKnowsItsShapesBeforeThereAreWeights() {
        assertThat(network.inputs()).containsExactly(Shape.batch(4));
        assertThat(network.output()).isEqualTo(Shape.batch(2));
        assertThat(network.outputShape(Shape.of(7, 4))).isEqualTo(Shape.of(7, 2));
    }

    @Test void itPrintsAsItWasWritten() {
        assertThat(network).hasToString("Sequential(Input[batch, 4], Affine(30, relu), LayerNorm(), Dropout(0.5), Affine(2))");
    }

    @Test void theSummaryCountsParametersLayerByLayer() {
        assertThat(network.summary()).isEqualTo("""
                Sequential(
                  Input[batch, 4]  -> [batch, 4]             0 parameters
                  Affine(30, relu) -> [batch, 30]          150 parameters
                  LayerNorm()      -> [batch, 30]           60 parameters
                  Dropout(0.5)     -> [batch, 30]            0 parameters
                  Affine(2)        -> [batch, 2]            62 parameters
                ) total 272 parameters, 1,088 bytes as float32""");
    }

    @Test void theWeightsOfEachLayerAreNamedByItsNumber() {
        assertThat(network.bind(Seed.of(1)).weights()).extracting(Weight::name)
                .containsExactly("1.weight", "1.bias", "2.gain", "2.bias", "4.weight", "4.bias");
    }

    @Test void theSeedDecidesTheWeightsAndLayersDiffer() {
        Sequential twins = Sequential.of(Input.of(3), Affine.of(3), Affine.of(3));

        BoundLayer one = twins.bind(Seed.of(1)), again = twins.bind(Seed.of(1)), other = twins.bind(Seed.of(2));

        assertThat(again.weights().getFirst().values()).containsExactly(one.weights().getFirst().values());
        assertThat(other.weights().getFirst().values()).isNotEqualTo(one.weights().getFirst().values());
        assertThat(one.weights().get(2).values()).isNotEqualTo(one.weights().getFirst().values());
    }

    @Test void equalDescriptionsAreEqual() {
        assertThat(Sequential.of(Input.of(4), Affine.of(2))).isEqualTo(Sequential.of(Input.of(4), Affine.of(2))).isNotEqualTo(Sequential.of(Input.of(4), Affine.of(3)));
    }

    @Test void aNetworkMayStandInsideAnother() {
        Sequential outer = Sequential.of(Input.of(4), Sequential.of(Affine.of(3), Affine.of(5)), Residual.of(Affine.of(5)));

        Tensor y = outer.bind(Seed.of(1)).forward(Tensor.of(Shape.of(2, 4), 1, 2, 3, 4, 5, 6, 7, 8));

        assertThat(y.shape()).isEqualTo(Shape.of(2, 5));
        assertThat(outer.bind(Seed.of(1)).weights()).extracting(Weight::name)
                .containsExactly("1.0.weight", "1.0.bias", "1.1.weight", "1.1.bias", "2.weight", "2.bias");
    }

    @Test void aLayerThatDoesNotFitIsNamedWithItsPlace() {
        refuses(() -> Sequential.of(Input.of(28, 28, 1), Activate.of(Activation.RELU), Affine.of(10)), ShapeException.class,
                "Sequential, layer 3 of 3, Affine(10): expected input [batch, features], but got [batch, 28, 28, 1]");
        refuses(() -> Sequential.of(Input.of(28, 28, 1), Sequential.of(Affine.of(10))), ShapeException.class,
                "Sequential, layer 2 of 2, Sequential, layer 1 of 1, Affine(10): expected input [batch, features], but got [batch, 28, 28, 1]");
        refuses(() -> Sequential.of(Input.of(4), Residual.of(Affine.of(3))), ShapeException.class,
                "Sequential, layer 2 of 2, Residual(Affine(3)): expected an inner layer that leaves [batch, 4] as it is, but got [batch, 3]");
        refuses(() -> Sequential.of(Input.of(4), GlobalAverage.of()), ShapeException.class,
                "Sequential, layer 2 of 2, GlobalAverage(): expected input [batch, time or height and width, features], but got [batch, 4]");
        refuses(() -> network.outputShape(Shape.batch(5)), ShapeException.class, "Sequential, layer 1 of 5, Input: expected [batch, 4], but got [batch, 5]");
        refuses(() -> network.bind(Shape.batch(4, 1), Seed.of(1)), ShapeException.class, "Sequential, layer 1 of 5, Input: expected [batch, 4], but got [batch, 4, 1]");
    }

    @Test void anEmptyOneAndOneWithoutAnInputAreNoNetworks() {
        refuses(() -> Sequential.of(), IllegalArgumentException.class, "Sequential: expected at least one layer, but got none");
        refuses(() -> Sequential.of(Affine.of(3)).inputs(), ShapeException.class, "Sequential: expected Input.of(…) as its first layer, but got Affine(3)");
        refuses(() -> Sequential.of(Affine.of(3)).summary(), ShapeException.class, "Sequential: expected Input.of(…) as its first layer, but got Affine(3)");
    }

    @Test void layersRefuseNumbersThatMakeNoSense() {
        refuses(() -> Dropout.of(1), IllegalArgumentException.class, "Dropout: expected a rate in [0, 1), but got 1.0");
        refuses(() -> Dropout.of(Double.NaN), IllegalArgumentException.class, "Dropout: expected a rate in [0, 1), but got NaN");
        refuses(() -> LayerNorm.of().epsilon(0), IllegalArgumentException.class, "LayerNorm: expected epsilon > 0, but got 0.0");
        refuses(() -> BatchNorm.of().momentum(1.5), IllegalArgumentException.class, "BatchNorm: expected momentum in [0, 1], but got 1.5");
        refuses(() -> BatchNorm.of().epsilon(-1), IllegalArgumentException.class, "BatchNorm: expected epsilon > 0, but got -1.0");
        refuses(() -> Embedding.of(0, 3), IllegalArgumentException.class, "Embedding: expected a vocabulary in 1 … 2²⁴, but got 0");
        refuses(() -> Embedding.of(3, 0), IllegalArgumentException.class, "Embedding: expected a dimension ≥ 1, but got 0");
    }

    private static void refuses(ThrowingCallable code, Class<? extends Exception> type, String sentence) {
        assertThatThrownBy(code).isInstanceOf(type).hasMessage(sentence);
    }
}
