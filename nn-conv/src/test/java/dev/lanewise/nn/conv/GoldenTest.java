package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Examples that a textbook works out by hand.
class GoldenTest {

    private static final float[] EDGES = {1, 0, -1, 1, 0, -1, 1, 0, -1};
    private static final float[] FLIPPED = {-1, 0, 1, -1, 0, 1, -1, 0, 1};
    private static final float[] SQUARE = {1, 3, 2, 4, 5, 6, 7, 8, 9, 2, 3, 1, 0, 1, 5, 2};

    /// The image 10, 20, … 250, row by row.
    private static Tensor ramp() {
        float[] ramp = new float[25];
        for (int i = 0; i < 25; i++) ramp[i] = 10 * (i + 1);
        return Tensor.of(Shape.of(1, 5, 5, 1), ramp);
    }

    private static float[] convolve(float[] kernel, Padding padding, Activation activation) {
        Tensor weight = Tensor.of(Shape.of(3, 3, 1, 1), kernel);
        return Convolution.of(ramp(), weight, Optional.empty(), Window.of(Size.of(3)).padding(padding), activation).toArray();
    }

    private static float[] apply(Layer layer, Shape shape, float... values) {
        return layer.bind(shape, Seed.of(0)).forward(Tensor.of(shape, values)).toArray();
    }

    @Test void theFeatureMapOfAnEdgeDetectorOnARampIsFlat() {
        assertThat(convolve(EDGES, Padding.VALID, Activation.IDENTITY)).hasSize(9).containsOnly(-60);
    }

    @Test void theFlippedKernelGivesTheConvolutionOfMathematics() {
        assertThat(convolve(FLIPPED, Padding.VALID, Activation.IDENTITY)).hasSize(9).containsOnly(60);
    }

    @Test void reluMakesThatMapBlack() {
        assertThat(convolve(EDGES, Padding.VALID, Activation.RELU)).hasSize(9).containsOnly(0);
    }

    @Test void reluKeepsWhatIsPositive() {
        assertThat(apply(Activate.of(Activation.RELU), Shape.of(1, 2, 2, 1), 5, -10, -3, 7)).containsExactly(5, 0, 0, 7);
    }

    @Test void aFlatImageIsItsRowsOneBehindTheOther() {
        assertThat(apply(Reshape.flat(), Shape.of(1, 4, 4, 1), SQUARE)).containsExactly(SQUARE);
    }

    @Test void zerosAroundTheImageMakeItsBordersStandOut() {
        assertThat(convolve(EDGES, Padding.SAME, Activation.IDENTITY)).containsExactly(-90, -40, -40, -40, 130, -210, -60, -60, -60, 270,
                -360, -60, -60, -60, 420, -510, -60, -60, -60, 570, -390, -40, -40, -40, 430);
    }

    @Test void theLargestOfEachQuarter() {
        assertThat(apply(MaxPool2D.of(2), Shape.of(1, 4, 4, 1), SQUARE)).containsExactly(6, 8, 9, 5);
    }

    @Test void theMeanOfEachQuarter() {
        assertThat(apply(AveragePool2D.of(2), Shape.of(1, 4, 4, 1), SQUARE)).containsExactly(3.75f, 5.25f, 3.00f, 2.75f);
    }

    @Test void theMeanAtABorderCountsOnlyWhatIsInside() {
        assertThat(apply(AveragePool2D.of(2).stride(1).same(), Shape.of(1, 2, 2, 1), 1, 2, 3, 6)).containsExactly(3, 4, 4.5f, 6);
    }

    @Test void aTransposedConvolutionAddsUpWhatPixelsLayDown() {
        Tensor x = Tensor.of(Shape.of(1, 2, 2, 1), 1, 2, 3, 4), weight = Tensor.of(Shape.of(2, 2, 1, 1), 1, 2, 3, 4);
        Geometry geometry = new Geometry(1, 3, 3, 1, Sweep.of(2), Sweep.of(2));

        assertThat(TransposedConvolution.of(x, weight, Optional.empty(), geometry, Activation.IDENTITY).toArray()).containsExactly(1, 4, 4, 6, 20, 16, 9, 24, 16);
    }

    @Test void largerImagesRepeatPixelsOrStandBetweenThem() {
        assertThat(apply(UpSample2D.of(2), Shape.of(1, 1, 2, 1), 1, 5)).containsExactly(1, 1, 5, 5, 1, 1, 5, 5);
        assertThat(apply(UpSample2D.of(Size.of(1, 2)).interpolation(Interpolation.LINEAR), Shape.of(1, 1, 2, 1), 1, 5)).containsExactly(1, 2, 4, 5);
        assertThat(apply(Resize2D.of(Size.of(1, 2)), Shape.of(1, 1, 4, 1), 1, 2, 3, 8)).containsExactly(1.5f, 5.5f);
    }

    @Test void framesHoldZerosOrTheImageAgain() {
        assertThat(apply(Pad2D.of(Padding.of(0, 0, 2, 1)), Shape.of(1, 1, 3, 1), 1, 2, 3)).containsExactly(0, 0, 1, 2, 3, 0);
        assertThat(apply(Pad2D.of(Padding.of(0, 0, 2, 1)).with(Pad2D.With.REFLECTION), Shape.of(1, 1, 3, 1), 1, 2, 3)).containsExactly(3, 2, 1, 2, 3, 2);
        assertThat(apply(Pad2D.of(Padding.of(0, 0, 2, 1)).with(Pad2D.With.REPLICATION), Shape.of(1, 1, 3, 1), 1, 2, 3)).containsExactly(1, 1, 1, 2, 3, 3);
        assertThat(apply(Crop2D.of(Padding.of(0, 0, 2, 1)), Shape.of(1, 1, 6, 1), 1, 2, 3, 4, 5, 6)).containsExactly(3, 4, 5);
    }

    @Test void aCausalOutputDoesNotSeeWhatIsAhead() {
        BoundLayer sum = Conv1D.of(1, 2).causal().initializer(Initializer.ONES).dilation(2).bind(Shape.of(1, 5, 1), Seed.of(0));

        assertThat(sum.forward(Tensor.of(Shape.of(1, 5, 1), 1, 2, 4, 8, 16)).toArray()).containsExactly(1, 2, 5, 10, 20);
    }
}
