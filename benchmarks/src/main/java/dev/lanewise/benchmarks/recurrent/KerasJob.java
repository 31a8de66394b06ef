package dev.lanewise.benchmarks.recurrent;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.Scaling;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.nn.recurrent.LSTM;
import java.util.Arrays;

/// Prints how long `LSTM(4)` and `Dense(1)` learn from 3,348 samples of one value in ten epochs of batch 1: the first time in this process, and again.
///
/// The series is a mix of sines with noise like that of the document; the arithmetic doesn't depend on the numbers.
public final class KerasJob {

    private static final int SAMPLES = 3348;

    private KerasJob() { }

    public static void main(String[] arguments) {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Dataset data = data();
        Sequential network = Sequential.of(Input.of(1, 1), LSTM.of(4), Projection.of(1));
        Trainer trainer = Trainer.of(Adam.keras(1e-3), Loss.meanSquaredError()).epochs(10).batchSize(1).scaling(Scaling.Kind.NONE);
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            double loss = trainer.fit(network, data, Run.standard().threads(1)).history().epochs().getLast().loss();
            System.out.printf("training %2d: %.4f s, last loss %.6f%n", i + 1, (System.nanoTime() - start) * 1e-9, loss);
        }
    }

    private static Dataset data() {
        var random = Seed.of(7).stream();
        float[] series = new float[SAMPLES + 1];
        for (int i = 0; i < series.length; i++) {
            double x = 2 + 58.0 * i / 4999;
            series[i] = (float) ((Math.sin(x) + Math.sin(x / 2) + Math.sin(2 * x) + x / 20) / 6 + 0.02 * random.gaussian());
        }
        return TensorDataset.of(Tensor.of(Shape.of(SAMPLES, 1, 1), Arrays.copyOf(series, SAMPLES)))
                .target(Target.number("next"), Tensor.of(Shape.of(SAMPLES), Arrays.copyOfRange(series, 1, SAMPLES + 1)));
    }
}
