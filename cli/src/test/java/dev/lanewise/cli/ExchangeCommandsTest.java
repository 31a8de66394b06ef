package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `inspect`, `export` and `import`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeCommandsTest {

    private Path folder;
    private Path model;

    @BeforeAll void aModelIsTrained(@TempDir Path temporary) throws IOException {
        folder = temporary;
        model = folder.resolve("flowers.safetensors");
        assertThat(Cli.run("train", "mlp", "--data", Samples.flowers(folder.resolve("flowers.csv")), "--target", "kind", "--set", "hidden=4", "--epochs", 1, "--out", model).code()).isZero();
    }

    @Test void inspectTellsDescriptionOriginAndTensors() {
        Cli.Result text = Cli.run("inspect", model);
        Options json = Options.parseJson(Cli.run("inspect", model, "--json").out(), "output");

        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains("model     mlp", "seed      42", "plug-in   none is needed").containsPattern("tensor +type +shape +bytes +min +max +mean +NaN +infinite\n").containsPattern("float32 +\\[2, 4]");
        assertThat(json.text("model")).isEqualTo("mlp");
        assertThat(json.options("provenance").longInteger("seed", 0)).isEqualTo(42);
        assertThat(json.list("tensors")).isNotEmpty().allSatisfy(tensor -> assertThat(tensor.longInteger("nan", -1)).isZero());
        assertThat(Cli.run("inspect", model, "--csv").lines().getFirst()).isEqualTo("tensor,type,shape,bytes,min,max,mean,NaN,infinite");
    }

    @Test void whatIsExportedAndImportedIsTheSameModelByteForByte() {
        for (String format : new String[] {"npy", "safetensors"}) {
            Path bare = folder.resolve("bare." + format), again = folder.resolve("again-" + format + ".safetensors");

            assertThat(Cli.run("export", model, "--format", format, "--out", bare).out()).contains("tensors of mlp");
            Cli.Result imported = Cli.run("import", model, "--from", bare, "--out", again);

            assertThat(imported.code()).as(imported.err()).isZero();
            assertThat(again).hasSameBinaryContentAs(model);
        }
    }

    @Test void importWarnsOfWhatIsNotFinite() throws IOException {
        Path bare = folder.resolve("spoilt");
        assertThat(Cli.run("export", model, "--out", bare).code()).isZero();
        Path file = Files.list(bare).filter(path -> Npy.read(path).shape().equals(Shape.of(4))).findFirst().orElseThrow();
        Npy.write(file, Shape.of(4), new float[] {1, Float.NaN, 2, 3});

        assertThat(Cli.run("import", model, "--from", bare, "--out", folder.resolve("spoilt.safetensors")).err()).contains("1 of its numbers are not finite");
    }
}
