package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BiFunction;

/// Data by name or path, as a command line spells them.
///
/// | name or path                      | what it stands for                                                    |
/// |-----------------------------------|-----------------------------------------------------------------------|
/// | `digits`                          | 10,000 [Digits] to learn from and 2,000 to test by                    |
/// | `students`                        | the scores of 30 [Students]                                           |
/// | `dates`                           | 20,000 [Dates] with their ISO form to learn from and 1,000 to test by |
/// | `sentences`                       | 20,000 [Sentences] with their French to learn from and 1,000 to test by |
/// | `tales`                           | 240 [Tales] to learn from and 20 to test by                           |
/// | a directory with MNIST's files    | images and labels, to learn from and, if they are there, to test by   |
/// | a directory with the files of CIFAR-10 | images and labels, to learn from and, if they are there, to test by |
/// | what a [DataReader] knows         | such as a folder of pictures for each class, if `lanewise-images` is at hand |
/// | a file `….txt` or `….txt.gz`      | [texts][TextDataset#read(Path)], line by line                         |
/// | another file                      | a [table][Table#readCsv(Path)], plain or gzip                         |
///
/// An embedded name goes first; `./digits` is a path.
public final class Datasets {

    private static final int DIGITS_TO_LEARN = 10_000;
    private static final int DIGITS_TO_TEST = 2_000;
    private static final Seed DIGITS_SEED = Seed.of(42);
    private static final int PAIRS_TO_LEARN = 20_000;
    private static final int PAIRS_TO_TEST = 1_000;
    private static final int TALES_TO_LEARN = 240;
    private static final int TALES_TO_TEST = 20;
    private static final Seed PAIRS_SEED = Seed.of(42);

    private Datasets() { }

    /// The names of the embedded data sets.
    public static List<String> names() { return List.of("digits", "students", "dates", "sentences", "tales"); }

    /// @param target the column of a table to predict; empty for the one that the file itself marks, if it marks one
    /// @param drop columns of a table to leave out
    /// @throws DataException if there is no such data, or it is broken
    public static DataSource open(String nameOrPath, String target, String... drop) { return open(nameOrPath, target, Options.none(), drop); }

    /// The same with options for a [DataReader].
    ///
    /// @param reading what the reader should do; must be empty for data of other kinds
    public static DataSource open(String nameOrPath, String target, Options reading, String... drop) {
        Optional<DataReader> reader = reader(nameOrPath);
        if (reader.isPresent()) return labelled(reader.get().open(path(nameOrPath), reading), nameOrPath, target, drop);
        if (!reading.names().isEmpty()) {
            throw new DataException(nameOrPath + ": expected pictures for the option '" + reading.names().iterator().next() + "', but these data are read as they are");
        }
        return switch (nameOrPath) {
            case "digits" -> labelled(digits(), nameOrPath, target, drop);
            case "students" -> table(Students.table(), nameOrPath, target, drop);
            case "dates" -> labelled(pairs(Dates::pairs, "days as people write them, with their ISO form"), nameOrPath, target, drop);
            case "sentences" -> labelled(pairs(Sentences::pairs, "English sentences with their French"), nameOrPath, target, drop);
            case "tales" -> labelled(tales(), nameOrPath, target, drop);
            default -> open(path(nameOrPath), target, drop);
        };
    }

    /// Samples for a model that takes such ones: the part to test by where the data has one, else all of it. The columns of a
    /// table are found by their names.
    ///
    /// @throws DataException if there is no such data, or it is broken, or has not what the model takes
    public static Dataset like(String nameOrPath, Schema schema) {
        Optional<DataReader> reader = reader(nameOrPath);
        if (reader.isPresent()) return reader.get().like(path(nameOrPath), schema);
        if (nameOrPath.equals("students")) return TableDataset.like(Students.table(), schema);
        if (!names().contains(nameOrPath) && isText(path(nameOrPath))) return TextDataset.read(path(nameOrPath));
        if (!names().contains(nameOrPath) && !Files.isDirectory(path(nameOrPath))) return TableDataset.like(Table.readCsv(path(nameOrPath)), schema);
        DataSource source = open(nameOrPath, "");
        return source.test().orElse(source.train());
    }

    private static DataSource open(Path path, String target, String... drop) {
        if (isText(path)) return labelled(text(path), path.toString(), target, drop);
        if (!Files.isDirectory(path)) return table(Table.readCsv(path), path.toString(), target, drop);
        if (IdxFolder.isOne(path)) return labelled(IdxFolder.open(path), path.toString(), target, drop);
        if (Cifar10.isOne(path)) return labelled(Cifar10.open(path), path.toString(), target, drop);
        throw new DataException(path + ": expected a directory with IDX files such as train-images-idx3-ubyte.gz, with CIFAR-10, or with a folder of pictures for each class"
                + ", but it holds none of them");
    }

    /// Who else knows what lies there. The kinds of core go first.
    private static Optional<DataReader> reader(String nameOrPath) {
        if (names().contains(nameOrPath) || nameOrPath.isEmpty()) return Optional.empty();
        Path path = path(nameOrPath);
        if (Files.isDirectory(path) && (IdxFolder.isOne(path) || Cifar10.isOne(path))) return Optional.empty();
        return ServiceLoader.load(DataReader.class).stream().map(ServiceLoader.Provider::get).filter(reader -> reader.reads(path)).findFirst();
    }

    private static boolean isText(Path path) { return path.toString().endsWith(".txt") || path.toString().endsWith(".txt.gz"); }

    private static DataSource text(Path path) {
        TextDataset texts = TextDataset.read(path);
        return new DataSource(texts, Optional.empty(), DataSource.count(texts.size(), "text") + " from " + path);
    }

    private static DataSource pairs(BiFunction<Integer, Seed, TextDataset> pairs, String what) {
        return new DataSource(pairs.apply(PAIRS_TO_LEARN, PAIRS_SEED.child("train")), Optional.of(pairs.apply(PAIRS_TO_TEST, PAIRS_SEED.child("test"))),
                "20,000 generated " + what + ", and 1,000 to test");
    }

    private static DataSource tales() {
        return new DataSource(Tales.texts(TALES_TO_LEARN, PAIRS_SEED.child("train")), Optional.of(Tales.texts(TALES_TO_TEST, PAIRS_SEED.child("test"))), TALES_TO_LEARN + " generated tales, and " + TALES_TO_TEST + " to test");
    }

    private static Path path(String nameOrPath) {
        try {
            Path path = Path.of(nameOrPath);
            if (!nameOrPath.isEmpty() && Files.exists(path)) return path;
        } catch (InvalidPathException _) { }                   // then it is no name of a file either
        throw new DataException(Names.unknown("file and no embedded data set", nameOrPath, names()));
    }

    private static DataSource digits() {
        return new DataSource(Digits.train(DIGITS_TO_LEARN, DIGITS_SEED), Optional.of(Digits.test(DIGITS_TO_TEST, DIGITS_SEED)),
                "10,000 generated images [28, 28, 1] of handwritten digits, and 2,000 images to test");
    }

    private static DataSource table(Table whole, String name, String target, String... drop) {
        Table table = whole.drop(drop);
        TableDataset data = TableDataset.of(table, target.isEmpty() ? table.target().orElse("") : target);
        return new DataSource(data, Optional.empty(), DataSource.count(data.size(), "row") + " with "
                + DataSource.count(data.schema().input().size(), "feature") + " from " + name);
    }

    /// Images and texts have their target and no columns.
    private static DataSource labelled(DataSource source, String name, String target, String... drop) {
        String own = source.train().schema().target().name(), what = source.train() instanceof TextDataset ? "texts" : "images";
        if (!target.isEmpty() && !target.equals(own)) {
            throw new DataException(name + ": expected '" + own + "' as the target of " + what + ", but got '" + target + "'");
        }
        if (drop.length > 0) {
            throw new DataException(name + ": expected no columns to drop from " + what + ", but got '" + String.join("', '", drop) + "'");
        }
        return source;
    }
}
