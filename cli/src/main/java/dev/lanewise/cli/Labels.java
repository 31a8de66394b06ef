package dev.lanewise.cli;

import dev.lanewise.core.Names;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The classes of samples.
final class Labels {

    private Labels() { }

    /// The number of the class of each sample; only for data with classes.
    static int[] of(Dataset data) {
        float[] label = new float[1];
        return IntStream.range(0, data.size()).map(row -> {
            data.readTarget(row, label, 0);
            return (int) label[0];
        }).toArray();
    }

    /// Whether samples belong to two classes or more.
    static boolean tellApart(Dataset data) {
        return data.schema().target().kind() == Target.Kind.CLASS && Arrays.stream(of(data)).distinct().limit(2).count() == 2;
    }

    /// The samples of one class.
    static Dataset only(Dataset data, String name) {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.CLASS) throw new UsageException("--only: expected data with classes, but it has none. Name their column with --target");
        List<String> classes = target.classes();
        if (!classes.contains(name)) throw new UsageException(Names.unknown("class", name, classes));
        int number = classes.indexOf(name);
        int[] labels = of(data);
        return data.rows(IntStream.range(0, labels.length).filter(row -> labels[row] == number).toArray());
    }
}
