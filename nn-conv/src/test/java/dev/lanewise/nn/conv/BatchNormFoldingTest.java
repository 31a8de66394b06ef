package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.testkit.Tensors;
import org.junit.jupiter.api.Test;

/// Folded networks say what the unfolded ones said.
class BatchNormFoldingTest {

    private static final Activate RELU = Activate.of(Activation.RELU);

    private static TrainedNetwork trained(Network network) {
        Dataset digits = Digits.train(64, Seed.of(1));
        return Trainer.of(Adam.of(1e-2), Loss.crossEntropy()).epochs(1).batchSize(16).fit(network, digits, Run.standard().threads(1));
    }

    private static TrainedNetwork assertSamePredictions(Network network) {
        TrainedNetwork trained = trained(network), folded = BatchNormFolding.of(trained);
        Tensor images = Tensors.random(Shape.of(5, 28, 28, 1), Seed.of(2));
        assertThat(folded.predict(images).toArray()).containsExactly(trained.predict(images).toArray(), within(1e-4f));
        return folded;
    }

    @Test void batchNormsAndActivationsMoveIntoTheFilters() {
        TrainedNetwork folded = assertSamePredictions(Sequential.of(Input.of(28, 28, 1), Conv2D.of(6, 3).stride(2).bias(false), BatchNorm.of(), RELU,
                Residual.of(Conv2D.of(6, 3).groups(2).same(), BatchNorm.of()), RELU, DepthwiseConv2D.of(3).multiplier(2), BatchNorm.of().epsilon(0.1), Activate.of(Activation.TANH),
                SeparableConv2D.of(7, 3), BatchNorm.of(), GlobalAverage.of(), Projection.of(10)));

        assertThat(folded.network()).hasToString("Sequential(Input[batch, 28, 28, 1], Conv2D(6, 3×3, stride 2, relu), Residual(Sequential(Conv2D(6, 3×3, same, groups 2))), Activate(relu), "
                + "DepthwiseConv2D(3×3, multiplier 2, tanh), SeparableConv2D(7, 3×3), GlobalAverage(), Projection(10))");
    }

    @Test void aBatchNormBehindAnActivationStays() {
        TrainedNetwork folded = assertSamePredictions(Sequential.of(Input.of(28, 28, 1), Conv2D.of(4, 3).stride(3).relu(), BatchNorm.of(), GlobalAverage.of(), Projection.of(10)));

        assertThat(folded.network().toString()).contains("BatchNorm()");
    }

    @Test void inGraphsOnlyValuesThatNobodyElseTakesChange() {
        Node image = Node.input(28, 28, 1);
        Node first = image.then(Conv2D.of(4, 3).stride(3)), normalized = first.then(BatchNorm.of()).then(RELU).then(Conv2D.of(4, 3).same()).then(BatchNorm.of()).then(RELU);
        Node sum = Node.of(Add.of(), first, normalized);

        TrainedNetwork folded = assertSamePredictions(sum.then(GlobalAverage.of()).then(Projection.of(10)).graph(image));

        assertThat(folded.network().summary()).contains("Conv2D(4, 3×3, stride 3) of", "BatchNorm() of", "Conv2D(4, 3×3, same, relu) of");
    }
}
