package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.text.TokenStreams;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainingObserver;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract's batches are no streams: it looks at what the layer is without a carry.
class CarriedTest implements LayerContract {

    @Override public Layer layer() { return Carried.of(LSTM.of(3).returnSequences(true), 7); }

    @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 3)); }

    static List<Stateful> layers() { return List.of(SimpleRNN.of(4), LSTM.of(4), GRU.of(4), Stacked.of(LSTM.of(3), GRU.of(5))); }

    @ParameterizedTest @MethodSource("layers")
    void chunksOneBehindTheOtherGiveWhatTheWholeSequenceGives(Stateful layer) {
        Tensor whole = Tensors.random(Shape.of(2, 10, 3), Seed.of(1));
        Carried.Bound carried = Carried.of(layer, 2).bind(Shape.of(2, 5, 3), Seed.of(2));
        Tensor expected = carried.layer().run(whole, List.of()).outputs();

        List<Tensor> chunks = new ArrayList<>();
        for (int from = 0; from < 10; from += 5) {
            Tape tape = Tape.training(Backend.standard());
            Tensor chunk = whole.slice(1, from, from + 5);
            chunks.add(carried.forward(tape.constant(chunk.shape(), chunk.toArray())));
        }

        for (int i = 0; i < 2; i++) assertThat(chunks.get(i).toArray()).containsExactly(expected.slice(1, 5 * i, 5 * i + 5).toArray(), within(1e-6f));
    }

    @Test void predictingCarriesNothing() {
        Carried.Bound carried = Carried.of(GRU.of(4), 2).bind(Shape.of(2, 5, 3), Seed.of(2));
        Tensor x = Tensors.random(Shape.of(2, 5, 3), Seed.of(1));

        assertThat(carried.forward(x).toArray()).containsExactly(carried.forward(x).toArray());
        assertThat(carried.weights().getLast().values()).containsOnly(0);
    }

    @Test void anEpochBeginsWithZeros() {
        int[] tokens = new int[41];
        for (int i = 0; i < tokens.length; i++) tokens[i] = i * i % 3;
        List<float[]> before = new ArrayList<>();
        TrainingObserver watch = new TrainingObserver() {

            private float[] carried = {};

            @Override public void started(Start start) { carried = start.bound().weights().stream().filter(weight -> weight.name().endsWith("carry0")).findFirst().orElseThrow().values(); }

            @Override public void stepped(Step step) { before.add(carried.clone()); }

            @Override public void epochEnded(dev.lanewise.core.train.History history) { before.add(carried.clone()); }
        };
        Sequential network = Sequential.of(Input.of(5), Embedding.of(3, 2), Carried.of(SimpleRNN.of(3), 2), Projection.of(3));

        Trainer.of(SGD.of(0.1), Loss.crossEntropy()).epochs(2).batchSize(2).inOrder(true).observe(Carried.freshEachEpoch()).observe(watch)
                .fit(network, TokenStreams.of(tokens, List.of("a", "b", "c"), 2, 5), Run.standard());

        assertThat(before).hasSize(10);                        // four steps and an end, twice
        for (int i = 0; i < 10; i++) {
            if (i % 5 == 4) assertThat(before.get(i)).containsOnly(0);
            else assertThat(before.get(i)).doesNotContain(0);
        }
    }

    @Test void whatCannotBeCarriedIsRefused() {
        assertThatThrownBy(() -> Carried.of(LSTM.of(3).masked(true), 2)).hasMessageStartingWith("Carried: expected a layer without a mask, but got LSTM(3");
        assertThatThrownBy(() -> Carried.of(Bidirectional.of(LSTM.of(3)), 2)).hasMessageStartingWith("Carried: expected a layer that goes forwards alone, but got Bidirectional");
        assertThatThrownBy(() -> Carried.of(GRU.of(3).goBackwards(true), 2)).hasMessageStartingWith("Carried: expected a layer that goes forwards alone");
        assertThatThrownBy(() -> Carried.of(GRU.of(3), 0)).hasMessage("Carried: expected streams ≥ 1, but got 0");
    }
}
