package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final Sequential NETWORK = Sequential.of(Input.of(1), Projection.of(2));
    private final Trainer trainer = Trainer.of(SGD.of(0.5), Loss.crossEntropy()).batchSize(100).epochs(200).scaling(Scaling.Kind.NONE);

    /// Where x is 0, three of four are of class a; where it is 1, one of four.
    private static Samples samples(int... labels) {
        float[][] inputs = new float[labels.length][1];
        for (int i = 0; i < labels.length; i++) inputs[i][0] = i % 2;
        return Samples.classes(List.of("a", "b"), inputs, labels);
    }

    private static float[] learned(Trainer trainer, Dataset data) { return trainer.fit(NETWORK, data).predict(Tensor.of(Shape.of(2, 1), 0, 1)).toArray(); }

    @Test void aWeightOfTwoIsASampleTwice() {
        float[] twice = learned(trainer, samples(0, 1, 1, 0, 0, 1, 0, 1)), weighted = learned(trainer, samples(0, 1, 1, 0).weighted(3, 3, 1, 1));

        assertThat(weighted).containsExactly(twice, within(1e-5f));
    }

    @Test void aWeightOfZeroIsNoSample() {
        float[] without = learned(trainer, samples(0, 1, 1, 0)), weighted = learned(trainer, samples(0, 1, 1, 0, 1, 1, 0, 0).weighted(1, 1, 1, 1, 0, 0, 0, 0));

        assertThat(weighted).containsExactly(without, within(1e-5f));
    }

    @Test void weightsOfClassesAreWeightsOfTheirSamples() {
        float[] classes = learned(trainer.classWeights(ClassWeights.of(1, 4)), samples(0, 1, 1, 0)), samples = learned(trainer, samples(0, 1, 1, 0).weighted(1, 4, 4, 1));

        assertThat(classes).containsExactly(samples);
    }

    @Test void bothMultiply() {
        float[] both = learned(trainer.classWeights(ClassWeights.of(1, 4)), samples(0, 1, 1, 0).weighted(1, 2, 3, 4)), product = learned(trainer, samples(0, 1, 1, 0).weighted(1, 8, 12, 4));

        assertThat(both).containsExactly(product);
    }

    @Test void balancedWeightsAreThoseOfScikitLearn() {
        double[] weights = ClassWeights.balanced().of(samples(0, 0, 0, 0, 0, 1));          // compute_class_weight("balanced", …): 0.6, 3

        assertThat(weights).containsExactly(new double[] {0.6, 3}, within(1e-12));
    }

    @Test void balancedClassesAreEquallyLikelyWhereNothingIsKnown() {
        Samples rare = Samples.classes(List.of("a", "b"), new float[][] {{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}}, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);

        assertThat(learned(trainer, rare)[1]).isCloseTo(0.1f, within(0.01f));
        assertThat(learned(trainer.classWeights(ClassWeights.balanced()), rare)[1]).isCloseTo(0.5f, within(0.01f));
    }

    @Test void theLossOfAnEpochIsTheWeightedMeanOverItsBatches() {
        Samples numbers = Samples.numbers(new float[][] {{0}, {0}, {0}}, 1, 2, 6);           // a network of zeros says 0
        Trainer still = Trainer.of(SGD.of(0), Loss.meanSquaredError()).batchSize(2);

        double loss = still.fit(Sequential.of(Input.of(1), Projection.of(1)), numbers.weighted(1, 2, 5)).history().epochs().getFirst().loss();

        assertThat(loss).isCloseTo((1 + 2 * 4 + 5 * 36) / 8.0, within(1e-5));
    }

    @Test void validationKeepsEverySamplesWeight() {
        TrainedNetwork one = trainer.validation(Validation.last(0.5)).fit(NETWORK, samples(0, 1, 1, 0, 1, 1, 1, 1).weighted(1, 4, 4, 1, 9, 9, 9, 9));

        assertThat(one.predict(Tensor.of(Shape.of(2, 1), 0, 1)).toArray()).containsExactly(learned(trainer, samples(0, 1, 1, 0).weighted(1, 4, 4, 1)), within(1e-5f));
    }

    @Test void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> samples(0, 1).weighted(1)).hasMessage("Dataset.weighted: expected 2 weights, one for each row, but got 1");
        assertThatThrownBy(() -> samples(0, 1).weighted(1, -1)).hasMessage("Dataset.weighted: expected weights ≥ 0, but that of row 1 is -1.0");
        assertThatThrownBy(() -> trainer.classWeights(ClassWeights.of(1, 2, 3)).fit(NETWORK, samples(0, 1))).isInstanceOf(DataException.class)
                .hasMessage("ClassWeights: expected one weight for each of the 2 classes, but got [1.0, 2.0, 3.0]");
        assertThatThrownBy(() -> ClassWeights.of(-1)).hasMessage("ClassWeights: expected weights ≥ 0, but got [-1.0]");
        assertThatThrownBy(() -> ClassWeights.balanced().of(Samples.numbers(new float[][] {{0}}, 1))).hasMessage("ClassWeights: expected classes as the target, but 'price' has none");
    }
}
