package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --checkpoint … --resume --log …`
class CheckpointCommandTest {

    @TempDir private Path folder;
    private Path flowers;
    private Path saved;
    private Path plain;
    private Path model;

    @BeforeEach void files() throws IOException {
        flowers = Samples.flowers(folder.resolve("flowers.csv"));
        saved = folder.resolve("saved");
        plain = folder.resolve("plain.safetensors");
        model = folder.resolve("model.safetensors");
    }

    private Object[] train(Path out, int epochs, Object... more) {
        return Stream.concat(Stream.of("train", "mlp", "--data", flowers, "--target", "kind", "--set", "hidden=8", "--epochs", epochs, "--out", out), Stream.of(more)).toArray();
    }

    @Test void aTrainingGoesOnFromItsCheckpointsAndItsLogWithIt() throws IOException {
        Path log = folder.resolve("log.csv");
        assertThat(Cli.run(train(plain, 5)).code()).isZero();
        assertThat(Cli.run(train(model, 2, "--checkpoint", saved, "--log", log)).code()).isZero();

        Cli.Result refused = Cli.run(train(model, 5, "--checkpoint", saved, "--log", log));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualToIgnoringNewLines(saved + ": expected a folder without checkpoints, but there are 2. Resume from the newest one, or name another folder");

        Cli.Result resumed = Cli.run(train(model, 5, "--checkpoint", saved, "--log", log, "--resume"));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(model).as("where checkpoints lie does not stand in the model").hasSameBinaryContentAs(plain);
        assertThat(Files.readAllLines(log)).hasSize(6).first().isEqualTo("epoch,loss");
        assertThat(Files.readAllLines(log).getLast()).startsWith("5,");
    }

    @Test void aCheckpointCanBeEvaluated() {
        Cli.run(train(model, 2, "--checkpoint", saved));

        Cli.Result result = Cli.run("evaluate", saved.resolve("step-000000000006.safetensors"), "--data", flowers);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("accuracy");
    }

    @Test void aDamagedCheckpointIsToldOfAndPassedOver() throws IOException {
        Cli.run(train(plain, 3));
        Cli.run(train(model, 3, "--checkpoint", saved));
        Path newest = saved.resolve("step-000000000009.safetensors");
        Files.write(newest, java.util.Arrays.copyOf(Files.readAllBytes(newest), 1000));

        Cli.Result resumed = Cli.run(train(model, 3, "--checkpoint", saved, "--resume"));

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).startsWith(newest + ": expected ").contains(". The checkpoint before it is tried");
        assertThat(model).hasSameBinaryContentAs(plain);
    }

    @Test void anotherTrainingIsRefused() {
        Cli.run(train(model, 1, "--checkpoint", saved));

        assertThat(Cli.run(train(model, 2, "--checkpoint", saved, "--resume", "--seed", 7, "--set", "batch-size=8")).err())
                .startsWith(saved.resolve("step-000000000003.safetensors") + ": expected a checkpoint of this training, but the seed was 42 and is 7, the batches was of 32 and is of 8.");
    }

    @Test void resumingNeedsAFolder() {
        Cli.Result result = Cli.run(train(model, 1, "--resume"));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualToIgnoringNewLines("--resume: expected --checkpoint DIR, the folder with the checkpoints to go on from");
    }

    @Test void aLogHasAKnownForm() {
        assertThat(Cli.run(train(model, 1, "--log", "log.txt")).err()).isEqualToIgnoringNewLines("TrainingLog: expected a file FILE.csv or FILE.jsonl, but got log.txt");
    }

    /// The process gets SIGTERM, for which the JVM does the same as for the SIGINT of Ctrl-C.
    @Test void aTrainingThatIsStoppedSavesACheckpointAndSaysHowToGoOn() throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java"), "--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Main.class.getName()), Stream.of(train(model, 1_000_000, "--checkpoint", saved, "--set", "checkpoint-epochs=0", "--set", "checkpoint-minutes=0.001")))
                .map(Object::toString).toList();
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        awaitCheckpoint(process, errors);

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Matcher stopped = Pattern.compile("Stopped after ([\\d,]+) epochs?; a checkpoint is saved\\. The same command with --resume goes on from there").matcher(Files.readString(errors));
        assertThat(stopped.find()).as(Files.readString(errors)).isTrue();
        assertThat(model).doesNotExist();
        int epochs = Integer.parseInt(stopped.group(1).replace(",", "")) + 2;
        assertThat(Cli.run(train(plain, epochs)).code()).isZero();
        assertThat(Cli.run(train(model, epochs, "--checkpoint", saved, "--resume")).code()).isZero();
        assertThat(model).hasSameBinaryContentAs(plain);
    }

    private void awaitCheckpoint(Process process, Path errors) throws IOException, InterruptedException {
        for (int wait = 0; wait < 3000 && process.isAlive(); wait++) {
            if (Files.isDirectory(saved)) {
                try (Stream<Path> files = Files.list(saved)) {
                    if (files.anyMatch(file -> file.toString().endsWith(".safetensors"))) return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no checkpoint: " + Files.readString(errors, StandardCharsets.UTF_8));
    }
}
