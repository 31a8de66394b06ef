package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Schema.Target;
import java.nio.file.Path;

/// Rows that are read one block after another from their beginning to their end, as often as asked: data that need not fit into memory.
///
/// | made by                    | reads                                                                      | holds                 |
/// |----------------------------|----------------------------------------------------------------------------|-----------------------|
/// | [#of(Dataset)]             | a data set in memory                                                       | the data set          |
/// | [#idx(Path, Path)]         | images and labels of MNIST's kind, plain or gzip                           | one block             |
/// | [#csv(Path)], [#csv(Path, CsvFormat, String)] | a table, plain or gzip; the classes of a text column are found by reading the file once | one block |
///
/// A source can be read any number of times; readings from several threads at once don't disturb one another.
public interface RowSource {

    /// What the rows look like: one input, and perhaps a target.
    Schema schema();

    /// Reads all rows, in blocks of at most `rows`.
    ///
    /// @return how many rows there were
    /// @throws DataException if a file is missing or broken, with the place
    long forEachBlock(int rows, BlockConsumer consumer);

    /// Takes one block of rows. The arrays belong to the reader and hold other rows afterwards.
    @FunctionalInterface
    interface BlockConsumer {

        /// @param inputs `[count, features]`, row by row
        /// @param targets the class number or number of each row; empty if the schema has no target
        /// @param count how many rows
        void accept(double[] inputs, double[] targets, int count);
    }

    /// The samples of a data set with one input.
    static RowSource of(Dataset data) { return new DatasetRows(data); }

    /// Images of an IDX file with the labels of another, read side by side.
    ///
    /// @throws DataException if one is missing or no such file, or they don't belong together
    static RowSource idx(Path images, Path labels) { return IdxRows.of(images, labels); }

    /// Images of an IDX file without labels.
    ///
    /// @throws DataException if the file is missing or no such file
    static RowSource idx(Path images) { return IdxRows.of(images); }

    /// The number columns of a CSV file in [CsvFormat#standard()], without a target.
    ///
    /// @throws DataException if the file is missing or no table
    static RowSource csv(Path file) { return csv(file, CsvFormat.standard(), ""); }

    /// The columns of a CSV file.
    ///
    /// @param target the column to predict, empty for none: a class if it holds texts, else a number
    /// @throws DataException if the file is missing or no table, or has no such column
    static RowSource csv(Path file, CsvFormat format, String target) { return CsvRows.of(file, format, target); }

    static void requireBlock(int rows) {
        if (rows < 1) throw new IllegalArgumentException("RowSource: expected blocks of at least one row, but got " + rows);
    }

    /// Whether rows have something to predict.
    default boolean hasTarget() { return schema().target().kind() != Target.Kind.NONE; }
}
