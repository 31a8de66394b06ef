package dev.lanewise.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final Schema FLOWERS = new Schema(List.of(Shape.of(2)), List.of("width", "höhe"), Target.classes("species", List.of("a", "b")));
    private static final Provenance PROVENANCE = new Provenance(-42, "abc", 150);
    private static final ModelContent CONTENT = new ModelContent("mlp",
            Options.of(Map.of("units", List.of(128, 10), "rate", 0.001, "layer", Options.of(Map.of("kind", "dense"))))
                    .with("flag", true), FLOWERS, PROVENANCE,
            Map.of("weight", StoredTensor.of(Shape.of(1, 2), new float[] {1, 2}), "mean", StoredTensor.of(0.1, 0.2)));

    @TempDir Path folder;

    @Test void whatIsWrittenIsReadAgain() {
        Path file = folder.resolve("m.safetensors");

        ModelFile.write(file, CONTENT);
        ModelContent again = ModelFile.read(file);

        assertThat(again.model()).isEqualTo("mlp");
        assertThat(again.settings()).isEqualTo(CONTENT.settings());
        assertThat(again.schema()).isEqualTo(FLOWERS);
        assertThat(again.provenance()).isEqualTo(PROVENANCE);
        assertThat(again.tensor("weight").floats()).containsExactly(1, 2);
        assertThat(again.matrix("weight").toArray()).containsExactly(1, 2);
        assertThat(again.tensor("mean", Shape.of(2)).doubles()).containsExactly(0.1, 0.2);
    }

    @Test void severalInputsOpenExtentsAndNoTargetAreKept() {
        Path file = folder.resolve("m.safetensors");
        Schema schema = new Schema(List.of(Shape.of(Shape.ANY, 3), Shape.scalar()), List.of(), Target.number("y").shape(Shape.of(Shape.ANY)));

        ModelFile.write(file, new ModelContent("x", Options.none(), schema, PROVENANCE, Map.of()));
        assertThat(ModelFile.read(file).schema()).isEqualTo(schema);

        Schema untargeted = new Schema(List.of(Shape.of(3)), List.of(), Target.none());
        ModelFile.write(file, new ModelContent("x", Options.none(), untargeted, PROVENANCE, Map.of()));
        assertThat(ModelFile.read(file).schema()).isEqualTo(untargeted);
    }

    @Test void theSameContentGivesTheSameBytes() throws IOException {
        ModelFile.write(folder.resolve("1"), CONTENT);
        ModelFile.write(folder.resolve("2"), CONTENT);
        ModelFile.write(folder.resolve("3"), ModelFile.read(folder.resolve("1")));

        assertThat(Files.readAllBytes(folder.resolve("2"))).containsExactly(Files.readAllBytes(folder.resolve("1")));
        assertThat(Files.readAllBytes(folder.resolve("3"))).containsExactly(Files.readAllBytes(folder.resolve("1")));
    }

    @Test void aFileOfAnotherOriginIsToldApart() {
        Path file = folder.resolve("m.safetensors");
        new Safetensors(Map.of(), Map.of("format", "pt")).write(file);

        assertRefused(() -> ModelFile.read(file), file + ": expected a model of Lanewise, but its metadata has no entry 'lanewise'. It is a safetensors file of another origin");
    }

    @Test void aDescriptionThatCannotBeUnderstoodIsRefused() {
        assertDescriptionRefused("{\"format\":2}", "expected format 1, but got 2. A later version of Lanewise wrote it");
        assertDescriptionRefused("{}", "expected an option 'format', but it is not there");
        assertDescriptionRefused("[]", "expected a JSON object, but got an array");
        assertDescriptionRefused("{\"format\":1,\"model\":3}", "expected a text for 'model', but got 3");
    }

    @Test void aSchemaThatCannotBeUnderstoodIsRefused() {
        String json = "{\"format\":1,\"model\":\"x\",\"settings\":{},\"schema\":{\"inputs\":[{\"shape\":%s}],\"features\":%s,"
                + "\"target\":{\"kind\":\"class\",\"name\":\"y\",\"shape\":[],\"classes\":[]}},\"provenance\":{\"seed\":1,\"fingerprint\":\"\",\"samples\":1}}";
        Path file = folder.resolve("m.safetensors");

        new Safetensors(Map.of(), Map.of("lanewise", json.formatted("[-7]", "[]"))).write(file);
        assertRefused(() -> ModelFile.read(file), file + ", lanewise, schema, inputs[0]: expected extents for 'shape', but got [-7]");
        new Safetensors(Map.of(), Map.of("lanewise", json.formatted("[7]", "[1]"))).write(file);
        assertRefused(() -> ModelFile.read(file), file + ", lanewise, schema: expected a list of texts for 'features'");
    }

    @Test void aTensorThatIsNotThereOrHasAnotherShapeIsNamed() {
        assertRefused(() -> CONTENT.tensor("wieght"), "mlp: No tensor is named 'wieght'. There are: mean, weight. Did you mean 'weight'?");
        assertRefused(() -> CONTENT.tensor("weight", Shape.of(2, 2)), "mlp, tensor 'weight': expected shape [2, 2], but got [1, 2]");
        assertThat(CONTENT.tensor("weight", Shape.of(1, Shape.ANY)).shape()).isEqualTo(Shape.of(1, 2));
        assertThatThrownBy(() -> StoredTensor.of(Shape.of(3), new float[2])).hasMessage("StoredTensor: expected the 3 numbers of [3], but got 2");
    }

    @Test void theOldFileSurvivesAFailure() throws IOException {
        Path file = folder.resolve("m.safetensors");
        ModelFile.write(file, CONTENT);

        assertRefused(() -> AtomicFile.write(file, channel -> {
            channel.write(java.nio.ByteBuffer.allocate(10));
            throw new IOException("No space left on device");
        }), file + ": could not be written: No space left on device. The old file is unchanged");

        assertThat(ModelFile.read(file).model()).isEqualTo("mlp");
        assertThat(listed()).containsExactly("m.safetensors");
    }

    @Test void evenAnErrorOfTheProgramLeavesNoHalfFile() throws IOException {
        Path file = folder.resolve("m.safetensors");

        assertThatThrownBy(() -> AtomicFile.write(file, channel -> { throw new OutOfMemoryError("test"); })).isInstanceOf(OutOfMemoryError.class);

        assertThat(listed()).isEmpty();
    }

    @Test void aDeviceIsWrittenToAndNotReplaced() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "skipped: there is no /dev/full here");

        assertRefused(() -> ModelFile.write(Path.of("/dev/full"), CONTENT), "/dev/full: could not be written: No space left on device");
        ModelFile.write(Path.of("/dev/null"), CONTENT);

        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test void onAFullDiskTheOldFileSurvives() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.toString()), "skipped: only an administrator may mount a small disk");
        try {
            Path file = disk.resolve("m.safetensors");
            ModelFile.write(file, CONTENT);
            ModelContent large = new ModelContent("large", Options.none(), FLOWERS, PROVENANCE, Map.of("w", StoredTensor.of(new double[100_000])));

            assertRefused(() -> ModelFile.write(file, large), file + ": could not be written: No space left on device. The old file is unchanged");

            assertThat(ModelFile.read(file).model()).isEqualTo("mlp");
            try (Stream<Path> files = Files.list(disk)) { assertThat(files).containsExactly(file); }
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test void aPlaceThatCannotHoldAFileIsNamed() {
        Path file = folder.resolve("none/m.safetensors");

        assertRefused(() -> ModelFile.write(file, CONTENT), file + ": could not be written: there is no such directory");
        assertRefused(() -> ModelFile.write(folder, CONTENT), folder + ": expected a file to write, but this is a directory");
    }

    @Test void aLinkStaysALink() throws IOException {
        Path real = Files.createFile(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        ModelFile.write(link, CONTENT);

        assertThat(link).isSymbolicLink();
        assertThat(ModelFile.read(real).model()).isEqualTo("mlp");
    }

    @Test void leftoversOfAKilledProcessAreNoObstacle() throws IOException {
        Files.createFile(folder.resolve(".m.safetensors." + ProcessHandle.current().pid() + "-0.tmp"));

        ModelFile.write(folder.resolve("m.safetensors"), CONTENT);

        assertThat(ModelFile.read(folder.resolve("m.safetensors")).model()).isEqualTo("mlp");
    }

    private void assertDescriptionRefused(String json, String complaint) {
        Path file = folder.resolve("m.safetensors");
        new Safetensors(Map.of(), Map.of("lanewise", json)).write(file);
        assertThatThrownBy(() -> ModelFile.read(file)).isInstanceOf(DataException.class).hasMessageStartingWith(file + ", lanewise").hasMessageEndingWith(": " + complaint);
    }

    private List<String> listed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) { return files.map(file -> file.getFileName().toString()).toList(); }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
