package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.insight.AttentionMaps;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.BoundSequential;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerClassifierTest {

    private static final int TIME = 6;
    private static final int TOKENS = 6;

    @TempDir Path folder;

    /// Whether the first token comes again: what no mean over tokens can tell, and one look at the first one can.
    private static Dataset repetitions(int samples, Seed seed) {
        RandomStream random = seed.stream();
        float[] ids = new float[samples * TIME], labels = new float[samples];
        for (int i = 0; i < samples; i++) {
            int first = random.nextInt(TOKENS), again = random.nextInt(2) * (1 + random.nextInt(TIME - 1));
            for (int t = 1; t < TIME; t++) ids[i * TIME + t] = (first + 1 + random.nextInt(TOKENS - 1)) % TOKENS;
            ids[i * TIME] = ids[i * TIME + again] = first;
            labels[i] = again > 0 ? 1 : 0;
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, TIME), ids)).target(Target.classes("again", List.of("no", "yes")), Tensor.of(Shape.of(samples), labels));
    }

    @Test void itSeesWhetherTheFirstTokenComesAgainAndSurvivesItsFile() {
        TransformerClassifier estimator = TransformerClassifier.of(32, 2, 1).vocabulary(TOKENS).epochs(25).learningRate(2e-3);
        Dataset test = repetitions(500, Seed.of(2));

        TrainedNetwork trained = estimator.fit(repetitions(2_000, Seed.of(1)), Run.standard().threads(1));
        trained.save(folder.resolve("again.safetensors"));
        TrainedNetwork loaded = (TrainedNetwork) ModelRegistry.load().read(folder.resolve("again.safetensors"));

        assertThat(trained.evaluate(test, Run.standard()).figure("accuracy")).isGreaterThan(0.95);
        assertThat(loaded.network()).isEqualTo(trained.network());
        assertThat(loaded.evaluate(test, Run.standard())).isEqualTo(trained.evaluate(test, Run.standard()));
    }

    /// What is told of each head is the softmax of its own scores, and leads on to what the next block takes.
    @Test void itTellsWhereEachHeadLooks() {
        Dataset data = repetitions(8, Seed.of(1));
        TrainedNetwork trained = TransformerClassifier.of(8, 2, 2).vocabulary(TOKENS).epochs(1).fit(data, Run.standard().threads(1));
        BoundSequential layers = (BoundSequential) trained.bound();
        BoundStack stack = (BoundStack) layers.layers().stream().filter(BoundStack.class::isInstance).findFirst().orElseThrow();
        float[] ids = new float[TIME];
        data.readInput(0, 3, ids, 0);
        Tensor x = trained.scaled(Tensor.of(Shape.of(1, TIME), ids)).getFirst();
        for (BoundLayer layer : layers.layers().subList(0, layers.layers().indexOf(stack))) x = layer.forward(x);
        Tensor second = stack.blocks().get(1).weights(stack.blocks().getFirst().forward(x, Mask.none()), Mask.none());

        List<AttentionMaps> maps = AttentionMaps.of(trained, data, 3);

        assertThat(maps).extracting(AttentionMaps::where).containsExactly("3, attention 1", "3, attention 2");
        assertThat(maps.get(1).heads()).hasSize(2);
        for (int row = 0; row < TIME; row++) {
            assertThat(maps.getFirst().heads().get(1).row(row).toArray()).satisfies(weights -> assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-6)));
            for (int key = 0; key < TIME; key++) assertThat(maps.get(1).heads().get(1).get(row, key)).isCloseTo(second.data()[(TIME + row) * TIME + key], within(1e-6));
        }
    }

    @Test void itReadsDigitsSquareBySquare() {
        TrainedNetwork trained = TransformerClassifier.vision(7, 32, 4, 1).epochs(9).learningRate(3e-3).fit(Digits.train(2_000, Seed.of(1)), Run.standard().threads(1));

        assertThat(trained.network()).hasToString("Sequential(Input[batch, 28, 28, 1], Patches(7), Projection(32), ClassToken(), LearnedPositions(17), "
                + "TransformerStack(1 × TransformerBlock(MultiHeadAttention(4, 8), FeedForward(128, gelu), LayerNorm())), FirstStep(), Projection(10))");
        assertThat(trained.evaluate(Digits.test(300, Seed.of(1)), Run.standard()).figure("accuracy")).isGreaterThan(0.85);
    }

    @Test void itReadsDigitsRowByRow() {
        TrainedNetwork trained = TransformerClassifier.of(32, 4, 1).epochs(6).learningRate(3e-3).fit(Digits.train(2_000, Seed.of(1)), Run.standard().threads(1));

        assertThat(trained.evaluate(Digits.test(300, Seed.of(1)), Run.standard()).figure("accuracy")).isGreaterThan(0.85);
    }

    @Test void theSameSeedGivesTheSameBitsWithAnyNumberOfThreads() {
        TransformerClassifier estimator = TransformerClassifier.of(16, 2, 2).vocabulary(TOKENS).dropout(0.1).epochs(1);
        Dataset data = repetitions(100, Seed.of(1));
        Tensor x = Tensor.of(Shape.of(1, TIME), 1, 2, 3, 4, 5, 0);

        float[] one = estimator.fit(data, Run.standard().threads(1)).predict(x).toArray();

        assertThat(estimator.fit(data, Run.standard().threads(3)).predict(x).toArray()).containsExactly(one);
    }

    @Test void aNameAndOptionsMakeIt() {
        assertThat(ModelRegistry.load().create("transformer-classifier", Options.none().with("dimension", 32).with("blocks", 1).with("epochs", 3)))
                .isEqualTo(TransformerClassifier.of(32, 4, 1).epochs(3));
        assertThat(ModelRegistry.load().create("transformer-classifier", Options.none())).isEqualTo(TransformerClassifier.of(64, 4, 2));
    }

    @Test void itsLayersFollowTheSamples() {
        Target target = Target.number("y");

        assertThat(TransformerClassifier.of(8, 2, 1).network(new Schema(List.of(Shape.of(5, 3)), List.of(), target))).hasToString(
                "Sequential(Input[batch, 5, 3], Projection(8), LearnedPositions(5), "
                        + "TransformerStack(1 × TransformerBlock(MultiHeadAttention(2, 4), FeedForward(32, gelu), LayerNorm())), GlobalAverage(), Projection(1))");
        assertThat(TransformerClassifier.of(8, 2, 0).network(new Schema(List.of(Shape.of(28, 28, 1)), List.of(), target)).layers().get(1)).hasToString("Reshape(28, 28)");
        assertThat(TransformerClassifier.of(8, 2, 0).vocabulary(9).network(new Schema(List.of(Shape.of(5)), List.of(), target)).layers().get(1)).hasToString("Embedding(9, 8)");
        assertThatThrownBy(() -> TransformerClassifier.of(8, 2, 1).vocabulary(9).network(new Schema(List.of(Shape.of(5, 3)), List.of(), target)))
                .isInstanceOf(DataException.class).hasMessage("TransformerClassifier: expected token ids [time] for a vocabulary, but got samples [5, 3]");
        assertThatThrownBy(() -> TransformerClassifier.of(9, 2, 1)).hasMessage("TransformerClassifier: expected a dimension that is a multiple of heads ≥ 1, but got 9 and 2");
    }
}
