package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A directory with the IDX files of MNIST and its successors: `train-images-idx3-ubyte` and so on, with a dot in place of the
/// second hyphen or without, with `.gz` or without.
final class IdxFolder {

    private IdxFolder() { }

    static boolean isOne(Path directory) {
        return Stream.of("train", "t10k").anyMatch(part -> find(directory, part, "images").isPresent() || find(directory, part, "labels").isPresent());
    }

    /// @throws DataException if a file is missing or broken, or they don't belong together
    static DataSource open(Path directory) {
        List<Idx> train = pair(directory, "train");
        boolean hasTest = find(directory, "t10k", "images").isPresent() || find(directory, "t10k", "labels").isPresent();
        List<Idx> test = hasTest ? pair(directory, "t10k") : List.of();
        int classes = Math.max(ImageDataset.classes(train.getLast()), hasTest ? ImageDataset.classes(test.getLast()) : 0);
        if (hasTest) requireSameSize(train.getFirst(), test.getFirst());
        ImageDataset learned = ImageDataset.of(train.getFirst(), train.getLast(), classes);
        Optional<Dataset> judged = hasTest ? Optional.of(ImageDataset.of(test.getFirst(), test.getLast(), classes)) : Optional.empty();
        return new DataSource(learned, judged, describe(directory, learned, judged));
    }

    private static List<Idx> pair(Path directory, String part) {
        Idx images = Idx.read(require(directory, part, "images"));
        Idx labels = Idx.read(require(directory, part, "labels"));
        ImageDataset.requirePair(images, labels);
        return List.of(images, labels);
    }

    private static Path require(Path directory, String part, String kind) {
        return find(directory, part, kind).orElseThrow(() -> new DataException(directory + ": expected the file "
                + names(part, kind).getFirst() + ".gz, but it is not there. A folder of IDX files holds "
                + "images and labels of the same part: train, and t10k for testing"));
    }

    private static Optional<Path> find(Path directory, String part, String kind) {
        return names(part, kind).stream().flatMap(name -> Stream.of(name, name + ".gz")).map(directory::resolve).filter(Files::isRegularFile).findFirst();
    }

    private static List<String> names(String part, String kind) {
        String axes = kind.equals("images") ? "idx3" : "idx1";
        return List.of(part + "-" + kind + "-" + axes + "-ubyte", part + "-" + kind + "." + axes + "-ubyte");
    }

    private static void requireSameSize(Idx train, Idx test) {
        Shape trained = image(train);
        if (trained.equals(image(test))) return;
        throw new DataException(test.file() + ": expected images " + trained + " as in " + train.file().getFileName() + ", but got " + image(test));
    }

    private static Shape image(Idx images) { return Shape.of(images.extents()).withoutFirst(); }

    private static String describe(Path directory, Dataset train, Optional<Dataset> test) {
        return DataSource.count(train.size(), "image") + " " + train.schema().input() + " from " + directory
                + test.map(rest -> ", and " + DataSource.count(rest.size(), "image") + " to test").orElse("");
    }
}
