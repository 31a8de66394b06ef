package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.nn.recurrent.RecurrentNetwork.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecurrentNetworkTest {

    @TempDir Path folder;

    @Test void itReadsDigitsRowByRow() {
        Dataset train = Digits.train(4_000, Seed.of(1)), test = Digits.test(500, Seed.of(1));

        TrainedNetwork trained = RecurrentNetwork.of(48).epochs(6).learningRate(5e-3).fit(train, Run.standard().threads(1));

        assertThat(trained.evaluate(test, Run.standard()).figure("accuracy")).isGreaterThan(0.95);
    }

    /// Which of two signals came first, thirty steps of noise ago.
    private static Dataset memories(int samples, Seed seed) {
        RandomStream random = seed.stream();
        int time = 30;
        float[] x = new float[samples * time * 2], labels = new float[samples];
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < time * 2; j++) x[i * time * 2 + j] = (float) random.uniform(-0.5, 0.5);
            labels[i] = random.nextInt(2);
            x[i * time * 2 + (int) labels[i]] = 2;
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, time, 2), x)).target(Target.classes("signal", List.of("red", "green")), Tensor.of(Shape.of(samples), labels));
    }

    @Test void itRemembersWhatItSawThirtyStepsAgo() {
        TrainedNetwork trained = RecurrentNetwork.of(16).epochs(4).learningRate(1e-2).fit(memories(1_500, Seed.of(1)), Run.standard().threads(1));

        assertThat(trained.evaluate(memories(300, Seed.of(2)), Run.standard()).figure("accuracy")).isGreaterThan(0.95);
    }

    /// The next value of a wave after twelve of them.
    private static Dataset waves(int samples, Seed seed) {
        RandomStream random = seed.stream();
        float[] x = new float[samples * 12], y = new float[samples];
        for (int i = 0; i < samples; i++) {
            double phase = random.uniform(0, 6), step = random.uniform(0.3, 0.6);
            for (int t = 0; t < 12; t++) x[i * 12 + t] = (float) Math.sin(phase + t * step);
            y[i] = (float) Math.sin(phase + 12 * step);
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, 12), x)).target(Target.number("next"), Tensor.of(Shape.of(samples), y));
    }

    @Test void itForecastsAWaveFromARowOfNumbersAndSurvivesItsFile() {
        Dataset test = waves(200, Seed.of(2));
        Tensor x = Tensor.of(Shape.of(1, 12), 0, 1, 0, -1, 0, 1, 0, -1, 0, 1, 0, -1);

        TrainedNetwork trained = RecurrentNetwork.of(12, 8).epochs(12).learningRate(1e-2).fit(waves(1_000, Seed.of(1)), Run.standard().threads(1));
        trained.save(folder.resolve("wave.safetensors"));
        TrainedNetwork loaded = (TrainedNetwork) ModelRegistry.load().read(folder.resolve("wave.safetensors"));

        assertThat(trained.evaluate(test, Run.standard()).figure("rmse")).isLessThan(0.1);
        assertThat(loaded.network()).isEqualTo(trained.network());
        assertThat(loaded.predict(x).toArray()).containsExactly(trained.predict(x).toArray());
    }

    @Test void theSameSeedGivesTheSameBitsWithAnyNumberOfThreads() {
        Dataset data = memories(100, Seed.of(1));
        Tensor x = Tensor.of(Shape.of(1, 30, 2), new float[60]);

        float[] one = RecurrentNetwork.of(8).dropout(0.2).epochs(1).fit(data, Run.standard().threads(1)).predict(x).toArray();

        assertThat(RecurrentNetwork.of(8).dropout(0.2).epochs(1).fit(data, Run.standard().threads(3)).predict(x).toArray()).containsExactly(one);
    }

    /// Brackets of two kinds; each step is tagged by whether it is inside of one, which only what stood before tells, and padding by 0.
    private static Dataset brackets(int samples, Seed seed) {
        RandomStream random = seed.stream();
        float[] ids = new float[samples * 10], tags = new float[samples * 10];
        for (int i = 0; i < samples; i++) {
            boolean inside = false;
            for (int t = 0, length = 4 + random.nextInt(7); t < length; t++) {
                int id = 1 + random.nextInt(4);                // 1 opens, 2 closes, 3 and 4 say nothing
                inside = id == 1 || inside && id != 2;
                ids[i * 10 + t] = id;
                tags[i * 10 + t] = inside ? 2 : 1;
            }
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, 10), ids)).target(Target.classes("where", List.of("nowhere", "outside", "inside")), Tensor.of(Shape.of(samples, 10), tags));
    }

    @Test void stepsOfTokensAreTaggedEachByWhatStoodBefore() {
        TrainedNetwork trained = RecurrentNetwork.of(Kind.GRU, 12).vocabulary(5).epochs(8).learningRate(1e-2).fit(brackets(800, Seed.of(1)), Run.standard());

        assertThat(trained.evaluate(brackets(200, Seed.of(2)), Run.standard()).figure("accuracy")).isGreaterThan(0.99);
        assertThat(trained.predict(brackets(3, Seed.of(3)), Run.standard()).size()).isEqualTo(3);
    }

    @Test void aTextOfTokensHasAClassWhateverItsPadding() {
        RandomStream random = Seed.of(4).stream();
        float[] ids = new float[600 * 8], kinds = new float[600];
        for (int i = 0; i < 600; i++) {
            int length = 2 + random.nextInt(7);
            for (int t = 0; t < length; t++) ids[i * 8 + t] = 1 + random.nextInt(3);
            kinds[i] = ids[i * 8 + length - 1] - 1;                    // how it ends, before the padding
        }
        Dataset data = TensorDataset.of(Tensor.of(Shape.of(600, 8), ids)).target(Target.classes("kind", List.of("one", "two", "three")), Tensor.vector(kinds));

        TrainedNetwork trained = RecurrentNetwork.of(Kind.LSTM, 16).vocabulary(4).bidirectional(true).epochs(8).learningRate(1e-2).fit(data, Run.standard());

        assertThat(trained.evaluate(data, Run.standard()).figure("accuracy")).isGreaterThan(0.99);
        Tensor shorter = Tensor.of(Shape.of(1, 8), 1, 2, 3, 0, 0, 0, 0, 0);
        assertThat(trained.predict(shorter).shape()).isEqualTo(Shape.of(1, 3));
    }

    @Test void aNameAndOptionsMakeIt() {
        assertThat(ModelRegistry.load().create("lstm", Options.none().with("units", List.of(32, 16)).with("epochs", 3))).isEqualTo(RecurrentNetwork.of(32, 16).epochs(3));
        assertThat(ModelRegistry.load().create("lstm", Options.none())).isEqualTo(RecurrentNetwork.of(64));
        assertThat(ModelRegistry.load().create("gru", Options.none().with("bidirectional", true))).isEqualTo(RecurrentNetwork.of(Kind.GRU, 64).bidirectional(true));
        assertThat(ModelRegistry.load().create("rnn", Options.none())).isEqualTo(RecurrentNetwork.of(Kind.RNN, 64));
    }

    @Test void itsLayersFollowTheSamples() {
        Target target = Target.classes("", List.of("a", "b"));

        assertThat(RecurrentNetwork.of(8, 4).dropout(0.1).network(new Schema(List.of(Shape.of(28, 14, 2)), List.of(), target)))
                .hasToString("Sequential(Input[batch, 28, 14, 2], Reshape(28, 28), LSTM(8, sequences), Dropout(0.1), LSTM(4), Dropout(0.1), Projection(2))");
        assertThat(RecurrentNetwork.of(Kind.GRU, 8).bidirectional(true).network(new Schema(List.of(Shape.of(5)), List.of(), target)))
                .hasToString("Sequential(Input[batch, 5], Reshape(5, 1), Bidirectional(GRU(8)), Projection(2))");
        assertThatThrownBy(() -> RecurrentNetwork.of(8).network(new Schema(List.of(Shape.of(5)), List.of(), Target.none()))).isInstanceOf(DataException.class)
                .hasMessage("RecurrentNetwork: expected a target to learn, but the data has none. Name its column");
        assertThatThrownBy(() -> RecurrentNetwork.of()).hasMessage("RecurrentNetwork: expected at least one layer, but got none");
    }
}
