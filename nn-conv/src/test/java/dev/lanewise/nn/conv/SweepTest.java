package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sizes of outputs, and the sentences where there is none.
class SweepTest {

    @ParameterizedTest
    @CsvSource({"32, 3, 1, 0, 1, 30", "32, 5, 1, 2, 1, 32", "7, 3, 2, 0, 1, 3", "8, 3, 2, 0, 1, 3", "224, 7, 2, 3, 1, 112", "28, 2, 2, 0, 1, 14", "9, 3, 1, 0, 2, 5", "2, 3, 1, 0, 1, 0"})
    void theFormulaOfTheTextbooksWithItsFloor(int input, int kernel, int stride, int padding, int dilation, int outputs) {
        assertThat(Sweep.of(kernel).stride(stride).dilation(dilation).padding(padding, padding).outputs(input)).isEqualTo(outputs);
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 1, 1, 1, 5", "5, 2, 1, 0, 1, 5", "6, 3, 2, 0, 1, 3", "5, 3, 2, 1, 1, 3", "224, 7, 2, 2, 3, 112", "4, 1, 3, 0, 0, 2"})
    void samePaddingPutsAnOddRestBehind(int input, int kernel, int stride, int before, int after, int outputs) {
        Sweep sweep = Sweep.of(kernel).stride(stride).same(input);

        assertThat(sweep).isEqualTo(Sweep.of(kernel).stride(stride).padding(before, after));
        assertThat(sweep.outputs(input)).isEqualTo(outputs);
    }

    @Test void tooSmallAnImageIsRefusedWithAxisAndNumbers() {
        assertThatThrownBy(() -> MaxPool2D.of(2).outputShape(Shape.batch(1, 1, 64)))
                .hasMessage("MaxPool2D(2): expected height ≥ 2, but got [batch, 1, 1, 64]");
        assertThatThrownBy(() -> Conv2D.of(8, 5).dilation(2).relu().outputShape(Shape.batch(9, 8, 3)))
                .hasMessage("Conv2D(8, 5×5, dilation 2, relu): expected width ≥ 9, but got [batch, 9, 8, 3]");
        assertThatThrownBy(() -> Conv2D.of(8, 3).outputShape(Shape.batch(784)))
                .hasMessage("Conv2D(8, 3×3): expected input [batch, height, width, channels], but got [batch, 784]");
    }

    @Test void groupsThatDontFitAreRefused() {
        assertThatThrownBy(() -> Conv2D.of(8, 3).groups(3)).hasMessage("Conv2D: expected groups that divide the 8 filters, but got 3");
        assertThatThrownBy(() -> Conv2D.of(8, 3).groups(4).outputShape(Shape.batch(9, 9, 6)))
                .hasMessage("Conv2D(8, 3×3, groups 4): expected channels in 4 equal groups, but got [batch, 9, 9, 6]");
    }

    @Test void anUnknownHeightStaysUnknown() {
        assertThat(Conv2D.of(8, 3).outputShape(Shape.batch(Shape.ANY, 10, 3))).isEqualTo(Shape.batch(Shape.ANY, 8, 8));
    }

    @Test void layersPrintAsTheyWereWritten() {
        assertThat(Conv2D.of(32, 3).relu()).hasToString("Conv2D(32, 3×3, relu)");
        assertThat(Conv2D.of(32, Size.of(3, 5)).stride(2).same()).hasToString("Conv2D(32, 3×5, stride 2, same)");
        assertThat(Conv2D.of(32, 3).padding(Padding.of(1, 0, 1, 0))).hasToString("Conv2D(32, 3×3, padding 1 0 1 0)");
        assertThat(Conv2D.of(32, 3).groups(4).relu()).hasToString("Conv2D(32, 3×3, groups 4, relu)");
        assertThat(DepthwiseConv2D.of(3).multiplier(2).same()).hasToString("DepthwiseConv2D(3×3, multiplier 2, same)");
        assertThat(SeparableConv2D.of(64, 3).stride(2).relu()).hasToString("SeparableConv2D(64, 3×3, stride 2, relu)");
        assertThat(MaxPool2D.of(2)).hasToString("MaxPool2D(2)");
        assertThat(AveragePool2D.of(3).stride(2).padding(Padding.of(1))).hasToString("AveragePool2D(3, stride 2, padding 1)");
    }

    @Test void paddingThatHoldsAWholeWindowIsRefused() {
        assertThatThrownBy(() -> MaxPool2D.of(2).padding(Padding.of(2)))
                .hasMessage("MaxPool2D: expected padding smaller than the window, 2×2, but got padding 2");
    }

    @ParameterizedTest
    @CsvSource({"5, 2, 2, 0, 1, 3", "4, 2, 2, 0, 1, 2", "6, 3, 2, 1, 1, 4", "7, 3, 2, 1, 1, 4", "2, 1, 2, 0, 1, 1", "1, 3, 4, 0, 1, 1", "8, 3, 3, 0, 2, 2", "1, 3, 2, 0, 1, 0", "1, 4, 2, 0, 1, 0"})
    void ceilModeLeavesNothingOut(int input, int kernel, int stride, int padding, int dilation, int outputs) {
        assertThat(Sweep.of(kernel).stride(stride).dilation(dilation).padding(padding, padding).ceil(input).outputs(input)).isEqualTo(outputs);
    }

    @Test void ceilModeIsTheFloorOrOneMoreAndNeverAWindowThatBeginsBehindTheImage() {
        for (int input = 1; input < 12; input++)
            for (int kernel = 1; kernel < 5; kernel++)
                for (int stride = 1; stride < 6; stride++)
                    for (int padding = 0; padding < kernel; padding++) {
                        Sweep floor = Sweep.of(kernel).stride(stride).padding(padding, padding);
                        int places = floor.ceil(input).outputs(input);
                        assertThat(places - floor.outputs(input)).isBetween(0, 1);
                        assertThat(floor.begin(places - 1)).isLessThan(input);
                    }
    }

    @Test void theInputOfPlacesIsTheLeastOneThatHasThem() {
        Sweep sweep = Sweep.of(3).stride(2).dilation(2).padding(1, 0);

        assertThat(sweep.outputs(sweep.inputOf(4))).isEqualTo(4);
        assertThat(sweep.outputs(sweep.inputOf(4) - 1)).isEqualTo(3);
    }

    @Test void withCeilModeASmallerImageIsEnough() {
        MaxPool2D pool = MaxPool2D.of(4).stride(2).ceil(true);

        assertThat(pool.outputShape(Shape.batch(3, 5, 1))).isEqualTo(Shape.batch(1, 2, 1));
        assertThatThrownBy(() -> pool.outputShape(Shape.batch(4, 2, 1))).hasMessage("MaxPool2D(4, stride 2, ceil): expected width ≥ 3, but got [batch, 4, 2, 1]");
    }

    @ParameterizedTest
    @CsvSource({"VALID, 5, 3, 2, 1, 11", "VALID, 5, 2, 3, 1, 15", "VALID, 5, 3, 1, 2, 9", "SAME, 5, 3, 2, 1, 10", "SAME, 5, 4, 1, 1, 5"})
    void transposedConvolutionsGiveTheSizesOfKeras(Padding.Kind kind, int input, int kernel, int stride, int dilation, int outputs) {
        Conv2DTranspose layer = Conv2DTranspose.of(1, kernel).stride(stride).dilation(dilation).padding(new Padding(kind, 0, 0, 0, 0));

        assertThat(layer.outputShape(Shape.batch(input, input, 2))).isEqualTo(Shape.batch(outputs, outputs, 1));
    }

    @Test void transposedConvolutionsWithExplicitPaddingGiveTheSizesOfPyTorch() {
        Conv2DTranspose layer = Conv2DTranspose.of(1, 3).stride(2).padding(Padding.of(1)).outputPadding(1);

        assertThat(layer.outputShape(Shape.batch(5, 4, 2))).isEqualTo(Shape.batch(10, 8, 1));
        assertThat(layer).hasToString("Conv2DTranspose(1, 3×3, stride 2, padding 1, output padding 1)");
        assertThatThrownBy(() -> Conv2DTranspose.of(1, 3).padding(Padding.of(2)).outputShape(Shape.batch(5, 2, 2)))
                .hasMessage("Conv2DTranspose(1, 3×3, padding 2): expected width ≥ 3, but got [batch, 5, 2, 2]");
        assertThatThrownBy(() -> layer.outputPadding(2))
                .hasMessage("Conv2DTranspose: expected output padding in 0 … 1, below the stride and with explicit padding only, but got 2");
    }

    @Test void sequencesNameTheirTime() {
        assertThat(Conv1D.of(4, 3).causal().dilation(4).outputShape(Shape.batch(1, 2))).isEqualTo(Shape.batch(1, 4));
        assertThat(Conv1D.of(4, 3).causal().dilation(4).relu()).hasToString("Conv1D(4, 3, causal, dilation 4, relu)");
        assertThat(AveragePool1D.of(3).stride(2).padding(1, 0)).hasToString("AveragePool1D(3, stride 2, padding 1 0)");
        assertThatThrownBy(() -> Conv1D.of(4, 3).dilation(2).outputShape(Shape.batch(4, 2))).hasMessage("Conv1D(4, 3, dilation 2): expected time ≥ 5, but got [batch, 4, 2]");
        assertThatThrownBy(() -> MaxPool1D.of(2).outputShape(Shape.batch(4, 4, 2))).hasMessage("MaxPool1D(2): expected input [batch, time, channels], but got [batch, 4, 4, 2]");
    }

    @Test void whatWouldNotFitIsRefused() {
        assertThatThrownBy(() -> Crop2D.of(Padding.of(1, 2, 0, 0)).outputShape(Shape.batch(3, 3, 1))).hasMessage("Crop2D(1 2 0 0): expected height ≥ 4, but got [batch, 3, 3, 1]");
        assertThatThrownBy(() -> Pad2D.reflect(2).outputShape(Shape.batch(3, 2, 1))).hasMessage("Pad2D(padding 2, reflection): expected width ≥ 3, but got [batch, 3, 2, 1]");
    }

    @Test void volumesNameTheirDepth() {
        assertThat(Conv3D.of(4, 3).same().stride(2).outputShape(Shape.batch(5, 6, 7, 2))).isEqualTo(Shape.batch(3, 3, 4, 4));
        assertThat(Conv3D.of(4, 3).stride(2).padding(1).relu()).hasToString("Conv3D(4, 3×3×3, stride 2, padding 1, relu)");
        assertThat(MaxPool3D.of(2)).hasToString("MaxPool3D(2×2×2)");
        assertThatThrownBy(() -> Conv3D.of(4, 3).outputShape(Shape.batch(2, 6, 7, 2))).hasMessage("Conv3D(4, 3×3×3): expected depth ≥ 3, but got [batch, 2, 6, 7, 2]");
    }
}
