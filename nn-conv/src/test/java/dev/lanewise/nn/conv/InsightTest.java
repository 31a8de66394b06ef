package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.insight.FeatureMaps;
import dev.lanewise.core.insight.Filters;
import dev.lanewise.core.insight.GradCAM;
import dev.lanewise.core.insight.Occlusion;
import dev.lanewise.core.insight.StrongestPatches;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Looks into convolution networks against what can be computed in another way.
class InsightTest {

    private static final Dataset DIGITS = Digits.train(60, Seed.of(6));

    private static TrainedNetwork averaged;
    private static TrainedNetwork pooled;

    @BeforeAll static void learn() {
        averaged = train(Sequential.of(Input.of(28, 28, 1), Conv2D.of(4, 3).relu(), Conv2D.of(6, 3).stride(2).relu(), GlobalAverage.of(), Projection.of(10)));
        pooled = CNN.of(CNN.Architecture.TINY).epochs(1).batchSize(16).fit(DIGITS);
    }

    private static TrainedNetwork train(Sequential network) {
        return Trainer.of(Adam.of(1e-2), Loss.crossEntropy()).epochs(2).batchSize(16).fit(network, DIGITS);
    }

    private static Tensor image(int row) {
        float[] pixels = new float[28 * 28];
        DIGITS.readInput(0, row, pixels, 0);
        return Tensor.of(Shape.of(1, 28, 28, 1), pixels);
    }

    private static float[] weight(TrainedNetwork network, String name) {
        StoredTensor stored = network.content().tensors().get("network." + name);
        return stored.floats();
    }

    @Test void mapsAreWhatTheLayerComputes() {
        FeatureMaps maps = FeatureMaps.of(averaged, image(0), 1);
        float[] weights = weight(averaged, "1.weight"), bias = weight(averaged, "1.bias"), pixels = image(0).toArray();

        assertThat(maps.maps().rows()).isEqualTo(4);
        assertThat(new int[] {maps.height(), maps.width()}).containsExactly(26, 26);
        for (int filter = 0; filter < 4; filter++) {
            double sum = bias[filter];
            for (int m = 0; m < 3; m++) for (int n = 0; n < 3; n++) sum += pixels[(10 + m) * 28 + 12 + n] / 255 * weights[(m * 3 + n) * 4 + filter];
            assertThat(maps.maps().get(filter, 10 * 26 + 12)).isCloseTo(Math.max(0, sum), within(1e-5));
        }
    }

    @Test void theStrongestMapsStayInTheirOrder() {
        FeatureMaps all = FeatureMaps.of(pooled, image(1), 3), two = all.strongest(2);

        assertThat(two.maps().rows()).isEqualTo(2);
        double least = Math.min(max(two.maps(), 0), max(two.maps(), 1));
        long larger = java.util.stream.IntStream.range(0, 32).filter(row -> max(all.maps(), row) > least).count();
        assertThat(larger).isLessThanOrEqualTo(1);
    }

    private static double max(Matrix maps, int row) { return java.util.Arrays.stream(maps.row(row).toArray()).max().orElse(0); }

    /// With a mean and a projection behind the maps, the gradient of a class's logit by each map is its weight divided by the pixels: class activation mapping.
    @Test void gradCAMOfAMeanIsClassActivationMapping() {
        float[] head = weight(averaged, "4.weight");
        FeatureMaps maps = FeatureMaps.of(averaged, image(2), 2);
        for (int category = 0; category < 10; category++) {
            Matrix map = GradCAM.of(averaged, image(2), 2, category);

            assertThat(map.rows()).isEqualTo(12);
            for (int pixel = 0; pixel < 144; pixel++) {
                double sum = 0;
                for (int k = 0; k < 6; k++) sum += head[k * 10 + category] * maps.maps().get(k, pixel);
                assertThat(map.get(pixel / 12, pixel % 12)).isCloseTo(Math.max(0, sum / 144), within(1e-6));
            }
        }
    }

    /// With one dense layer behind the maps, the gradient at a place is the weight from there to the class.
    @Test void placewiseIsWhatEachPlaceAddsToTheLogit() {
        TrainedNetwork flat = train(Sequential.of(Input.of(28, 28, 1), Conv2D.of(3, 5).stride(4).relu(), Reshape.flat(), Projection.of(10)));
        float[] head = weight(flat, "3.weight");
        FeatureMaps maps = FeatureMaps.of(flat, image(5), 1);
        Matrix map = GradCAM.placewise(flat, image(5), 1, 4);

        for (int pixel = 0; pixel < 36; pixel++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) sum += head[(pixel * 3 + k) * 10 + 4] * maps.maps().get(k, pixel);
            assertThat(map.get(pixel / 6, pixel % 6)).isCloseTo(Math.max(0, sum), within(1e-6));
        }
    }

    @Test void aMapIsEnlargedWithItsMiddlesInPlace() {
        Matrix map = Matrix.of(new double[][] {{0, 4}, {8, 12}});

        assertThat(GradCAM.enlarged(map, 4, 4).toArray()).containsExactly(0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12);
        assertThat(GradCAM.enlarged(map, 2, 2)).isEqualTo(map);
    }

    @Test void whatIsCoveredIsLostAsPredictSays() {
        Tensor image = image(3);
        Matrix lost = new Occlusion(5, 3).map(pooled, image, 7);
        float[] covered = image.toArray();
        double mean = 0;
        for (float pixel : covered) mean += pixel / 784.0;
        for (int i = 10; i < 15; i++) for (int j = 13; j < 18; j++) covered[i * 28 + j] = (float) mean;

        double expected = pooled.predict(image).get(0, 7) - pooled.predict(Tensor.of(image.shape(), covered)).get(0, 7);
        assertThat(new int[] {lost.rows(), lost.columns()}).containsExactly(10, 10);
        assertThat(lost.get(4, 5)).isCloseTo(expected, within(1e-6));
    }

    @Test void filtersAreTheWeightsOfEachChannel() {
        Filters first = Filters.of(averaged, 1), second = Filters.of(averaged, 2);
        float[] weights = weight(averaged, "2.weight");

        assertThat(first.images().rows()).isEqualTo(4);
        assertThat(second.images().rows()).isEqualTo(6 * 4);
        for (int m = 0; m < 3; m++) for (int n = 0; n < 3; n++) assertThat(second.images().get(5 * 4 + 2, m * 3 + n)).isEqualTo(weights[((m * 3 + n) * 4 + 2) * 6 + 5]);
    }

    @Test void theStrongestPatchIsTheReceptiveFieldOfItsPlace() {
        List<StrongestPatches.Patch> patches = StrongestPatches.of(averaged, DIGITS, 2, 1, 3);
        ReceptiveField field = ReceptiveField.ofRows(List.of(Conv2D.of(4, 3), Conv2D.of(6, 3).stride(2)), Shape.batch(28, 28, 1));

        assertThat(patches).hasSize(3);
        assertThat(patches.get(0).value()).isGreaterThanOrEqualTo(patches.get(1).value());
        for (StrongestPatches.Patch patch : patches) {
            Shape shape = patch.pixels().shape();
            Matrix map = FeatureMaps.of(averaged, image(patch.row()), 2).maps();
            assertThat(shape.extent(0)).isBetween(1, field.size());
            assertThat(max(map, 1)).isEqualTo(patch.value());
            for (int i = 0; i < shape.extent(0); i++) for (int j = 0; j < shape.extent(1); j++) {
                assertThat(patch.pixels().get(i, j, 0)).isEqualTo(image(patch.row()).get(0, patch.top() + i, patch.left() + j, 0));
            }
        }
    }

    @Test void layersThatGiveNoMapsAreNamed() {
        assertThatThrownBy(() -> FeatureMaps.of(averaged, image(0), 3)).isInstanceOf(ShapeException.class).hasMessageContaining("Insight: layer 3: expected maps [1, height, width, channels], but got [1, 6]");
        assertThatThrownBy(() -> FeatureMaps.of(averaged, image(0), 9)).hasMessageContaining("counted from 0, but got 9");
        assertThatThrownBy(() -> Filters.of(averaged, 0)).isInstanceOf(DataException.class).hasMessageContaining("Filters: expected a convolution [height, width, channels, filters] as layer 0 of");
        assertThatThrownBy(() -> GradCAM.of(averaged, image(0), 2, 10)).hasMessage("GradCAM: expected a class in 0 … 9, but got 10");
        assertThatThrownBy(() -> FeatureMaps.of(averaged, Tensor.of(Shape.of(1, 2, 2, 1), new float[4]), 1)).hasMessageStartingWith("Look: expected");
    }
}
