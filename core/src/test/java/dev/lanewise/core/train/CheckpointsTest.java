package dev.lanewise.core.train;

import static dev.lanewise.core.train.LongTraining.NETWORK;
import static dev.lanewise.core.train.LongTraining.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizers;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.schedule.Schedules;
import dev.lanewise.linalg.ConvergenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTest {

    private static final int EPOCHS = 3, STEPS = 3 * 4;                   // of 60 samples 48 are learned from, in batches of 16: three steps an epoch

    private final Run run = Run.standard().threads(1);
    private final Samples samples = samples(70);
    private final Trainer trainer = LongTraining.trainer(EPOCHS);
    @TempDir private Path temporary;

    /// Each one is flushed to the disk, which takes its time: tests save few.
    private Checkpoints every(int steps) { return Checkpoints.in(temporary.resolve("checkpoints")).everySteps(steps).everyEpochs(0); }

    private byte[] bytes(TrainedNetwork trained) throws IOException {
        Path file = temporary.resolve("model.safetensors");
        trained.save(file);
        return Files.readAllBytes(file);
    }

    private Checkpoints epochs() { return every(100).everyEpochs(1); }

    /// Ends a training as a kill does: by an error in the middle of a step.
    private static TrainingObserver killer(long step) {
        return new TrainingObserver() {
            @Override public void differentiated(Step at) { if (at.number() == step) throw new Killed(); }
        };
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(".lock")).sorted().toList();
        }
    }

    private static Path file(Checkpoints checkpoints, int step) { return checkpoints.folder().resolve(String.format("step-%012d.safetensors", step)); }

    // ---- exact resume

    @Test void wheneverATrainingIsKilledItEndsInTheSameFile() throws IOException {
        TrainedNetwork undisturbed = trainer.fit(NETWORK, samples, run);
        byte[] expected = bytes(undisturbed);

        for (int step = 1; step <= STEPS; step++) {
            Checkpoints checkpoints = Checkpoints.in(temporary.resolve("killed-at-" + step)).everySteps(3).everyEpochs(0).resume();
            TrainingObserver killer = killer(step);
            assertThatThrownBy(() -> trainer.checkpoints(checkpoints).observe(killer).fit(NETWORK, samples, run)).isInstanceOf(Killed.class);

            TrainedNetwork resumed = trainer.checkpoints(checkpoints).fit(NETWORK, samples, run);

            assertThat(bytes(resumed)).as("killed in step " + step).isEqualTo(expected);
            assertThat(resumed.history()).isEqualTo(undisturbed.history());
        }
    }

    @ParameterizedTest
    @CsvSource({"adam,plateau, sgd,constant", "sgd,constant, adam,plateau", "adam,cosine, adam,constant", "adam,constant, adam,cosine", "adam,cosine, muon,plateau"})
    void aChangedTrainingGoesOnWithAnyRuleAndSchedule(String rule, String schedule, String newRule, String newSchedule) {
        Checkpoints checkpoints = epochs();
        Path log = temporary.resolve("log.csv");
        assertThatThrownBy(() -> with(rule, schedule).checkpoints(checkpoints).observe(killer(STEPS)).fit(NETWORK, samples, run)).isInstanceOf(Killed.class);

        TrainedNetwork changed = with(newRule, newSchedule).checkpoints(checkpoints.existing(Checkpoints.Existing.RESUME_CHANGED)).log(log)
                .fit(NETWORK, samples, listening());

        assertThat(changed.history().epochs()).hasSize(EPOCHS).allSatisfy(epoch -> assertThat(epoch.figures().keySet()).containsExactlyElementsOf(changed.history().columns()));
        assertThat(log).content().satisfies(text -> assertThat(text.lines().map(line -> line.split(",").length).distinct()).hasSize(1));
        assertThat(notices).hasSize((rule.equals(newRule) || newRule.equals("sgd") ? 0 : 1) + (schedule.equals("plateau") == newSchedule.equals("plateau") ? 0 : 1));
    }

    private static Trainer with(String rule, String schedule) {
        Trainer usual = LongTraining.trainer(EPOCHS);
        return new Trainer(Optimizers.named(rule, Options.none()), usual.loss(), usual.pace().schedule(Schedules.named(schedule, Options.none())), usual.preparation(),
                usual.safeguards(), usual.observers());
    }

    @Test void checkpointsChangeNothing() throws IOException {
        assertThat(bytes(trainer.checkpoints(every(5)).fit(NETWORK, samples, run))).isEqualTo(bytes(trainer.fit(NETWORK, samples, run)));
    }

    @Test void oneThatWasStoppedGoesOn() throws IOException {
        TrainedNetwork stopped = trainer.checkpoints(every(100)).observe(new TrainingObserver() {
            @Override public void stepped(Step step) { if (step.number() == 5) step.stop(); }
        }).fit(NETWORK, samples, run);

        assertThat(stopped.history().epochs()).hasSize(1);
        assertThat(bytes(trainer.checkpoints(every(100).resume()).fit(NETWORK, samples, run))).isEqualTo(bytes(trainer.fit(NETWORK, samples, run)));
    }

    @Test void oneThatIsCompleteIsNotTrainedAgain() throws IOException {
        byte[] first = bytes(trainer.checkpoints(every(5)).fit(NETWORK, samples, run));

        assertThat(bytes(trainer.checkpoints(every(5).resume()).observe(killer(1)).fit(NETWORK, samples, run))).isEqualTo(first);
    }

    @Test void moreEpochsGoOnWhereFewerEnded() throws IOException {
        Trainer plain = Trainer.of(Adam.of(0.01), Loss.crossEntropy()).batchSize(16);
        plain.epochs(2).checkpoints(epochs()).fit(NETWORK, samples, run);

        assertThat(bytes(plain.epochs(4).checkpoints(epochs().resume()).fit(NETWORK, samples, run))).isEqualTo(bytes(plain.epochs(4).fit(NETWORK, samples, run)));
    }

    @Test void readingAheadGoesOnAtTheSameSamples() throws IOException {
        assertThatThrownBy(() -> trainer.prefetch(true).checkpoints(every(6)).observe(killer(8)).fit(NETWORK, samples, run)).isInstanceOf(Killed.class);

        assertThat(bytes(trainer.prefetch(true).checkpoints(every(6).resume()).fit(NETWORK, samples, run))).isEqualTo(bytes(trainer.fit(NETWORK, samples, run)));
    }

    /// What a rule remembers goes through the file, decorated or not; so does a schedule that looks at the validation.
    @Test void everyRuleGoesOnAsIfNothingHadHappened() throws IOException {
        List<Options> rules = new ArrayList<>(List.of(Options.none().with("ema", 0.9).with("accumulate", 2).with("clip-norm", 1).with("weight-decay", 0.01)));
        for (String rule : Optimizers.rules()) if (!rule.equals("frozen")) rules.add(Options.none().with("optimizer", rule));

        for (Options rule : rules) {
            Trainer ruled = Trainer.of(OptimizerOptions.optimizer(rule), Loss.crossEntropy()).batchSize(16).epochs(2).validateOn(0.2).schedule(Schedules.named("plateau", Options.none()));
            Checkpoints checkpoints = Checkpoints.in(temporary.resolve(rules.indexOf(rule) + "")).everyEpochs(0).everySteps(5).keep(1).resume();
            assertThatThrownBy(() -> ruled.checkpoints(checkpoints).observe(killer(7)).fit(NETWORK, samples, run)).as(rule.toString()).isInstanceOf(Killed.class);

            assertThat(bytes(ruled.checkpoints(checkpoints).fit(NETWORK, samples, run))).as(rule.toString()).isEqualTo(bytes(ruled.fit(NETWORK, samples, run)));
        }
    }

    @Test void theNumberOfThreadsMayChange() throws IOException {
        assertThatThrownBy(() -> trainer.checkpoints(every(6)).observe(killer(8)).fit(NETWORK, samples, run.threads(3))).isInstanceOf(Killed.class);

        assertThat(bytes(trainer.checkpoints(every(6).resume()).fit(NETWORK, samples, run))).isEqualTo(bytes(trainer.fit(NETWORK, samples, run)));
    }

    // ---- which are kept

    @Test void theNewestAndTheBestAreKept() throws IOException {
        TrainedNetwork trained = trainer.checkpoints(epochs().keep(1)).fit(NETWORK, samples, run);

        int steps = 4, best = trained.history().best("validation-loss").orElseThrow().number() * steps;
        assertThat(files()).containsExactlyElementsOf(Stream.of(best, STEPS).distinct().map(step -> String.format("step-%012d.safetensors", step)).toList());
    }

    @Test void theyAreDueAfterStepsEpochsOrMinutes() throws IOException {
        trainer.checkpoints(every(5).everyEpochs(2).keep(100)).fit(NETWORK, samples, run);

        assertThat(files()).containsExactly("step-000000000005.safetensors", "step-000000000008.safetensors", "step-000000000010.safetensors", "step-000000000012.safetensors");

        trainer.checkpoints(Checkpoints.in(temporary.resolve("minutes")).everyEpochs(0).everyMinutes(1e-9).keep(100)).fit(NETWORK, samples, run);
        try (Stream<Path> minutes = Files.list(temporary.resolve("minutes"))) {
            assertThat(minutes.count()).as("each step and the lock").isEqualTo(STEPS + 1);
        }
    }

    @Test void aCheckpointIsAModelToo() {
        TrainedNetwork trained = trainer.checkpoints(epochs()).fit(NETWORK, samples, run);

        ModelContent content = ModelFile.read(file(epochs(), STEPS));

        assertThat(content.tensors().keySet()).contains("optimizer.1.weight/first", "network.1.weight", "best.1.weight", "history", "course");
        assertThat(TrainedNetwork.restore(content).evaluate(samples, run).samples()).isEqualTo(trained.evaluate(samples, run).samples());
    }

    @Test void whatAKilledProcessLeftBehindIsClearedAway() throws IOException {
        Files.createDirectories(every(1).folder());
        Files.writeString(every(1).folder().resolve(".step-000000000005.safetensors.123-0.tmp"), "half a checkpoint");
        Files.writeString(every(1).folder().resolve("notes.txt"), "mine");

        trainer.checkpoints(epochs().keep(1)).fit(NETWORK, samples, run);

        assertThat(files()).contains("notes.txt").noneMatch(name -> name.endsWith(".tmp"));
    }

    // ---- damage

    private final List<String> notices = new ArrayList<>();

    private Run listening() {
        return run.listener(new Progress.Listener() {
            @Override public void onProgress(Progress progress) { }

            @Override public void onNotice(String sentence) { notices.add(sentence); }
        });
    }

    @Test void aTornCheckpointIsPassedOverForTheOneBefore() throws IOException {
        byte[] expected = bytes(trainer.fit(NETWORK, samples, run));
        assertThatThrownBy(() -> trainer.checkpoints(every(4)).observe(killer(9)).fit(NETWORK, samples, run)).isInstanceOf(Killed.class);
        byte[] whole = Files.readAllBytes(file(every(4), 8)), before = Files.readAllBytes(file(every(4), 4));
        int header = 8 + (int) java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong(0);

        for (int length : new int[] {0, 1, 7, 8, 9, header / 2, header - 1, header, header + 1, (header + whole.length) / 2, whole.length - 1}) {
            notices.clear();
            Files.deleteIfExists(file(every(4), STEPS));
            Files.write(file(every(4), 4), before);
            Files.write(file(every(4), 8), java.util.Arrays.copyOf(whole, length));

            TrainedNetwork resumed = trainer.checkpoints(every(4).keep(9).resume()).fit(NETWORK, samples, listening());

            assertThat(bytes(resumed)).as("cut off after " + length + " bytes").isEqualTo(expected);
            assertThat(notices).singleElement().asString().startsWith(file(every(4), 8) + ": expected ").endsWith(". The checkpoint before it is tried");
        }
    }

    @Test void aBitThatFellOverIsNoticed() throws IOException {
        trainer.checkpoints(every(STEPS)).fit(NETWORK, samples, run);
        byte[] sound = Files.readAllBytes(file(every(STEPS), STEPS));

        for (int at = 8; at < sound.length; at += 97) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 4;
            Path file = temporary.resolve("damaged.safetensors");
            Files.write(file, damaged);
            assertThatThrownBy(() -> Checkpoint.read(file)).as("byte " + at).isInstanceOfAny(DataException.class, IllegalArgumentException.class);
        }
    }

    @Test void whereNoneCanBeReadNothingBegins() throws IOException {
        Files.createDirectories(every(1).folder());
        Files.writeString(file(every(1), 3), "");
        Files.writeString(file(every(1), 4), "torn");

        assertThatThrownBy(() -> trainer.checkpoints(every(1).resume()).fit(NETWORK, samples, listening())).isInstanceOf(DataException.class)
                .hasMessage(every(1).folder() + ": expected a checkpoint to resume from, but none of the 2 can be read. Remove them to begin anew");
        assertThat(notices).hasSize(2);
    }

    // ---- what does not belong together

    @Test void checkpointsThatNobodyAskedForAreRefused() {
        trainer.checkpoints(epochs()).fit(NETWORK, samples, run);

        assertThatThrownBy(() -> trainer.checkpoints(epochs()).fit(NETWORK, samples, run)).isInstanceOf(DataException.class)
                .hasMessage(epochs().folder() + ": expected a folder without checkpoints, but there are 3. Resume from the newest one, or name another folder");
    }

    @Test void anotherTrainingIsRefusedWithAllThatDiffers() {
        trainer.checkpoints(epochs()).fit(NETWORK, samples, run);
        String file = file(epochs(), STEPS).toString();

        refuses(trainer.batchSize(8), NETWORK, samples, run.seed(7), file + ": expected a checkpoint of this training, but the seed was 42 and is 7, the batches was of 16 and is of 8. Name another folder to begin anew");
        refuses(trainer.validateOn(0.3), NETWORK, samples, run, file + ": expected a checkpoint of this training, but the validation was 0.2 at random and is 0.3 at random. Name another folder to begin anew");
        assertThatThrownBy(() -> trainer.checkpoints(epochs().resume()).fit(NETWORK, samples(71), run)).hasMessageContaining("but the data was ");
        assertThatThrownBy(() -> trainer.checkpoints(epochs().resume()).fit(Sequential.of(Input.of(4), Projection.of(3)), samples, run)).hasMessageContaining("but the network was ");
    }

    private void refuses(Trainer other, Sequential network, Samples data, Run run, String sentence) {
        assertThatThrownBy(() -> other.checkpoints(epochs().resume()).fit(network, data, run)).isInstanceOf(DataException.class).hasMessage(sentence);
    }

    @Test void twoTrainingsDoNotShareAFolder() {
        assertThatThrownBy(() -> trainer.checkpoints(every(100)).observe(new TrainingObserver() {
            @Override public void stepped(Step step) { trainer.checkpoints(every(100).resume()).fit(NETWORK, samples, run); }
        }).fit(NETWORK, samples, run)).isInstanceOf(DataException.class)
                .hasMessage(every(100).folder() + ": expected a folder for this training alone, but another one is using it at this moment");

        assertThat(trainer.checkpoints(every(100).resume()).fit(NETWORK, samples, run).history().epochs()).as("the folder is free again").hasSize(EPOCHS);
    }

    @Test void aDivergenceNamesTheWayBack() {
        Samples line = Samples.numbers(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 1}}, 1, 2, 3, 4);
        Sequential network = Sequential.of(Input.of(2), Projection.of(1));
        Trainer gentle = Trainer.of(SGD.of(1e-3), Loss.meanSquaredError()).batchSize(2), steep = Trainer.of(SGD.of(1e38), Loss.meanSquaredError()).batchSize(2).epochs(5);
        Checkpoints changed = epochs().existing(Checkpoints.Existing.RESUME_CHANGED);
        gentle.epochs(2).checkpoints(epochs()).fit(network, line, run);

        assertThatThrownBy(() -> steep.checkpoints(epochs().resume()).fit(network, line, run)).hasMessageContaining("the optimizer was SGD");
        assertThatThrownBy(() -> steep.checkpoints(changed).fit(network, line, run)).isInstanceOf(ConvergenceException.class)
                .hasMessageMatching("Trainer: expected .*The last good checkpoint is .*step-000000000004.safetensors, from where a training with a lower rate can go on");
        assertThat(gentle.epochs(5).checkpoints(epochs().resume()).fit(network, line, run).history()).as("as if nothing had happened")
                .isEqualTo(gentle.epochs(5).fit(network, line, run).history());
    }

    @Test void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> every(1).keep(0)).hasMessage("Checkpoints: expected to keep at least 1, but got 0");
        assertThatThrownBy(() -> every(-1)).hasMessage("Checkpoints: expected intervals ≥ 0, but got -1 steps, 0.0 minutes and 1 epochs");
    }
}
