package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The model from images to a file and back, and its architectures against published parameter counts.
class CNNTest {

    private static Schema images(int size, int channels, int classes) {
        List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return new Schema(List.of(Shape.of(size, size, channels)), List.of(), Schema.Target.classes("label", names));
    }

    private static int parameters(Sequential network) {
        return network.bind(Seed.of(0)).weights().stream().map(Weight::shape).mapToInt(Shape::size).sum();
    }

    @Test void architecturesHaveTheirPublishedParameterCounts() {
        assertThat(parameters(CNN.of(CNN.Architecture.TINY).network(images(32, 3, 10)))).isEqualTo(16_618);
        assertThat(parameters(CNN.of(CNN.Architecture.SMALL).network(images(28, 1, 10)))).isEqualTo(34_826);
        assertThat(parameters(CNN.of(CNN.Architecture.LENET_5).network(images(28, 1, 10)))).isEqualTo(61_706);
    }

    @Test void catsAndDogsHaveTheCountsOfTheTextbook() {
        CNN preset = CNN.of(CNN.Architecture.CATS_AND_DOGS);

        assertThat(parameters(preset.network(images(64, 3, 2)))).isEqualTo(31_937);
        assertThat(parameters(preset.border(CNN.Border.SAME).network(images(64, 3, 2)))).isEqualTo(35_777);
        assertThat(preset.network(images(64, 3, 2)).summary()).contains("[batch, 62, 62, 32]", "[batch, 31, 31, 32]", "[batch, 29, 29, 64]", "[batch, 14, 14, 64]",
                "896 parameters", "18,496 parameters", "12,545 parameters");
    }

    /// A block of width w has 2 · (9 w² + 2 w) trainable numbers, 2 · 2 w running ones; where the width doubles, 9 · w²/2 less and w²/2 + 2 w more.
    @Test void residualNetworksHaveTheCountsOfTheirFormula() {
        assertThat(learned(CNN.of(CNN.Architecture.RESNET_8).network(images(32, 3, 10)))).isEqualTo(78_042);
        assertThat(learned(CNN.of(CNN.Architecture.RESNET_20).network(images(32, 3, 10)))).isEqualTo(272_474);
        assertThat(learned(CNN.of(CNN.Architecture.RESNET_20).network(images(224, 3, 10)))).as("of any size").isEqualTo(272_474);
        assertThat(residual(1)).isEqualTo(78_042);
        assertThat(residual(3)).isEqualTo(272_474);
    }

    /// A block from c to w channels has 9 c + 2 c and c · w + 2 w learned numbers.
    @Test void theDepthwiseNetworkHasTheCountOfItsFormula() {
        int count = 3 * 9 * 16 + 2 * 16 + 128 * 10 + 10;
        int[] widths = {16, 32, 64, 64, 128, 128};
        for (int i = 1; i < widths.length; i++) count += 11 * widths[i - 1] + widths[i - 1] * widths[i] + 2 * widths[i];

        assertThat(learned(CNN.of(CNN.Architecture.DEPTHWISE).network(images(32, 3, 10)))).isEqualTo(count).isEqualTo(37_162);
    }

    private static int residual(int blocks) {
        int count = 3 * 9 * 16 + 2 * 16 + 64 * 10 + 10;
        for (int w : new int[] {16, 32, 64}) {
            count += blocks * (2 * 9 * w * w + 4 * w);
            if (w > 16) count += -9 * w * w / 2 + w * w / 2 + 2 * w;
        }
        return count;
    }

    private static int learned(Sequential network) {
        return network.bind(Seed.of(0)).weights().stream().filter(Weight::trainable).map(Weight::shape).mapToInt(Shape::size).sum();
    }

    @Test void everyArchitectureIsSavedAndSaysTheSameAfterwards(@TempDir Path folder) {
        Dataset train = Digits.train(16, Seed.of(3)), test = Digits.test(20, Seed.of(3));
        for (CNN.Architecture architecture : CNN.Architecture.values()) {
            Path file = folder.resolve(architecture + ".safetensors");
            TrainedNetwork trained = CNN.of(architecture).epochs(1).fit(train, Run.standard());
            trained.save(file);

            assertThat(((TrainedNetwork) ModelRegistry.load().read(file)).predict(images(test)).toArray()).containsExactly(trained.predict(images(test)).toArray());
        }
    }

    @Test void aSingleProbabilityTellsTwoClassesApart() {
        int[] zerosAndOnes = IntStream.range(0, 300).filter(row -> label(Digits.train(300, Seed.of(4)), row) < 2).toArray();
        Dataset two = renamed(Digits.train(300, Seed.of(4)).rows(zerosAndOnes));

        TrainedNetwork trained = CNN.of(CNN.Architecture.CATS_AND_DOGS).epochs(4).batchSize(8).fit(two, Run.standard());

        assertThat(trained.network().output()).isEqualTo(Shape.batch(1));
        assertThat(trained.evaluate(two).figure("accuracy")).isGreaterThan(0.9);
        assertThat(trained.predict(two).names()).containsExactly("class", "probability");
    }

    private static int label(Dataset data, int row) {
        float[] label = new float[1];
        data.readTarget(row, label, 0);
        return (int) label[0];
    }

    /// The same images as cats and dogs.
    private static Dataset renamed(Dataset data) {
        float[] pixels = new float[data.size() * 28 * 28], labels = new float[data.size()];
        for (int i = 0; i < data.size(); i++) data.readInput(0, i, pixels, i * 28 * 28);
        for (int i = 0; i < data.size(); i++) labels[i] = label(data, i);
        return TensorDataset.of(Tensor.of(Shape.of(data.size(), 28, 28, 1), pixels)).target(Schema.Target.classes("pet", List.of("cat", "dog")), Tensor.vector(labels));
    }

    @Test void theSummaryShowsShapesAndCounts() {
        assertThat(CNN.of().network(images(28, 1, 10)).summary()).contains(
                "Conv2D(32, 3×3, relu)", "[batch, 26, 26, 32]", "320 parameters",
                "MaxPool2D(2)", "[batch, 13, 13, 32]", "[batch, 1600]", "total 34,826 parameters");
    }

    @Test void aChainThatUsesTheImageUpNamesTheLayer() {
        Layer[] layers = {Input.of(4, 4, 1), Conv2D.of(8, 3), MaxPool2D.of(2), MaxPool2D.of(2)};

        assertThatThrownBy(() -> Sequential.of(layers))
                .hasMessage("Sequential, layer 4 of 4, MaxPool2D(2): expected height ≥ 2, but got [batch, 1, 1, 8]");
    }

    @Test void imagesOfEightPixelsAreLargeEnough() {
        assertThat(CNN.of().network(images(8, 1, 10)).output()).isEqualTo(Shape.batch(10));
    }

    @Test void tablesAreRefused() {
        Schema table = new Schema(List.of(Shape.of(4)), List.of("a", "b", "c", "d"), Schema.Target.number("y"));

        assertThatThrownBy(() -> CNN.of().network(table)).hasMessage("CNN: expected images [height, width, channels], but the data has samples [[4]]");
    }

    @Test void dataWithoutATargetIsRefused() {
        Schema unlabelled = new Schema(List.of(Shape.of(28, 28, 1)), List.of(), Schema.Target.none());

        assertThatThrownBy(() -> CNN.of().network(unlabelled)).hasMessage("CNN: expected a target to learn, but the data has none. Name its column");
    }

    @Test void itLearnsDigitsAndSurvivesTheFile(@TempDir Path folder) {
        Dataset test = Digits.test(500, Seed.of(1));
        Path file = folder.resolve("digits.safetensors");

        TrainedNetwork trained = CNN.of(CNN.Architecture.TINY).epochs(2).batchSize(16).learningRate(2e-3).dropout(0.2).fit(Digits.train(2_000, Seed.of(1)), Run.standard());
        trained.save(file);
        TrainedNetwork loaded = (TrainedNetwork) ModelRegistry.load().read(file);

        double accuracy = trained.evaluate(test, Run.standard()).figure("accuracy");
        System.out.printf("CNN on generated digits: %.1f %% of 500%n", 100 * accuracy);
        assertThat(accuracy).isGreaterThan(0.95);
        assertThat(loaded.predict(images(test)).toArray()).containsExactly(trained.predict(images(test)).toArray());
    }

    @Test void anyNumberOfThreadsWritesTheSameFile(@TempDir Path folder) throws IOException {
        Dataset train = Digits.train(100, Seed.of(2));
        Path one = folder.resolve("one.safetensors"), three = folder.resolve("three.safetensors");

        CNN.of().epochs(1).fit(train, Run.standard().threads(1)).save(one);
        CNN.of().epochs(1).fit(train, Run.standard().threads(3)).save(three);

        assertThat(Files.readAllBytes(three)).isEqualTo(Files.readAllBytes(one));
    }

    private static Tensor images(Dataset data) {
        float[] values = new float[20 * 28 * 28];
        for (int i = 0; i < 20; i++) data.readInput(0, i, values, i * 28 * 28);
        return Tensor.of(Shape.of(20, 28, 28, 1), values);
    }

    @Test void itIsKnownByName() {
        assertThat(ModelRegistry.load().create("cnn", Options.none().with("architecture", "lenet-5").with("epochs", 3)))
                .isEqualTo(CNN.of(CNN.Architecture.LENET_5).epochs(3));
    }
}
