package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.internal.io.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Grey or coloured images of one size with a class each, as in MNIST: raw values 0 … 255.
///
/// |        | shape                       |                              |
/// |--------|-----------------------------|------------------------------|
/// | input  | `[height, width, channels]` | 0 … 255, one channel if grey |
/// | target | `[]`                        | the number of the class      |
///
/// The classes of IDX files are called `0`, `1`, … up to the greatest label, but at least up to `9`.
public final class ImageDataset implements Dataset {

    private static final int LEAST_CLASSES = 10;

    private final Schema schema;
    private final byte[] images;                              // [size, height, width, channels]
    private final byte[] labels;                              // [size]

    ImageDataset(Shape image, byte[] images, byte[] labels, int classes) {
        this(image, images, labels, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    ImageDataset(Shape image, byte[] images, byte[] labels, List<String> classes) {
        this.schema = new Schema(List.of(image), List.of(), Target.classes("label", classes));
        this.images = images;
        this.labels = labels;
    }

    /// Reads two IDX files, plain or gzip.
    ///
    /// @throws DataException if one is missing or broken, or they don't belong together
    public static ImageDataset readIdx(Path images, Path labels) {
        Idx pixels = Idx.read(images);
        Idx numbers = Idx.read(labels);
        requirePair(pixels, numbers);
        return of(pixels, numbers, classes(numbers));
    }

    /// Reads files of CIFAR-10 in their binary form, one behind the other: images of 32 × 32 pixels in three colours.
    ///
    /// @throws DataException if one is missing or broken
    /// @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky (2009)</a>
    public static ImageDataset readCifar10(Path... batches) { return Cifar10.read(List.of(batches), Cifar10.classes()); }

    static ImageDataset of(Idx images, Idx labels, int classes) {
        int[] extents = images.extents();
        return new ImageDataset(Shape.of(extents[1], extents[2], extents.length == 4 ? extents[3] : 1), images.values(), labels.values(), classes);
    }

    static void requirePair(Idx images, Idx labels) {
        int axes = images.extents().length;
        if (axes != 3 && axes != 4) throw wrongAxes(images, "images [number, height, width]");
        if (labels.extents().length != 1) throw wrongAxes(labels, "labels [number]");
        if (images.extents()[0] != labels.extents()[0]) {
            throw new DataException(labels.file() + ": expected the " + images.extents()[0] + " labels of " + images.file().getFileName()
                    + ", but got " + labels.extents()[0]);
        }
    }

    static int classes(Idx labels) {
        int greatest = LEAST_CLASSES - 1;
        for (byte label : labels.values()) greatest = Math.max(greatest, Byte.toUnsignedInt(label));
        return greatest + 1;
    }

    private static DataException wrongAxes(Idx idx, String expected) {
        return new DataException(idx.file() + ": expected " + expected + ", but got " + Idx.shape(idx.extents()));
    }

    @Override public int size() { return labels.length; }

    @Override public Schema schema() { return schema; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) {
        int pixels = schema.input().size();
        int from = row * pixels;
        for (int i = 0; i < pixels; i++) to[toFrom + i] = Byte.toUnsignedInt(images[from + i]);
    }

    @Override public void readInput(int input, int row, double[] to, int toFrom) {
        int pixels = schema.input().size();
        int from = row * pixels;
        for (int i = 0; i < pixels; i++) to[toFrom + i] = Byte.toUnsignedInt(images[from + i]);
    }

    @Override public void readTarget(int row, float[] to, int toFrom) { to[toFrom] = Byte.toUnsignedInt(labels[row]); }

    @Override public String fingerprint() { return new Fingerprint().add(schema.toString()).add(images).add(labels).hex(); }

    @Override public String toString() { return "ImageDataset[" + size() + " × " + schema.input() + "]"; }
}
