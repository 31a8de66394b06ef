package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two inputs from a data set through a graph, training and a file: a question, and a memory in which the answer stands.
class TwoInputsTest {

    private static final int PLACES = 6;
    private static final int KEY = 4;
    private static final int CLASSES = 3;

    @TempDir Path folder;

    /// A memory of keys and colours, and the key of one of them.
    private static Dataset questions(int samples, Seed seed) {
        RandomStream random = seed.stream();
        int width = KEY + CLASSES;
        float[] queries = new float[samples * KEY], memories = new float[samples * PLACES * width], labels = new float[samples];
        for (int i = 0; i < samples; i++) {
            int[] keys = random.permutation(1 << KEY);
            int asked = random.nextInt(PLACES);
            for (int place = 0; place < PLACES; place++) {
                int at = (i * PLACES + place) * width, colour = random.nextInt(CLASSES);
                for (int bit = 0; bit < KEY; bit++) memories[at + bit] = (keys[place] >> bit & 1) == 1 ? 1 : -1;
                memories[at + KEY + colour] = 1;
                if (place == asked) labels[i] = colour;
            }
            System.arraycopy(memories, (i * PLACES + asked) * width, queries, i * KEY, KEY);
        }
        return TensorDataset.of(Tensor.of(Shape.of(samples, 1, KEY), queries), Tensor.of(Shape.of(samples, PLACES, width), memories))
                .target(Target.classes("colour", List.of("red", "green", "blue")), Tensor.of(Shape.of(samples), labels));
    }

    private static Graph network() {
        Node query = Node.input(1, KEY), memory = Node.input(Shape.ANY, KEY + CLASSES);
        Node found = Node.of(MultiHeadAttention.of(2, 8), query.then(Projection.of(16)), memory);
        return found.then(GlobalAverage.of()).then(Projection.of(CLASSES)).graph(query, memory);
    }

    @Test void theAnswerIsFoundInTheMemoryAlsoAfterLoading() {
        Dataset test = questions(300, Seed.of(2));

        TrainedNetwork trained = Trainer.of(Adam.of(1e-2), Loss.crossEntropy()).epochs(15).fit(network(), questions(2_000, Seed.of(1)), Run.standard().threads(1));
        trained.save(folder.resolve("colours.safetensors"));
        TrainedNetwork loaded = (TrainedNetwork) ModelRegistry.load().read(folder.resolve("colours.safetensors"));

        assertThat(trained.evaluate(test, Run.standard()).figure("accuracy")).isGreaterThan(0.95);
        assertThat(loaded.network()).isEqualTo(trained.network());
        assertThat(loaded.predict(query(), memory()).toArray()).containsExactly(trained.predict(query(), memory()).toArray());
        assertThat(loaded.predict(test, Run.standard()).column("probability")).containsExactly(trained.predict(test, Run.standard()).column("probability"));
    }

    private static Tensor query() { return Tensor.of(Shape.of(1, 1, KEY), 1, -1, 1, -1); }

    /// Shorter than what was trained on, which the network leaves open.
    private static Tensor memory() { return Tensor.of(Shape.of(1, 2, KEY + CLASSES), 1, -1, 1, -1, 0, 0, 1, -1, -1, -1, -1, 1, 0, 0); }

    @Test void aMissingInputIsNamed() {
        TrainedNetwork trained = Trainer.of(Adam.of(1e-2), Loss.crossEntropy()).fit(network(), questions(10, Seed.of(1)), Run.standard().threads(1));

        assertThatThrownBy(() -> trained.predict(query())).isInstanceOf(ShapeException.class)
                .hasMessage("Predict: expected [[batch, 1, 4], [batch, any, 7]], the samples the network was trained on, but got [[1, 1, 4]]");
    }
}
