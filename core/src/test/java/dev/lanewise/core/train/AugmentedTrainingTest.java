package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.image.Augmentation;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that change while a network learns from them: in each pass in another way, whoever reads them, and only while it learns.
class AugmentedTrainingTest {

    private static final Augmentation ALL = Augmentation.parse("flip, crop 3, rotate 10, zoom 0.1, brightness 0.2, cutout 5, mixup 0.5");
    private static final Sequential NETWORK = Sequential.of(Input.of(28, 28, 1), Reshape.flat(), Projection.of(10));

    private static final Trainer TRAINER = Trainer.of(SGD.of(0.1), Loss.crossEntropy()).epochs(2).batchSize(40).augment(ALL);

    /// The inputs of every step, as the network sees them.
    private static List<float[]> seen(Trainer trainer, Dataset data, Run run) {
        List<float[]> seen = new ArrayList<>();
        trainer.observe(new TrainingObserver() {
            @Override public void computed(Step step) { seen.add(step.inputs().getFirst().toArray()); }
        }).fit(NETWORK, data, run);
        return seen;
    }

    @Test void theSameImagesComeWithAnyNumberOfThreadsAndReadAhead() {
        Dataset data = Digits.train(100, Seed.of(1));
        List<float[]> one = seen(TRAINER, data, Run.standard().threads(1));

        assertThat(seen(TRAINER, data, Run.standard().threads(3))).usingRecursiveComparison().isEqualTo(one);
        assertThat(seen(TRAINER.prefetch(true), data, Run.standard())).usingRecursiveComparison().isEqualTo(one);
        assertThat(Arrays.equals(one.getFirst(), seen(TRAINER, data, Run.standard().seed(2)).getFirst())).isFalse();
    }

    /// With batches of another size a sample changes in the same way.
    @Test void aSampleChangesByItsRowAndItsPassAlone() {
        Dataset one = Digits.train(1, Seed.of(3));
        Trainer trainer = TRAINER.augment(Augmentation.parse("crop 3, brightness 0.5"));
        float[] first = seen(trainer, one, Run.standard()).get(0), second = seen(trainer, one, Run.standard()).get(1), alone = seen(trainer.batchSize(1), one, Run.standard()).get(0);

        assertThat(alone).containsExactly(first);
        assertThat(second).isNotEqualTo(first);
    }

    @Test void theModelPredictsAndValidatesImagesAsTheyAre(@TempDir Path folder) throws IOException {
        Dataset data = Digits.train(60, Seed.of(4));
        Trainer plain = Trainer.of(SGD.of(0), Loss.crossEntropy()).batchSize(60).validateOn(data);
        double before = plain.fit(NETWORK, data).history().epochs().getLast().validationLoss();

        assertThat(plain.augment(ALL).fit(NETWORK, data).history().epochs().getLast().validationLoss()).isEqualTo(before);
        assertThat(plain.augment(ALL).fit(NETWORK, data).history().epochs().getLast().loss()).isNotEqualTo(plain.fit(NETWORK, data).history().epochs().getLast().loss());
    }

    /// Of two images, black of class a and white of class b, every mixture is grey by the share of b; so its loss is that of both classes in these shares.
    @Test void aMixtureCostsWhatItsPartsCost() {
        float[] pixels = new float[2 * 4];
        Arrays.fill(pixels, 4, 8, 1);
        Dataset data = TensorDataset.of(Tensor.of(Shape.of(2, 2, 2, 1), pixels)).target(Target.classes("shade", List.of("a", "b")), Tensor.vector(0, 1));
        Sequential network = Sequential.of(Input.of(2, 2, 1), Reshape.flat(), Projection.of(2));
        List<double[]> losses = new ArrayList<>();

        Trainer.of(SGD.of(0), Loss.crossEntropy()).epochs(50).batchSize(2).scaling(Scaling.Kind.NONE).augment(Augmentation.none().mixup(1)).observe(new TrainingObserver() {
            @Override public void computed(Step step) {
                float[] logits = step.output().toArray(), inputs = step.inputs().getFirst().toArray();
                double expected = 0;
                for (int i = 0; i < 2; i++) {
                    double share = inputs[i * 4], norm = Math.log(Math.exp(logits[2 * i]) + Math.exp(logits[2 * i + 1]));
                    expected += ((1 - share) * (norm - logits[2 * i]) + share * (norm - logits[2 * i + 1])) / 2;
                }
                losses.add(new double[] {step.loss(), expected, inputs[0]});
            }
        }).fit(network, data);

        assertThat(losses).hasSize(50).allSatisfy(loss -> assertThat(loss[0]).isCloseTo(loss[1], within(1e-5)));
        assertThat(losses.stream().filter(loss -> loss[2] > 0.05 && loss[2] < 0.95).count()).as("steps with a real mixture").isGreaterThan(10);
    }

    @Test void aTrainingThatIsKilledGoesOnWithTheSameImages(@TempDir Path folder) throws IOException {
        Dataset data = Digits.train(90, Seed.of(5));
        Path whole = folder.resolve("whole.safetensors"), resumed = folder.resolve("resumed.safetensors");
        Trainer saving = TRAINER.checkpoints(Checkpoints.in(folder.resolve("saved")));
        TRAINER.fit(NETWORK, data).save(whole);

        saving.observe(new TrainingObserver() {
            @Override public void stepped(Step step) { if (step.number() == 4) step.stop(); }
        }).fit(NETWORK, data);
        saving.checkpoints(Checkpoints.in(folder.resolve("saved")).existing(Checkpoints.Existing.RESUME)).fit(NETWORK, data).save(resumed);

        assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(whole));
    }

    @Test void weightsCountInMixturesToo() {
        Dataset data = Digits.train(40, Seed.of(6));
        double[] weights = new double[40];
        Arrays.fill(weights, 3);

        double plain = TRAINER.fit(NETWORK, data).history().epochs().getLast().loss();
        assertThat(TRAINER.fit(NETWORK, data.weighted(weights)).history().epochs().getLast().loss()).isCloseTo(plain, within(1e-5));
    }

    @Test void tablesCannotBeAugmented() {
        Dataset rows = TensorDataset.of(Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6)).target(Target.number("y"), Tensor.vector(1, 2));

        assertThatThrownBy(() -> Trainer.of(SGD.of(0.1), Loss.meanSquaredError()).augment(Augmentation.none().flip()).fit(Sequential.of(Input.of(3), Projection.of(1)), rows))
                .isInstanceOf(DataException.class).hasMessage("Trainer: expected images [height, width, channels] for the augmentation flip, but the data has samples [[3]]");
    }

    @Test void optionsNameIt() {
        Trainer trainer = TrainerOptions.trainer(Options.none().with("augment", "flip, crop 2"), Shape.batch(10), Target.classes("label", List.of("a", "b")));

        assertThat(trainer.preparation().augmentation()).isEqualTo(Augmentation.none().flip().crop(2));
    }
}
