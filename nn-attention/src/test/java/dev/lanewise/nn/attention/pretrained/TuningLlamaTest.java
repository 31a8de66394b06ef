package dev.lanewise.nn.attention.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Tales;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.layer.BoundLowRank;
import dev.lanewise.core.layer.LowRank;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.text.Tokenizer;
import dev.lanewise.core.train.Adapters;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.attention.BoundCausalTransformer;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Llama of 260,000 parameters that others trained on children's stories learns to tell ours, by low-rank corrections alone.
class TuningLlamaTest {

    private static final int ROWS = 4;
    private static final int STEPS = 48;

    private final PretrainedText model = PretrainedText.read(SharedFiles.require("data/pretrained/llama2c-aidreams260K/aidreams260K.bin"), WeightFormat.FLOAT32);
    private final BoundCausalTransformer llama = model.model().layers();
    private final BoundLowRank tuned = LowRank.of(llama.layer(), 4).part("attention").around(llama, Seed.of(1));
    private final Tensor ids = tokens(0);
    private final Tensor next = tokens(1);

    private Tensor tokens(int shift) {
        TextDataset tales = Tales.texts(8, Seed.of(5));
        Tokenizer tokenizer = model.tokenizer();
        int[] all = IntStream.range(0, tales.size()).flatMap(row -> IntStream.of(tokenizer.encode(TextDataset.text(tales, row)))).toArray();
        float[] values = new float[ROWS * STEPS];
        for (int i = 0; i < values.length; i++) values[i] = all[i + shift];
        return Tensor.of(Shape.of(ROWS, STEPS), values);
    }

    private double tune(int steps) {
        Tape tape = Tape.training(Backend.of(1));
        Optimizer.Session session = Adam.of(0.01).start(tuned.weights(), Backend.of(1));
        double loss = 0;
        for (int step = 0; step < steps; step++) {
            tape.reset(Seed.of(step));
            Tensor cost = Loss.crossEntropy().of(tuned.forward(tape.constant(ids.shape(), ids.data())), next);
            loss = cost.item();
            tape.backward(cost);
            session.step(tape::gradient, 1);
        }
        return loss;
    }

    @Test void itLearnsWhileEachWeightOfOthersStaysBitForBit() {
        List<float[]> before = llama.weights().stream().map(weight -> weight.values().clone()).toList();

        double first = tune(1), last = tune(40);

        assertThat(last).as("of a loss of %s", first).isLessThan(0.75 * first);
        for (int i = 0; i < before.size(); i++) assertThat(llama.weights().get(i).values()).containsExactly(before.get(i));
        long learned = tuned.corrections().stream().mapToLong(weight -> weight.shape().size()).sum(), all = llama.weights().stream().mapToLong(weight -> weight.shape().size()).sum();
        assertThat(learned).isLessThan(all / 10);
    }

    @Test void whatItLearnedIsSavedAloneAndMergedForGood(@TempDir Path folder) throws IOException {
        tune(5);
        float[] said = tuned.forward(ids).toArray();
        Path file = folder.resolve("tales.safetensors");

        Adapters.save(tuned, file);
        BoundCausalTransformer fresh = model.model().layers();
        BoundLowRank again = LowRank.of(fresh.layer(), 4).part("attention").around(fresh, Seed.of(9));
        Adapters.load(again, file);

        assertThat(Files.size(file)).isLessThan(200_000);
        assertThat(again.forward(ids).toArray()).containsExactly(said);
        assertThat(again.merge().forward(ids).toArray()).containsExactly(said, within(1e-3f));
        assertThat(tuned.corrections().getFirst().values()).isNotEqualTo(new float[tuned.corrections().getFirst().values().length]);
    }

    @Test void adaptersOfAnotherKindAreRefused(@TempDir Path folder) {
        Path file = folder.resolve("tales.safetensors");
        Adapters.save(tuned, file);
        BoundLowRank wider = LowRank.of(llama.layer(), 5).part("attention").around(llama, Seed.of(1)), more = LowRank.of(llama.layer(), 4).around(llama, Seed.of(1));

        assertThatThrownBy(() -> Adapters.load(wider, file)).isInstanceOf(DataException.class).hasMessage(file + ": expected adapters of rank 5 and alpha 5.0, but got rank 4 and alpha 4.0");
        assertThatThrownBy(() -> Adapters.load(more, file)).isInstanceOf(DataException.class).hasMessage(file + ": expected 34 tensors, as this network has corrections, but got 16");
        List<Weight> untouched = more.corrections();
        assertThat(untouched.get(1).values()).containsOnly(0);
    }
}
