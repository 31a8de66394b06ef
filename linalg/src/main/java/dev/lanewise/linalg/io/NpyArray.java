package dev.lanewise.linalg.io;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// An array with any number of axes as NumPy stores it in a `.npy` file: a shape and numbers in row-major order.
///
/// | type | bits | read | written |
/// |------|------|------|---------|
/// | floats | 16, 32, 64 | yes | 32 and 64 |
/// | whole numbers with and without sign | 8, 16, 32, 64 | up to 2⁵³, which float64 can hold | no |
/// | booleans | 8 | as 0 and 1 | no |
///
/// Either byte order, row by row or column by column, and versions 1 to 3 of the format are read. Written is version 1, the lowest byte
/// first, row by row.
///
/// @param shape the extents, `[]` for a single number; not copied, so nobody may write to it
/// @param values the numbers; not copied either
/// @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the format</a>
public record NpyArray(int[] shape, double[] values) {

    private static final int CHUNK = 1 << 16;
    private static final long LARGEST_EXACT = 1L << 53;

    /// @throws IllegalArgumentException unless there are as many numbers as the shape says
    public NpyArray {
        requireSize(shape, values.length);
    }

    /// Reads a file of any supported type.
    ///
    /// @throws IllegalArgumentException if the file is cut off or holds anything but numbers
    /// @throws UncheckedIOException if there is no such file, or it can't be read
    public static NpyArray read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in, Files.size(file));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": could not be read: " + IOReason.of(e), e);
        }
    }

    /// Reads an array from a stream that ends with it.
    ///
    /// @param file what complains, at the front of each sentence
    /// @param most how many bytes the stream can hold: nothing is allocated for more
    /// @throws IllegalArgumentException if the stream is cut off or holds anything but numbers
    public static NpyArray read(String file, InputStream in, long most) throws IOException {
        NpyHeader header = NpyHeader.read(file, new DataInputStream(in));
        double[] values = values(file, header, in, most);
        return new NpyArray(header.shape(), header.columnMajor() ? rowMajor(header.shape(), values) : values);
    }

    /// Writes float64. The file that was there before, if any, is replaced as a whole or not at all.
    ///
    /// @throws UncheckedIOException if the file can't be written
    public void write(Path file) {
        AtomicFile.write(file, this::writeTo);
    }

    /// Writes float64.
    public void writeTo(WritableByteChannel channel) throws IOException {
        write(channel, ByteBuffer.wrap(new NpyHeader("<f8", false, shape).print()));
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK / Double.BYTES) {
            int count = Math.min(CHUNK / Double.BYTES, values.length - from);
            chunk.clear().asDoubleBuffer().put(values, from, count);
            write(channel, chunk.limit(count * Double.BYTES));
        }
    }

    /// Writes float32.
    ///
    /// @throws IllegalArgumentException unless there are as many numbers as the shape says
    public static void writeTo(WritableByteChannel channel, int[] shape, float[] values) throws IOException {
        requireSize(shape, values.length);
        write(channel, ByteBuffer.wrap(new NpyHeader("<f4", false, shape).print()));
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK / Float.BYTES) {
            int count = Math.min(CHUNK / Float.BYTES, values.length - from);
            chunk.clear().asFloatBuffer().put(values, from, count);
            write(channel, chunk.limit(count * Float.BYTES));
        }
    }

    private static void write(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    private static void requireSize(int[] shape, int size) {
        double expected = size(shape);
        if (expected == size) return;
        throw new IllegalArgumentException("NpyArray: expected the " + (long) expected + " numbers of " + Arrays.toString(shape) + ", but got " + size);
    }

    private static double size(int[] shape) {
        double size = 1;
        for (int extent : shape) size *= extent;
        return size;
    }

    private static double[] values(String file, NpyHeader header, InputStream in, long most) throws IOException {
        int width = width(file, header.type());
        int size = (int) size(header.shape());
        long expected = (long) size * width;
        String claim = file + ": expected the " + expected + " bytes of " + header.type() + " " + Arrays.toString(header.shape());
        if (expected > most) throw new IllegalArgumentException(claim + ", but the file is too short for them. It was cut off, or its header lies");
        double[] values = new double[size];
        byte[] chunk = new byte[CHUNK];
        for (int from = 0; from < size; from += CHUNK / width) {
            int count = Math.min(CHUNK / width, size - from);
            int actual = in.readNBytes(chunk, 0, count * width);
            if (actual < count * width) {
                throw new IllegalArgumentException(claim + ", but got " + ((long) from * width + actual) + ". It was cut off, or its header lies");
            }
            decode(file, header.type(), chunk, values, from, count);
        }
        if (in.read() >= 0) throw new IllegalArgumentException(claim + ", but more follow");
        return values;
    }

    private static int width(String file, String type) {
        if (type.matches("[<>|=]?([iu][1248]|f[248]|b1)")) return type.charAt(type.length() - 1) - '0';
        String actual = type.endsWith("O") ? "Python objects, which are programs to run and no data" : "the type '" + type + "'";
        throw new IllegalArgumentException(file + ": expected numbers, but got " + actual);
    }

    private static void decode(String file, String type, byte[] chunk, double[] to, int from, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk).order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        IntToDoubleFunction element = element(file, type.substring(type.length() - 2), bytes);
        for (int i = 0; i < count; i++) to[from + i] = element.applyAsDouble(i);
    }

    private static IntToDoubleFunction element(String file, String type, ByteBuffer bytes) {
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

    private static double exact(String file, long value, String type) {
        if (value >= (type.equals("u8") ? 0 : -LARGEST_EXACT) && value <= LARGEST_EXACT) return value;
        String actual = type.equals("u8") ? Long.toUnsignedString(value) : Long.toString(value);
        throw new IllegalArgumentException(file + ": expected whole numbers of at most 2⁵³, but got " + actual);
    }

    /// The same numbers with the last index running fastest instead of the first.
    private static double[] rowMajor(int[] shape, double[] columnMajor) {
        double[] values = new double[columnMajor.length];
        int[] index = new int[shape.length];
        for (double value : columnMajor) {
            int at = 0;
            for (int axis = 0; axis < index.length; axis++) at = at * shape[axis] + index[axis];
            values[at] = value;
            for (int axis = 0; axis < index.length && ++index[axis] == shape[axis]; axis++) index[axis] = 0;
        }
        return values;
    }
}
