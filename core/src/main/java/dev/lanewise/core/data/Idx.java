package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// One file in the IDX format of MNIST, plain or gzip: extents and unsigned bytes.
///
/// @param extents the extents, axis by axis
/// @param values the bytes in row-major order
record Idx(Path file, int[] extents, byte[] values) {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int MOST_AXES = 8;

    /// @throws DataException if the file is missing, cut off, too long, or no IDX file of unsigned bytes
    static Idx read(Path file) {
        FileFaults.requireFile(file);
        try (InputStream in = InputFile.open(file)) {
            int[] extents = header(file, new DataInputStream(in));
            return new Idx(file, extents, values(file, extents, in));
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    /// The extents, and the stream behind them.
    static int[] header(Path file, DataInputStream in) throws IOException {
        int axes = axes(file, in.readNBytes(4));
        int[] extents = new int[axes];
        for (int axis = 0; axis < axes; axis++) extents[axis] = extent(file, in);
        return extents;
    }

    private static int axes(Path file, byte[] magic) {
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw new DataException(file + ": expected an IDX file, which begins with two zero bytes, a type and a number of axes, but got "
                    + (magic.length == 0 ? "nothing" : "bytes " + Arrays.toString(magic)));
        }
        if (magic[2] != UNSIGNED_BYTES) throw new DataException(file + ": expected an IDX file of unsigned bytes, but got one of " + type(magic[2]));
        if (magic[3] < 1 || magic[3] > MOST_AXES) throw new DataException(file + ": expected 1 … " + MOST_AXES + " axes, but got " + (magic[3] & 0xff));
        return magic[3];
    }

    private static String type(byte code) {
        return switch (code) {
            case 0x09 -> "signed bytes";
            case 0x0B -> "short integers";
            case 0x0C -> "integers";
            case 0x0D -> "floats";
            case 0x0E -> "doubles";
            default -> String.format("the unknown type 0x%02x", code);
        };
    }

    private static int extent(Path file, DataInputStream in) throws IOException {
        try {
            return in.readInt();
        } catch (EOFException e) {
            throw new DataException(file + ": expected the extent of every axis, but the file ends in the middle of its header", e);
        }
    }

    private static byte[] values(Path file, int[] extents, InputStream in) throws IOException {
        long expected = product(file, extents);
        if (!InputFile.canHold(file, expected)) throw cutOff(file, extents, expected, "a file of only " + Files.size(file) + " bytes");
        byte[] values = new byte[(int) expected];
        int actual = in.readNBytes(values, 0, values.length);
        if (actual < expected) throw cutOff(file, extents, expected, Integer.toString(actual));
        if (in.read() >= 0) throw new DataException(file + ": expected the " + expected + " bytes of " + shape(extents) + ", but more follow");
        return values;
    }

    private static DataException cutOff(Path file, int[] extents, long expected, String actual) {
        return new DataException(file + ": expected the " + expected + " bytes of " + shape(extents) + ", but got " + actual
                + ". It was cut off, or its header lies");
    }

    private static long product(Path file, int[] extents) {
        long product = 1;
        for (int extent : extents) {
            product *= Integer.toUnsignedLong(extent);
            if (extent < 0 || product > Integer.MAX_VALUE - 64) {
                throw new DataException(file + ": expected at most 2³¹ bytes of data, but its header says " + shape(extents));
            }
        }
        return product;
    }

    static String shape(int[] extents) {
        return Arrays.stream(extents).mapToObj(Integer::toUnsignedString).collect(Collectors.joining(" × "));
    }
}
