package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.MemoryTasks;
import dev.lanewise.core.doctor.Diagnosis;
import dev.lanewise.core.doctor.Doctor;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Clipped;
import dev.lanewise.core.train.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gates remember what a simple layer forgets: the long proofs (200 steps of adding) at a size for the build.
class LongMemoryTest {

    private static final int LENGTH = 40, MEMORY = 3, GAP = 12, SYMBOLS = 4;

    private static final Dataset SUMS = MemoryTasks.adding(3200, LENGTH, Seed.of(1)), COPIES = MemoryTasks.copying(3200, MEMORY, GAP, SYMBOLS, Seed.of(3));

    static List<Recurrent<?>> gated() { return List.of(GRU.of(24), LSTM.of(24)); }

    private static Sequential adder(Recurrent<?> layer) { return Sequential.of(Input.of(LENGTH, 2), layer, Projection.of(1)); }

    private static Trainer trainer(Loss loss, int epochs) { return Trainer.of(Clipped.byGlobalNorm(Adam.of(0.01), 1), loss).epochs(epochs).batchSize(32); }

    private static double added(Recurrent<?> layer, int epochs) {
        return trainer(Loss.meanSquaredError(), epochs).fit(adder(layer), SUMS, Run.standard()).evaluate(MemoryTasks.adding(400, LENGTH, Seed.of(2)), Run.standard()).figure("loss");
    }

    @ParameterizedTest @MethodSource("gated")
    void gatedLayersLearnToAdd(Recurrent<?> layer) { assertThat(added(layer, 12)).isLessThan(MemoryTasks.addingBaseline() / 10); }

    @Test void aSimpleLayerSaysTheMeanAndTheDoctorKnowsWhy() {
        assertThat(added(SimpleRNN.of(24), 3)).isGreaterThan(MemoryTasks.addingBaseline() / 2);

        Diagnosis diagnosis = Doctor.standard().examine(trainer(Loss.meanSquaredError(), 1), adder(SimpleRNN.of(24)), SUMS, Run.standard()).diagnosis();
        assertThat(diagnosis.of("vanishing-through-time")).isNotEmpty();
    }

    @ParameterizedTest @MethodSource("gated")
    void gatedLayersLearnToCopy(Recurrent<?> layer) {
        Sequential network = Sequential.of(Input.of(GAP + 2 * MEMORY), Embedding.of(SYMBOLS + 2, 8), layer.returnSequences(true), Projection.of(SYMBOLS + 1));

        double loss = trainer(Loss.crossEntropy(), 12).fit(network, COPIES, Run.standard()).evaluate(MemoryTasks.copying(200, MEMORY, GAP, SYMBOLS, Seed.of(4)), Run.standard()).figure("loss");

        assertThat(loss).isLessThan(MemoryTasks.copyingBaseline(MEMORY, GAP, SYMBOLS) / 2);
    }
}
