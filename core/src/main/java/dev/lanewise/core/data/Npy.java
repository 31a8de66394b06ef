package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.internal.io.AtomicFile;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import dev.lanewise.linalg.Matrix;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;

/// An array as NumPy stores it in a `.npy` file: a shape and numbers in row-major order.
///
/// Booleans, whole numbers of 8 to 64 bits and floats of 16 to 64 bits are read, in either byte order, row by row or column by
/// column, plain or gzip. Whole numbers that float64 cannot hold are refused. Written are float32 and float64.
///
/// @param shape the shape, `[]` for a single number
/// @param values the numbers; not copied, so nobody may write to them
/// @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>
public record Npy(Shape shape, double[] values) {

    private static final long LARGEST_EXACT = 1L << 53;

    public Npy {
        requireSize(shape, values.length);
    }

    /// Reads a file of any supported type.
    ///
    /// @throws DataException if the file is missing, cut off, or holds anything but numbers
    public static Npy read(Path file) {
        FileFaults.requireFile(file);
        try (InputStream in = InputFile.open(file)) {
            NpyHeader header = NpyHeader.read(file, new DataInputStream(in));
            double[] values = values(file, header, in);
            return new Npy(header.shape(), header.columnMajor() ? rowMajor(header.shape(), values) : values);
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    /// Writes a matrix as float64.
    public static void write(Path file, Matrix matrix) {
        double[] values = matrix.toArray();
        ByteBuffer bytes = littleEndian((long) values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        write(file, new NpyHeader("<f8", false, Shape.of(matrix.rows(), matrix.columns())), bytes);
    }

    /// Writes numbers as float32.
    public static void write(Path file, Shape shape, float[] values) {
        requireSize(shape, values.length);
        ByteBuffer bytes = littleEndian((long) values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        write(file, new NpyHeader("<f4", false, shape), bytes);
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

    private static void write(Path file, NpyHeader header, ByteBuffer data) {
        AtomicFile.write(file, channel -> {
            for (ByteBuffer part : new ByteBuffer[] {ByteBuffer.wrap(header.print()), data.rewind()}) {
                while (part.hasRemaining()) channel.write(part);
            }
        });
    }

    private static ByteBuffer littleEndian(long bytes) { return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN); }

    private static double[] values(Path file, NpyHeader header, InputStream in) throws IOException {
        int width = width(file, header.type());
        int size = header.shape().size();
        long expected = (long) size * width;
        String claim = file + ": expected the " + expected + " bytes of " + header.type() + " " + header.shape();
        if (!InputFile.canHold(file, expected)) throw new DataException(claim + ", but the file is too short for them. It was cut off, or its header lies");
        double[] values = new double[size];
        byte[] chunk = new byte[1 << 16];
        for (int from = 0; from < size; from += chunk.length / width) {
            int count = Math.min(chunk.length / width, size - from);
            int actual = in.readNBytes(chunk, 0, count * width);
            if (actual < count * width) throw new DataException(claim + ", but got " + ((long) from * width + actual) + ". It was cut off, or its header lies");
            decode(file, header.type(), chunk, values, from, count);
        }
        if (in.read() >= 0) throw new DataException(claim + ", but more follow");
        return values;
    }

    private static int width(Path file, String type) {
        if (type.matches("[<>|=]?([iu][1248]|f[248]|b1)")) return type.charAt(type.length() - 1) - '0';
        String actual = type.endsWith("O") ? "Python objects, which are programs to run and no data" : "the type '" + type + "'";
        throw new DataException(file + ": expected numbers, but got " + actual);
    }

    private static void decode(Path file, String type, byte[] chunk, double[] to, int from, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk).order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        IntToDoubleFunction element = element(file, type.substring(type.length() - 2), bytes);
        for (int i = 0; i < count; i++) to[from + i] = element.applyAsDouble(i);
    }

    private static IntToDoubleFunction element(Path file, String type, ByteBuffer bytes) {
        return switch (type) {
            case "f8" -> i -> bytes.getDouble(8 * i);
            case "f4" -> i -> bytes.getFloat(4 * i);
            case "f2" -> i -> Float.float16ToFloat(bytes.getShort(2 * i));
            case "i8", "u8" -> i -> exact(file, bytes.getLong(8 * i), type);
            case "i4" -> i -> bytes.getInt(4 * i);
            case "u4" -> i -> Integer.toUnsignedLong(bytes.getInt(4 * i));
            case "i2" -> i -> bytes.getShort(2 * i);
            case "u2" -> i -> Short.toUnsignedInt(bytes.getShort(2 * i));
            case "i1" -> bytes::get;
            default -> i -> Byte.toUnsignedInt(bytes.get(i));
        };
    }

    private static double exact(Path file, long value, String type) {
        if (value >= (type.equals("u8") ? 0 : -LARGEST_EXACT) && value <= LARGEST_EXACT) return value;
        String actual = type.equals("u8") ? Long.toUnsignedString(value) : Long.toString(value);
        throw new DataException(file + ": expected whole numbers of at most 2⁵³, but got " + actual);
    }

    /// The same numbers with the last index running fastest instead of the first.
    private static double[] rowMajor(Shape shape, double[] columnMajor) {
        double[] values = new double[columnMajor.length];
        int[] index = new int[shape.rank()];
        for (double value : columnMajor) {
            int at = 0;
            for (int axis = 0; axis < index.length; axis++) at = at * shape.extent(axis) + index[axis];
            values[at] = value;
            for (int axis = 0; axis < index.length && ++index[axis] == shape.extent(axis); axis++) index[axis] = 0;
        }
        return values;
    }
}
