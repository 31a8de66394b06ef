package dev.lanewise.cli;

import dev.lanewise.core.Options;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Datasets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Data to learn from, as options.
final class DataOptions {

    @Option(names = "--data", paramLabel = "PATH", required = true,
            description = "A CSV file, a text, a folder of IDX files, of CIFAR-10 or of pictures (a folder for each class), or the name of an embedded data set: digits, students, dates, sentences, tales.")
    private String data;

    @Option(names = "--target", paramLabel = "COLUMN", defaultValue = "", description = "The column to predict.")
    private String target;

    @Option(names = "--drop", paramLabel = "COLUMN", description = "A column to leave out; may be given several times.")
    private List<String> drop = new ArrayList<>();

    @Option(names = "--size", paramLabel = "N", description = "Bring pictures to N × N pixels; else they keep the size that all of them have, or become 64 × 64.")
    private Optional<Integer> size = Optional.empty();

    /// As it was asked for: a path or a name.
    String name() { return data; }

    DataSource open() {
        Options reading = size.map(side -> Options.none().with("size", side)).orElse(Options.none());
        return Datasets.open(data, target, reading, drop.toArray(String[]::new));
    }
}
