package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Residual blocks of dense layers are compositions: `Residual.of(Dense.of(n).relu(), Dense.of(n))`.
class ResidualBlocksTest {

    private static Residual block(int width) { return Residual.of(Dense.of(width).relu(), Dense.of(width)); }

    @Test void manyBlocksLearnTwoRings() {
        Sequential network = Sequential.of(Input.of(2), Dense.of(16).relu(), block(16), block(16), block(16), block(16), Dense.of(2));

        TrainedNetwork trained = Trainer.of(Adam.of(3e-3), Loss.crossEntropy()).epochs(40).batchSize(32).fit(network, rings(300), Run.standard().threads(1));

        assertThat(trained.evaluate(rings(300)).figure("accuracy")).isGreaterThan(0.97);
        assertThat(TrainedNetwork.restore(trained.content()).evaluate(rings(300))).isEqualTo(trained.evaluate(rings(300)));
    }

    @Test void aBlockThatChangesTheWidthIsRefused() {
        assertThatThrownBy(() -> Sequential.of(Input.of(2), Residual.of(Dense.of(3)))).isInstanceOf(ShapeException.class).hasMessageContaining("expected an inner layer that leaves [batch, 2] as it is");
    }

    private static Dataset rings(int n) {
        var random = Seed.of(n).stream();
        float[] x = new float[2 * n], y = new float[n];
        for (int i = 0; i < n; i++) {
            y[i] = i % 2;
            double angle = random.uniform(0, 2 * Math.PI), radius = 1 + i % 2 + 0.15 * random.gaussian();
            x[2 * i] = (float) (radius * Math.cos(angle));
            x[2 * i + 1] = (float) (radius * Math.sin(angle));
        }
        return TensorDataset.of(Tensor.of(Shape.of(n, 2), x)).target(Target.classes("ring", List.of("inner", "outer")), Tensor.vector(y));
    }
}
