package dev.lanewise.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes with what, what is refused, and what happens at infinity.
class LossSentencesTest {

    private static final Schema.Target NUMBER = Schema.Target.number("price"), PAIR = NUMBER.shape(Shape.of(2));
    private static final Schema.Target TWO = Schema.Target.classes("kind", List.of("cat", "dog")), THREE = Schema.Target.classes("kind", List.of("a", "b", "c"));

    /// A network that ends with one sigmoid, and the loss of several classes: the trap of many a first network for cats and dogs.
    @Test void oneOutputForTwoClassesIsSentToTheBinaryLoss() {
        refuses(Loss.crossEntropy(), Shape.batch(1), TWO,
                "Cross-entropy: expected one output for each of the 2 classes, but the network gives [batch, 1]. A single output takes the binary cross-entropy");
        assertThatCode(() -> Loss.binaryCrossEntropy().requireSuits(Shape.batch(1), TWO)).doesNotThrowAnyException();
    }

    @Test void whatDoesNotGoTogetherIsRefused() {
        refuses(Huber.of(1), Shape.batch(1), TWO, "Huber(1.0): expected numbers as the target, but 'kind' has 2 classes");
        refuses(new Hinge(), Shape.batch(1), THREE, "Hinge: expected two classes as the target, but 'kind' has 3 classes");
        refuses(Focal.of(2), Shape.batch(2), THREE, "Focal: expected one output for each of the 3 classes, but the network gives [batch, 2]");
        refuses(Quantile.of(0.1, 0.9), Shape.batch(1), NUMBER,
                "Quantile[0.1, 0.9]: expected 2 outputs a sample, one for each quantile of each number of the target, but the network gives [batch, 1]");
        refuses(new GaussianLikelihood(), Shape.batch(2), PAIR,
                "Gaussian likelihood: expected 4 outputs a sample, a mean and a spread for each number of the target, but the network gives [batch, 2]");
        refuses(CTC.of(0), Shape.batch(9, 3), THREE, "CTC: expected a sequence of classes as the target, but 'kind' has 3 classes");
        refuses(CTC.of(0), Shape.batch(9, 4), THREE.shape(Shape.of(5)),
                "CTC: expected outputs [batch, time, 3], one for each class with the blank among them, but the network gives [batch, 9, 4]");
        refuses(Poisson.standard(), Shape.batch(1), Schema.Target.none(), "Poisson: expected numbers as the target, but the data has no target. Name one");
    }

    private static void refuses(Loss loss, Shape output, Schema.Target target, String sentence) {
        assertThatThrownBy(() -> loss.requireSuits(output, target)).isInstanceOf(DataException.class).hasMessage(sentence);
    }

    @Test void whatGoesTogetherIsTaken() {
        assertThatCode(() -> {
            Loss.crossEntropy().requireSuits(Shape.batch(2), PAIR);                    // probabilities as the target
            Loss.binaryCrossEntropy().requireSuits(Shape.batch(2), PAIR);              // labels that don't exclude one another
            Quantile.of(0.1, 0.9).requireSuits(Shape.batch(2), NUMBER);
            new GaussianLikelihood().requireSuits(Shape.batch(4), PAIR);
            CTC.of(0).requireSuits(Shape.batch(9, 3), THREE.shape(Shape.of(5)));
        }).doesNotThrowAnyException();
    }

    @Test void targetsThatMeanNothingAreRefused() {
        refusesTarget(Loss.binaryCrossEntropy(), Tensor.vector(1, 2), Tensor.vector(0, 3), "Binary cross-entropy: expected targets in 0 … 1, but number 1 of the batch is 3.0");
        refusesTarget(new Hinge(), Tensor.vector(1, 2), Tensor.vector(0, 0.5f), "Hinge: expected targets 0 or 1, but number 1 of the batch is 0.5");
        refusesTarget(new MeanSquaredLogError(), Tensor.vector(1), Tensor.vector(-1), "Mean squared log error: expected targets ≥ 0, but number 0 of the batch is -1.0");
        refusesTarget(KLDivergence.standard(), Tensor.vector(1, 2), Tensor.vector(Float.NaN, 1), "KL divergence: expected probabilities as targets, but number 0 of the batch is NaN");
        refusesTarget(Focal.of(2), Tensor.of(Shape.of(1, 2), 1, 2), Tensor.vector(Float.NaN), "Focal: expected labels in 0 … 1, but row 0 has NaN");
        refusesTarget(Loss.crossEntropy().classWeights(1.0), Tensor.of(Shape.of(1, 2), 1, 2), Tensor.vector(0),
                "Cross-entropy: expected a class weight for each of the 2 classes, but got 1");
        refusesTarget(CTC.of(0), Tensor.of(Shape.of(1, 3, 2), new float[6]), Tensor.of(Shape.of(1, 3), 1, 1, -1).reshape(Shape.of(1, 3)), null);
        refusesTarget(CTC.of(0), Tensor.of(Shape.of(1, 2, 2), new float[4]), Tensor.of(Shape.of(1, 2), 1, 1),
                "CTC: expected at least 3 steps for 2 labels of which 1 repeat the one before, but sample 0 has 2");
    }

    private static void refusesTarget(Loss loss, Tensor output, Tensor target, @org.jspecify.annotations.Nullable String sentence) {
        if (sentence == null) assertThatCode(() -> loss.of(output, target)).doesNotThrowAnyException();
        else assertThatThrownBy(() -> loss.of(output, target)).isInstanceOf(DataException.class).hasMessage(sentence);
    }

    @Test void settingsOutOfRangeAreRefused() {
        settings(() -> Huber.of(0), "Huber: expected a delta > 0, but got 0.0");
        settings(() -> Loss.crossEntropy().smoothing(1), "Cross-entropy: expected a smoothing in [0, 1), but got 1.0");
        settings(() -> Loss.crossEntropy().classWeights(1.0, -1.0), "Cross-entropy: expected class weights ≥ 0, but got [1.0, -1.0]");
        settings(() -> BinaryFocal.of(2).alpha(1.5), "Binary focal: expected an alpha in [0, 1], but got 1.5");
        settings(() -> Quantile.of(0.9, 0.1), "Quantile: expected quantiles in (0, 1), ascending, but got [0.9, 0.1]");
        settings(() -> CTC.of(-1), "CTC: expected a blank ≥ 0, but got -1");
    }

    private static void settings(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    @Test void infiniteLogitsCostNothingWhereTheyAreRight() {
        float infinity = Float.POSITIVE_INFINITY;

        assertThat(Loss.binaryCrossEntropy().each(Tensor.vector(infinity, -infinity, infinity), Tensor.vector(1, 0, 0)).toArray()).containsExactly(0, 0, infinity);
        assertThat(Loss.crossEntropy().each(Tensor.of(Shape.of(2, 2), 3, -infinity, 3, -infinity), Tensor.vector(0, 1)).toArray()).containsExactly(0, infinity);
        assertThat(BinaryFocal.of(2).each(Tensor.vector(infinity, infinity), Tensor.vector(1, 0)).toArray()).containsExactly(0, infinity);
    }

    /// No silent number: a NaN of the network is a NaN of the loss, whatever the loss.
    @Test void whatIsNotANumberStaysOne() {
        Tensor nan = Tensor.of(Shape.of(1, 2), 1, Float.NaN), labels = Tensor.vector(1), goals = Tensor.of(Shape.of(1, 2), 0, 1);

        for (Loss loss : List.of(Loss.crossEntropy(), Loss.crossEntropy().outputs(Outputs.PROBABILITIES), Focal.of(2), new CategoricalHinge())) {
            assertThat(loss.of(nan, labels).item()).as(loss.toString()).isNaN();
        }
        for (Loss loss : List.of(Loss.meanSquaredError(), Loss.meanAbsoluteError(), Huber.of(1), new LogCosh(), new MeanSquaredLogError(), new MeanAbsolutePercentageError(),
                Loss.binaryCrossEntropy(), Loss.binaryCrossEntropy().outputs(Outputs.PROBABILITIES), BinaryFocal.of(2), new Hinge(), new SquaredHinge(), new CosineDistance(),
                KLDivergence.standard(), Poisson.standard(), Poisson.standard().onRates(), new Quantile(List.of(0.5)))) {
            assertThat(loss.of(nan, goals).item()).as(loss.toString()).isNaN();
        }
    }

    @Test void lossesOfNothingAreZero() {
        assertThat(Loss.crossEntropy().of(Tensor.of(Shape.of(0, 3)), Tensor.of(Shape.of(0))).item()).isZero();
        assertThat(Loss.binaryCrossEntropy().of(Tensor.of(Shape.of(0, 1)), Tensor.of(Shape.of(0)), Tensor.of(Shape.of(0))).item()).isZero();
    }

    @Test void stepsBehindTheEndOfASequenceDoNotCount() {
        Tensor output = Tensor.of(Shape.of(1, 4, 2), 1, 2, 0, 3, 50, -50, Float.NaN, 9), target = Tensor.of(Shape.of(1, 1), 1);
        Tensor first = Tensor.of(Shape.of(1, 2, 2), 1, 2, 0, 3);

        assertThat(CTC.of(0).each(output, target, 2).toArray()).isEqualTo(CTC.of(0).each(first, target).toArray());
        assertThat(CTC.of(0).decode(Tensor.of(Shape.of(1, 5, 2), 0, 1, 0, 1, 1, 0, 0, 1, 1, 0), 0)).containsExactly(1, 1);
    }

    /// Softmax and cross-entropy in one: in steady state a step allocates no array, whatever the number of classes.
    @Test void theFusedCrossEntropyAllocatesNothingLarge() {
        Tape tape = Tape.training(Backend.named("scalar", 1));      // vectors are boxed until they are compiled
        Weight logits = Weight.of("logits", Shape.of(128, 1000), new float[128_000]);
        Tensor labels = Tensor.of(Shape.of(128), new float[128]);
        Loss loss = Loss.crossEntropy();
        for (int warm = 0; warm < 3; warm++) step(tape, logits, labels, loss);

        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        step(tape, logits, labels, loss);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16_384);
    }

    private static void step(Tape tape, Weight logits, Tensor labels, Loss loss) {
        tape.reset(dev.lanewise.core.Seed.of(0));
        tape.backward(loss.of(tape.weight(logits), labels));
    }
}
