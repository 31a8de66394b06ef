package dev.lanewise.cli;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.spi.ModelRegistry;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A model file and data for it, as arguments.
final class ModelOptions {

    @Parameters(index = "0", paramLabel = "FILE", description = "A model file that 'train' wrote.")
    private Path file;

    @Option(names = "--data", paramLabel = "PATH", required = true,
            description = "A CSV file, a text, a picture, a folder of pictures, of IDX files or of CIFAR-10, or the name of an embedded data set: digits, students, dates, sentences, tales. Of data that comes in two parts, the one to test by is taken.")
    private String data;

    ModelOptions() { }

    ModelOptions(Path file, String data) {
        this.file = file;
        this.data = data;
    }

    /// What is read, as it was asked for.
    List<String> names() { return List.of(file.toString(), data); }

    /// A model and samples of its kind.
    record Task(Model model, Dataset data) { }

    Task open() {
        ModelContent content = ModelFile.read(file);
        Model model = ModelRegistry.load().restore(content);
        return new Task(model, Datasets.like(data, content.schema()));
    }
}
