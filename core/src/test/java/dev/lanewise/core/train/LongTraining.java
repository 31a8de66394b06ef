package dev.lanewise.core.train;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.schedule.Cosine;
import java.nio.file.Path;
import java.util.List;

/// A training in which everything that a checkpoint holds matters: moments of Adam, running statistics, dropout, a schedule, validation,
/// early stopping with best weights, batches of unequal sizes. As a program it runs in a process of its own, to be killed.
final class LongTraining {

    static final Sequential NETWORK = Sequential.of(Input.of(4), Projection.of(12), BatchNorm.of().momentum(0.7), Dropout.of(0.2), Projection.of(3));

    private LongTraining() { }

    static Samples samples(int n) {
        RandomStream random = Seed.of(5).stream();
        float[][] inputs = new float[n][4];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 4; j++) inputs[i][j] = (float) random.gaussian();
            labels[i] = inputs[i][0] + random.gaussian() / 4 > 0 ? inputs[i][1] > 0 ? 2 : 1 : 0;
        }
        return Samples.classes(List.of("a", "b", "c"), inputs, labels);
    }

    static Trainer trainer(int epochs) {
        return Trainer.of(Adam.of(0.01), Loss.crossEntropy()).epochs(epochs).batchSize(16).schedule(Cosine.of()).validateOn(0.2).stopEarly(Stopping.after(epochs));
    }

    /// @param arguments the folder of checkpoints, the model file, the log, the number of epochs, after how many steps a checkpoint is due
    public static void main(String... arguments) {
        Checkpoints checkpoints = Checkpoints.in(Path.of(arguments[0])).everySteps(Long.parseLong(arguments[4])).resume();
        trainer(Integer.parseInt(arguments[3])).checkpoints(checkpoints).log(Path.of(arguments[2]))
                .fit(NETWORK, samples(400), Run.standard().threads(2)).save(Path.of(arguments[1]));
    }
}
