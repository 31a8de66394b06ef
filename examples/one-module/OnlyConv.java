import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.nn.conv.Conv2D;
import dev.lanewise.nn.conv.MaxPool2D;

/// Needs `lanewise-nn-conv`, which brings core and linalg.
void main() {
    var network = Sequential.of(
            Input.of(28, 28, 1),
            Conv2D.of(8, 3).relu(),
            MaxPool2D.of(2),
            Conv2D.of(10, 3),
            GlobalAverage.of());

    var trained = Trainer.of(Adam.of(1e-2), Loss.crossEntropy()).epochs(1).batchSize(50)
            .fit(network, Digits.train(500, Seed.of(42)));

    IO.println(trained.evaluate(Digits.test(100, Seed.of(42))));
}
