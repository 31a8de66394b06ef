package dev.lanewise.cli;

import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Datasets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Data to learn from, as options.
final class DataOptions {

    @Option(names = "--data", paramLabel = "PATH", required = true,
            description = "A CSV file, a text, a folder of IDX files, or the name of an embedded data set: digits, students, dates, sentences.")
    private String data;

    @Option(names = "--target", paramLabel = "COLUMN", defaultValue = "", description = "The column to predict.")
    private String target;

    @Option(names = "--drop", paramLabel = "COLUMN", description = "A column to leave out; may be given several times.")
    private List<String> drop = new ArrayList<>();

    DataSource open() { return Datasets.open(data, target, drop.toArray(String[]::new)); }
}
