package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.Scaling;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainingObserver;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.ConvergenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A training whose steps are fused ends in the same bits as one that an observer, who wants the tape, keeps from it.
class SingleStepLossTest {

    private static Dataset series(int samples, int features) {
        RandomStream random = Seed.of(3).stream();
        float[] x = new float[samples * features], y = new float[samples];
        for (int i = 0; i < x.length; i++) x[i] = i % 17 == 0 ? 0 : (float) random.gaussian();
        for (int i = 0; i < samples; i++) y[i] = (float) Math.sin(x[i * features]);
        return TensorDataset.of(Tensor.of(Shape.of(samples, 1, features), x)).target(Target.number("next"), Tensor.of(Shape.of(samples), y));
    }

    private static Trainer trainer(Optimizer optimizer) { return Trainer.of(optimizer, Loss.meanSquaredError()).epochs(2).batchSize(1).scaling(Scaling.Kind.NONE); }

    private static TrainedNetwork trained(Trainer trainer, Sequential network, Dataset data) { return trainer.fit(network, data, Run.standard().threads(1).seed(5)); }

    @ParameterizedTest
    @CsvSource({"1, 4, true", "1, 7, true", "3, 1, true", "2, 4, false", "1, 8, true"})
    void fusedStepsEndInTheSameBits(int features, int units, boolean adam) {
        Sequential network = Sequential.of(Input.of(1, features), Reshape.of(1, features), LSTM.of(units), Projection.of(1));
        Dataset data = series(400, features);
        Trainer trainer = trainer(adam ? Adam.keras(1e-2) : SGD.of(1e-2).momentum(0.9));

        TrainedNetwork fused = trained(trainer, network, data), general = trained(trainer.observe(new TrainingObserver() { }), network, data);

        assertThat(fused.history()).isEqualTo(general.history());
        fused.content().tensors().forEach((name, tensor) -> assertThat(tensor.floats()).as(name).containsExactly(general.content().tensors().get(name).floats()));
    }

    @Test void onlyWhatItKnowsIsFused() {
        assertThat(isFused(LSTM.of(4), Loss.meanSquaredError(), 1)).isEqualTo(Backend.standard().kernels().floatLanes() > 1);
        assertThat(isFused(LSTM.of(8), Loss.meanSquaredError(), 1)).isFalse();
        assertThat(isFused(LSTM.of(4).goBackwards(true), Loss.meanSquaredError(), 1)).isFalse();
        assertThat(isFused(LSTM.of(4).projection(2), Loss.meanSquaredError(), 1)).isFalse();
        assertThat(isFused(LSTM.of(4), Loss.meanAbsoluteError(), 1)).isFalse();
        assertThat(isFused(LSTM.of(4), Loss.meanSquaredError(), 2)).isFalse();
        assertThat(isFused(GRU.of(4), Loss.meanSquaredError(), 1)).isFalse();
    }

    private static boolean isFused(Recurrent<?> layer, Loss loss, int batchSize) {
        Sequential network = Sequential.of(Input.of(1, 1), layer, Projection.of(1));
        BoundLayer bound = network.bind(Seed.of(1));
        return new SingleStepLoss.Provider().of(network, bound, loss, batchSize, Backend.standard()).isPresent();
    }

    @Test void aLossThatIsNotFiniteEndsTheTraining() {
        Dataset data = TensorDataset.of(Tensor.of(Shape.of(2, 1, 1), 1, 2)).target(Target.number("next"), Tensor.of(Shape.of(2), 1e30f, 1));

        assertThatThrownBy(() -> trained(trainer(Adam.of(1e-2)), Sequential.of(Input.of(1, 1), LSTM.of(4), Projection.of(1)), data)).isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("expected a finite loss");
    }
}
