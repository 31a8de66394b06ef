package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainedNetworkTest {

    private static final Sequential NETWORK = Sequential.of(Input.of(2), Projection.of(1));

    /// `y = x₀ + 2x₁`, eight times.
    private static TensorDataset samples(int width) {
        float[] x = new float[16], y = new float[8 * width];
        for (int i = 0; i < 8; i++) {
            x[2 * i] = i;
            x[2 * i + 1] = i % 3;
            for (int j = 0; j < width; j++) y[i * width + j] = i + 2 * (i % 3);
        }
        return TensorDataset.of(Tensor.of(Shape.of(8, 2), x)).target(Schema.Target.number("y").shape(width == 1 ? Shape.scalar() : Shape.of(width)),
                Tensor.of(width == 1 ? Shape.of(8) : Shape.of(8, width), y));
    }

    private static TrainedNetwork trained(Loss loss) { return Trainer.of(Adam.of(0.1), loss).epochs(3).fit(NETWORK, samples(1)); }

    @Test void theLossOfAnEvaluationIsTheOneItWasTrainedOn() {
        Evaluation absolute = trained(Loss.meanAbsoluteError()).evaluate(samples(1)), squared = trained(Loss.meanSquaredError()).evaluate(samples(1));

        assertThat(absolute.figure("loss")).isEqualTo(absolute.figure("mae"), within(1e-6));
        assertThat(squared.figure("loss")).isEqualTo(Math.pow(squared.figure("rmse"), 2), within(1e-6));
    }

    /// Of numbers, of which those in half of the rows count twice: as if they stood there twice.
    @Test void weightsOfSamplesCountInAnEvaluation() {
        for (Loss loss : new Loss[] {Loss.meanSquaredError(), Loss.meanAbsoluteError()}) {
            TrainedNetwork network = trained(loss);

            Evaluation weighted = network.evaluate(samples(1).weighted(2, 1, 2, 1, 2, 1, 2, 0)), repeated = network.evaluate(samples(1).rows(0, 0, 1, 2, 2, 3, 4, 4, 5, 6, 6));

            repeated.figures().forEach((name, figure) -> assertThat(weighted.figure(name)).as(name).isCloseTo(figure, within(1e-5)));
        }
    }

    /// Where tensors are asked, arithmetic goes on; where samples are, somebody has to know.
    @Test void whatIsNotFiniteComesOutInItsRowOrIsRefused() {
        TrainedNetwork network = trained(Loss.meanSquaredError());
        Tensor spoilt = Tensor.of(Shape.of(3, 2), 1, 2, Float.NaN, 1, 3, 4), sound = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);

        float[] said = network.predict(spoilt).toArray();

        assertThat(said[1]).isNaN();
        assertThat(new float[] {said[0], said[2]}).containsExactly(network.predict(sound).toArray());
        assertThatThrownBy(() -> network.predict(TensorDataset.of(spoilt))).isInstanceOf(DataException.class)
                .hasMessage("Predict: expected samples of which the network says something finite, but of sample 1 it says NaN. Drop or fill what is not finite in it");
    }

    @Test void targetsOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> trained(Loss.meanSquaredError()).evaluate(samples(3))).isInstanceOf(DataException.class)
                .hasMessage("Evaluate: expected targets of shape [] a sample, as the model was trained on, but got [3]");
    }

    @Test void writingToItsContentDoesNotChangeTheModel() {
        TrainedNetwork network = trained(Loss.meanSquaredError());
        Tensor x = Tensor.of(Shape.of(1, 2), 1, 2);
        float before = network.predict(x).item();

        network.content().tensors().values().forEach(tensor -> ((StoredTensor.Floats) tensor).values()[0] += 100);

        assertThat(network.predict(x).item()).isEqualTo(before);
    }

    @Test void aScalingOfAnotherWidthIsRefused() {
        ModelContent content = trained(Loss.meanSquaredError()).content();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(content.tensors());
        tensors.put("scaling.shift", StoredTensor.of(Shape.of(3), new float[3]));

        assertThatThrownBy(() -> TrainedNetwork.restore(new ModelContent(content.model(), content.settings(), content.schema(), content.provenance(), tensors)))
                .isInstanceOf(DataException.class)
                .hasMessage("Model file: expected one 'scaling.shift' and 'scaling.scale', or one for each of the features [2], but got 3 and 1");
    }
}
