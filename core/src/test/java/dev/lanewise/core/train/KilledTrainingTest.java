package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.hash.Hashing;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training in a process of its own that is killed (SIGKILL) or runs out of disk, again and again, and ends in the same file.
///
/// `-Dlanewise.kills=60` kills it so many times; the build does it a few times.
class KilledTrainingTest {

    private static final int KILLS = Integer.getInteger("lanewise.kills", 3);
    private static final int EPOCHS = KILLS > 10 ? 200 : 20;

    @TempDir private Path temporary;
    private Path model;
    private Path log;

    @BeforeEach void places() {
        model = temporary.resolve("model.safetensors");
        log = temporary.resolve("log.csv");
    }

    private ProcessBuilder process(String before, String folder) {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1",
                "-cp", classPath(), LongTraining.class.getName(), temporary.resolve(folder).toString(), model.toString(), log.toString(), Integer.toString(EPOCHS), "7");
        String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return new ProcessBuilder("sh", "-c", before + "exec " + line).redirectErrorStream(true).redirectOutput(temporary.resolve("output").toFile());
    }

    /// Everything that this test sees, whether it stands on the class path or on the module path.
    private static String classPath() {
        Path target = Path.of(System.getProperty("basedir", "")).resolve("target");
        return Stream.of(target.resolve("classes").toString(), target.resolve("test-classes").toString(), System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String sha256(Path file) throws IOException { return Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString(); }

    private String output() throws IOException { return Files.readString(temporary.resolve("output"), StandardCharsets.UTF_8); }

    private List<Path> checkpoints(String folder) throws IOException {
        if (!Files.isDirectory(temporary.resolve(folder))) return List.of();
        try (Stream<Path> files = Files.list(temporary.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
        }
    }

    @Test void aTrainingThatIsKilledAgainAndAgainEndsInTheSameFile() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        RandomStream random = Seed.of(System.nanoTime()).stream();
        long start = System.nanoTime();
        assertThat(process("", "undisturbed").start().waitFor()).as(output()).isZero();
        long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String expected = sha256(model), lines = Files.readString(log);
        Files.delete(model);

        int killed = 0, amidst = 0;
        while (killed < KILLS) {
            Process process = process("", "killed").start();
            boolean ended = process.waitFor(random.nextInt((int) (KILLS > 10 ? whole / 4 : whole)) + 1, TimeUnit.MILLISECONDS);
            if (ended) {                                      // complete before it was killed: once more from the beginning
                assertThat(process.exitValue()).as(output()).isZero();
                assertThat(sha256(model)).isEqualTo(expected);
                for (Path file : checkpoints("killed")) Files.delete(file);
                Files.delete(model);
                continue;
            }
            process.destroyForcibly().waitFor();
            killed++;
            if (!checkpoints("killed").isEmpty()) amidst++;
        }
        assertThat(process("", "killed").start().waitFor()).as(output()).isZero();

        System.getLogger(KilledTrainingTest.class.getName()).log(System.Logger.Level.INFO, "killed " + killed + " times, " + amidst + " of them with a checkpoint to go on from");
        assertThat(sha256(model)).isEqualTo(expected);
        assertThat(Files.readString(log)).as("no epoch is there twice, none is torn").isEqualTo(lines);
    }

    @Test void aTrainingThatRunsOutOfSpaceSaysSoAndLeavesTheCheckpointsBefore() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && !System.getProperty("os.name").startsWith("Windows"), "needs a shell that limits the size of files");
        assertThat(process("", "whole").start().waitFor()).as(output()).isZero();
        List<Path> whole = checkpoints("whole");
        long blocks = Files.size(whole.getLast()) / 512 - 1;                             // the history makes each one longer than the one before
        Files.delete(model);

        assertThat(process("ulimit -f " + blocks + "; ", "full").start().waitFor()).as(output()).isNotZero();

        List<Path> left = checkpoints("full");
        assertThat(output()).contains("could not be written").contains("The training ends at step").contains("it can be resumed from " + left.getLast());
        for (Path file : left) assertThat(Checkpoint.read(file).steps()).isPositive();
        assertThat(model).doesNotExist();
        try (Stream<Path> files = Files.list(temporary.resolve("full"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".tmp"))).as("nothing half-written").isEmpty();
        }
    }
}
