package dev.lanewise.cli;

import dev.lanewise.core.Names;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import java.util.List;
import java.util.stream.IntStream;

/// The classes of samples.
final class Labels {

    private Labels() { }

    /// The samples of one class.
    static Dataset only(Dataset data, String name) {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.CLASS) throw new UsageException("--only: expected data with classes, but it has none. Name their column with --target");
        List<String> classes = target.classes();
        if (!classes.contains(name)) throw new UsageException(Names.unknown("class", name, classes));
        int number = classes.indexOf(name);
        int[] labels = data.labels();
        return data.rows(IntStream.range(0, labels.length).filter(row -> labels[row] == number).toArray());
    }
}
