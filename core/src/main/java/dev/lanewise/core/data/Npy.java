package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.internal.io.AtomicFile;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.io.NpyArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// An array as NumPy stores it in a `.npy` file: a shape and numbers in row-major order.
///
/// Booleans, whole numbers of 8 to 64 bits and floats of 16 to 64 bits are read, in either byte order, row by row or column by
/// column, plain or gzip. Whole numbers that float64 cannot hold are refused. Written are float32 and float64.
///
/// @param shape the shape, `[]` for a single number
/// @param values the numbers; not copied, so nobody may write to them
/// @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>
public record Npy(Shape shape, double[] values) {

    public Npy {
        requireSize(shape, values.length);
    }

    /// Reads a file of any supported type.
    ///
    /// @throws DataException if the file is missing, cut off, or holds anything but numbers
    public static Npy read(Path file) {
        FileFaults.requireFile(file);
        try (InputStream in = InputFile.open(file)) {
            NpyArray array = NpyArray.read(file.toString(), in, InputFile.most(file));
            return new Npy(Shape.of(array.shape()), array.values());
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), e);
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    /// Writes a matrix as float64.
    public static void write(Path file, Matrix matrix) {
        AtomicFile.write(file, new NpyArray(new int[] {matrix.rows(), matrix.columns()}, matrix.toArray())::writeTo);
    }

    /// Writes numbers as float32.
    public static void write(Path file, Shape shape, float[] values) {
        requireSize(shape, values.length);
        AtomicFile.write(file, channel -> NpyArray.writeTo(channel, shape.extents(), values));
    }

    /// The numbers rounded to float32.
    public float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }

    /// An array with two axes as it is, one with a single axis as a column.
    ///
    /// @throws DataException if there are more axes or none
    public Matrix toMatrix() {
        if (shape.rank() < 1 || shape.rank() > 2) throw new DataException("Npy: expected an array [rows, columns], but got " + shape);
        return Matrix.wrap(shape.extent(0), shape.rank() == 2 ? shape.extent(1) : 1, values);
    }

    private static void requireSize(Shape shape, int size) {
        if (shape.size() == size) return;
        throw new IllegalArgumentException("Npy: expected the " + shape.size() + " numbers of " + shape + ", but got " + size);
    }
}
