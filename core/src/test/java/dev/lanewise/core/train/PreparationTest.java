package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Split;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.schedule.Horizon;
import dev.lanewise.core.schedule.Plateau;
import dev.lanewise.core.schedule.Schedule;
import dev.lanewise.core.schedule.Schedules;
import dev.lanewise.core.schedule.Span;
import dev.lanewise.core.schedule.Warmup;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

    private static final Sequential NETWORK = Sequential.of(Input.of(2), Projection.of(9), Dropout.of(0.3), Projection.of(2));
    private final Trainer trainer = Trainer.of(Adam.of(0.01), Loss.crossEntropy()).batchSize(7).epochs(3);

    /// Nine of ten are of the first class.
    private static Samples samples(int n) {
        float[][] inputs = new float[n][];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = new float[] {i, i % 10};
            labels[i] = i % 10 == 3 ? 1 : 0;
        }
        return Samples.classes(List.of("often", "seldom"), inputs, labels);
    }

    /// Two images of two pixels in two channels: 0, 2, 4, 6 and 10, 10, 10, 30.
    @Test void channelsAreScaledTogetherAndStayInTheFile(@TempDir Path folder) {
        Dataset images = TensorDataset.of(Tensor.of(Shape.of(2, 1, 2, 2), 0, 10, 2, 10, 4, 10, 6, 30)).target(Target.number("y"), Tensor.vector(1, 2));
        List<float[]> seen = new ArrayList<>();
        Sequential network = Sequential.of(Input.of(1, 2, 2), Reshape.flat(), Projection.of(1));
        TrainedNetwork trained = Trainer.of(Adam.of(0.01), Loss.meanSquaredError()).batchSize(2).scaling(Scaling.Kind.CHANNEL).observe(new TrainingObserver() {
            @Override public void computed(Step step) { seen.add(step.inputs().getFirst().toArray()); }
        }).fit(network, images);
        trained.save(folder.resolve("channels.safetensors"));
        Tensor one = Tensor.of(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);

        float[] first = seen.getFirst()[0] < 0 && seen.getFirst()[2] < 0 ? seen.getFirst() : swapped(seen.getFirst());
        float deviation = (float) Math.sqrt(5), other = (float) Math.sqrt(75);
        assertThat(first).containsExactly(new float[] {-3 / deviation, -5 / other, -1 / deviation, -5 / other, 1 / deviation, -5 / other, 3 / deviation, 15 / other}, within(1e-6f));
        assertThat(((TrainedNetwork) ModelRegistry.load().read(folder.resolve("channels.safetensors"))).predict(one).toArray()).containsExactly(trained.predict(one).toArray());
    }

    private static float[] swapped(float[] both) { return new float[] {both[4], both[5], both[6], both[7], both[0], both[1], both[2], both[3]}; }

    private static double[] firsts(Dataset data) {
        double[] firsts = new double[data.size()];
        float[] row = new float[2];
        for (int i = 0; i < firsts.length; i++) {
            data.readInput(0, i, row, 0);
            firsts[i] = row[0];
        }
        Arrays.sort(firsts);
        return firsts;
    }

    // ---- validation

    @Test void theLastSamplesCanBeKept() {
        Split split = Validation.last(0.2).split(samples(10), Seed.of(1));

        assertThat(firsts(split.test())).containsExactly(8, 9);
        assertThat(firsts(split.train())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test void classesCanBeAsFrequentAsInTheData() {
        Split split = Validation.stratified(0.3).split(samples(100), Seed.of(1));

        float[] label = new float[1];
        int seldom = 0;
        for (int i = 0; i < split.test().size(); i++) {
            split.test().readTarget(i, label, 0);
            seldom += (int) label[0];
        }
        assertThat(seldom).isEqualTo(3);
        assertThat(split.test().size()).isEqualTo(30);
    }

    @Test void otherSamplesCanBeJudged() {
        TrainedNetwork trained = trainer.validateOn(samples(20)).fit(NETWORK, samples(30));

        assertThat(trained.history().column("validation-accuracy")[2] * 20).isEqualTo(Math.rint(trained.history().column("validation-accuracy")[2] * 20));
        assertThat(trained.history().columns()).startsWith("loss").contains("validation-accuracy", "validation-loss");
        assertThat(trained.history().best("validation-accuracy").orElseThrow().figure("validation-accuracy")).isEqualTo(trained.evaluate(samples(20)).figure("accuracy"));
    }

    @Test void otherSamplesOfAnotherKindAreRefusedBeforeTheFirstStep() {
        Samples wide = Samples.classes(List.of("often", "seldom"), new float[][] {{1, 2, 3}}, 0), others = Samples.classes(List.of("a", "b"), new float[][] {{1, 2}}, 0);

        assertThatThrownBy(() -> trainer.validateOn(wide).fit(NETWORK, samples(30))).isInstanceOf(DataException.class).hasMessageContaining("expected samples of [[2]]");
        assertThatThrownBy(() -> trainer.validateOn(others).fit(NETWORK, samples(30))).isInstanceOf(DataException.class).hasMessageContaining("expected the classes [often, seldom]");
    }

    // ---- reading ahead

    @Test void readingAheadChangesNoBit() {
        for (int n : new int[] {1, 7, 8, 50}) {
            assertThat(trainer.prefetch(true).fit(NETWORK, samples(n)).history()).isEqualTo(trainer.fit(NETWORK, samples(n)).history());
        }
    }

    @Test void whatGoesWrongWhileReadingAheadEndsTheTrainingAndTheThread() {
        Dataset broken = new Broken(samples(30), new int[] {0});

        assertThatThrownBy(() -> trainer.prefetch(true).scaling(Scaling.Kind.NONE).fit(NETWORK, broken)).isInstanceOf(DataException.class).hasMessage("row 17 can't be read");
        assertThat(readers()).isZero();
    }

    @Test void theThreadEndsWithTheTrainingWhateverEndsIt() {
        Trainer angry = trainer.prefetch(true).observe(new TrainingObserver() {
            @Override public void stepped(Step step) { throw new IllegalArgumentException("no more"); }
        });

        assertThatThrownBy(() -> angry.fit(NETWORK, samples(30))).hasMessage("no more");
        assertThat(readers()).isZero();
    }

    private static long readers() { return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("lanewise-prefetch")).count(); }

    /// Reads row 17 once without a fault, for the scaling or the first epoch.
    private record Broken(Samples sound, int[] reads) implements Dataset {

        @Override public int size() { return sound.size(); }

        @Override public dev.lanewise.core.data.Schema schema() { return sound.schema(); }

        @Override public void readInput(int input, int row, float[] to, int toFrom) {
            if (row == 17 && reads[0]++ > 0) throw new DataException("row 17 can't be read");
            sound.readInput(input, row, to, toFrom);
        }

        @Override public void readTarget(int row, float[] to, int toFrom) { sound.readTarget(row, to, toFrom); }

        @Override public String fingerprint() { return ""; }
    }

    // ---- early stopping

    @Test void trainingStopsEarlyWithTheWeightsOfTheBestEpoch() {
        Trainer patient = trainer.epochs(60).validateOn(0.3).stopEarly(Stopping.after(3));

        TrainedNetwork trained = patient.fit(NETWORK, samples(50), Run.standard());

        int epochs = trained.history().epochs().size(), best = trained.history().best("validation-loss").orElseThrow().number();
        assertThat(epochs).isLessThan(60).isEqualTo(best + 3);
        assertThat(trained.predict(probe()).toArray()).containsExactly(trainer.epochs(best).validateOn(0.3).fit(NETWORK, samples(50)).predict(probe()).toArray());
        assertThat(patient.stopEarly(Stopping.after(3).restoreBest(false)).fit(NETWORK, samples(50)).predict(probe()).toArray())
                .containsExactly(trainer.epochs(epochs).validateOn(0.3).fit(NETWORK, samples(50)).predict(probe()).toArray());
    }

    // ---- a schedule that watches a figure

    @Test void aPlateauWatchesTheFigureThatItIsTold() {
        Plateau plateau = Plateau.of().patience(0).monitor("validation-accuracy");
        History history = trainer.epochs(8).validateOn(0.3).schedule(Warmup.of(Span.steps(0), plateau)).fit(NETWORK, samples(50)).history();

        Schedule.Session watching = plateau.start(new Horizon(1, 1));
        for (History.Epoch epoch : history.epochs()) {
            assertThat(epoch.figure("rate")).isEqualTo(watching.factor(0));
            watching.epochEnded(epoch.figure("validation-accuracy"));
        }
        assertThat(plateau.watched().goal()).isEqualTo(Plateau.Goal.GROW);
        assertThat(Schedules.create(plateau.describe())).isEqualTo(plateau);
        assertThat(history.column("rate")).isNotEqualTo(trainer.epochs(8).validateOn(0.3).schedule(plateau.goal(Plateau.Goal.FALL)).fit(NETWORK, samples(50)).history().column("rate"));
    }

    @Test void aPlateauNeedsSomethingToLookAt() {
        assertThatThrownBy(() -> trainer.schedule(Plateau.of().monitor("validation-accuracy")).fit(NETWORK, samples(30))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("expected validation samples, because it looks at 'validation-accuracy', but there are none. Keep some from training, or monitor 'loss'");
        assertThatThrownBy(() -> trainer.validateOn(0.3).schedule(Plateau.of().monitor("validation-acuracy")).fit(NETWORK, samples(30))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'validation-acuracy'");
    }

    private static dev.lanewise.core.tensor.Tensor probe() { return dev.lanewise.core.tensor.Tensor.of(dev.lanewise.core.Shape.of(2, 2), 3, 1, 4, 1); }

    @Test void stoppingNeedsSomethingToLookAt() {
        assertThatThrownBy(() -> trainer.stopEarly(Stopping.after(3)).fit(NETWORK, samples(30))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Stopping: expected validation samples, because it looks at 'validation-loss', but there are none. Keep some from training, or monitor 'loss'");
        assertThatThrownBy(() -> trainer.stopEarly(Stopping.after(3).monitor("los")).fit(NETWORK, samples(30))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'los'");
    }
}
