package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Names;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.model.NpyFolder;
import dev.lanewise.core.model.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `export`: the numbers of a model for other programs.
@Command(name = "export", header = "Write the tensors of a model for other programs.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise export digits.safetensors --format npy --out digits-npy",
    "  lanewise export digits.safetensors --format safetensors --out bare.safetensors",
    "  lanewise import digits.safetensors --from digits-npy --out changed.safetensors"})
final class ExportCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file that 'train' wrote.")
    private Path file;

    @Option(names = "--format", paramLabel = "HOW", defaultValue = "npy", description = "npy, a folder of NumPy's files, or safetensors, a file without a description (${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--out", paramLabel = "PATH", required = true, description = "The folder or file to write; a folder must not be there yet.")
    private Path out;

    @Override public void run() {
        if (!List.of("npy", "safetensors").contains(format)) throw new UsageException(Names.unknown("format", format, List.of("npy", "safetensors")));
        boolean folder = format.equals("npy");
        if (folder && Files.exists(out)) throw new DataException(out + ": expected a folder that is not there yet, but it is");
        OutputFile.require(List.of(file.toString()), Optional.of(out));
        ModelContent content = ModelFile.read(file);
        lanewise.console().write(() -> {
            if (folder) NpyFolder.write(out, content.tensors());
            else new Safetensors(content.tensors(), Map.of()).write(out);
        });
        int count = content.tensors().size();
        lanewise.console().out().println(out + ": " + Figures.count(count) + (count == 1 ? " tensor" : " tensors") + " of " + content.model());
    }
}
