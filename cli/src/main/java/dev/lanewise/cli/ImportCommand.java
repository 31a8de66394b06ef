package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.model.NpyFolder;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.model.TensorStatistics;
import dev.lanewise.core.spi.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `import`: numbers of another program under the description of a model.
@Command(name = "import", header = "Put tensors of other programs into a model: of the same names and shapes.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise import digits.safetensors --from digits-npy --out changed.safetensors",
    "  lanewise import digits.safetensors --from trained-elsewhere.safetensors --out changed.safetensors"})
final class ImportCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file, whose description stays.")
    private Path file;

    @Option(names = "--from", paramLabel = "PATH", required = true, description = "A folder of files NAME.npy, or a safetensors file.")
    private Path from;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write: FILE.safetensors.")
    private Path out;

    @Override public void run() {
        OutputFile.require(List.of(file.toString(), from.toString()), Optional.of(out));
        ModelContent content = ModelFile.read(file).tensors(tensors());
        ModelRegistry.load().restore(content);                                  // complains about what no model can be made of
        lanewise.console().write(() -> ModelFile.write(out, content));
        int count = content.tensors().size();
        lanewise.console().out().println(out + ": " + content.model() + " with " + Figures.count(count) + (count == 1 ? " tensor" : " tensors") + " of " + from);
        content.tensors().forEach(this::warn);
    }

    private Map<String, StoredTensor> tensors() {
        if (!Files.exists(from)) throw new DataException(from + ": there is no such file or folder");
        return Files.isDirectory(from) ? NpyFolder.read(from) : Safetensors.read(from).tensors();
    }

    private void warn(String name, StoredTensor tensor) {
        TensorStatistics statistics = TensorStatistics.of(tensor);
        long count = statistics.notNumbers() + statistics.infinite();
        if (count > 0) lanewise.console().err().println("Tensor '" + name + "': " + Figures.count(count) + " of its numbers are not finite");
    }
}
