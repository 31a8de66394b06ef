package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Images of an IDX file, and perhaps labels of another, as a [RowSource] that holds one block of them.
record IdxRows(Path images, int[] extents, Optional<Path> labels, Schema schema) implements RowSource {

    private static final int MOST_CLASSES = 256;
    private static final int LEAST_CLASSES = 10;

    static IdxRows of(Path images) { return new IdxRows(images, extents(images), Optional.empty(), schema(images, extents(images), Target.none())); }

    /// Reads the labels once for the number of classes.
    static IdxRows of(Path images, Path labels) {
        int[] extents = extents(images), counts = extents(labels);
        if (counts.length != 1) throw new DataException(labels + ": expected labels [number], but got " + Idx.shape(counts));
        if (extents[0] != counts[0]) {
            throw new DataException(labels + ": expected the " + extents[0] + " labels of " + images.getFileName() + ", but got " + counts[0]);
        }
        int classes = Math.max(LEAST_CLASSES, 1 + greatest(labels, counts[0]));
        Target target = Target.classes("label", IntStream.range(0, classes).mapToObj(Integer::toString).toList());
        return new IdxRows(images, extents, Optional.of(labels), schema(images, extents, target));
    }

    private static Schema schema(Path images, int[] extents, Target target) {
        if (extents.length != 3 && extents.length != 4) throw new DataException(images + ": expected images [number, height, width], but got " + Idx.shape(extents));
        return new Schema(List.of(Shape.of(extents[1], extents[2], extents.length == 4 ? extents[3] : 1)), List.of(), target);
    }

    private static int[] extents(Path file) {
        FileFaults.requireFile(file);
        try (DataInputStream in = new DataInputStream(InputFile.open(file))) {
            return Idx.header(file, in);
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    private static int greatest(Path labels, int count) {
        try (Bytes bytes = new Bytes(labels)) {
            byte[] all = bytes.read(count);
            return IntStream.range(0, count).map(i -> Byte.toUnsignedInt(all[i])).max().orElse(0) % MOST_CLASSES;
        } catch (IOException e) {
            throw FileFaults.unreadable(labels, e);
        }
    }

    @Override public long forEachBlock(int rows, BlockConsumer consumer) {
        RowSource.requireBlock(rows);
        try (Bytes pixels = new Bytes(images); Bytes numbers = labels.isPresent() ? new Bytes(labels.get()) : null) {
            return forEachBlock(rows, consumer, pixels, Optional.ofNullable(numbers));
        } catch (IOException e) {
            throw FileFaults.unreadable(images, e);
        }
    }

    private long forEachBlock(int rows, BlockConsumer consumer, Bytes pixels, Optional<Bytes> numbers) throws IOException {
        int width = schema.input().size(), size = extents[0], most = Math.min(rows, Math.max(1, size));
        double[] inputs = new double[Math.multiplyExact(most, width)], targets = new double[numbers.isPresent() ? most : 0];
        for (int from = 0; from < size; from += most) {
            int count = Math.min(most, size - from);
            widen(pixels.read(count * width), inputs, count * width);
            if (numbers.isPresent()) widen(numbers.get().read(count), targets, count);
            consumer.accept(inputs, targets, count);
        }
        pixels.requireEnd();
        return size;
    }

    private static void widen(byte[] bytes, double[] to, int count) {
        for (int i = 0; i < count; i++) to[i] = Byte.toUnsignedInt(bytes[i]);
    }

    /// The bytes behind the header of an IDX file.
    private static final class Bytes implements AutoCloseable {

        private final Path file;
        private final DataInputStream in;
        private byte[] buffer = new byte[0];

        Bytes(Path file) throws IOException {
            this.file = file;
            this.in = new DataInputStream(InputFile.open(file));
            Idx.header(file, in);
        }

        /// The next bytes; the array holds others after the next call.
        byte[] read(int count) throws IOException {
            if (buffer.length < count) buffer = Arrays.copyOf(buffer, count);
            int actual = in.readNBytes(buffer, 0, count);
            if (actual < count) throw new DataException(file + ": expected as many bytes as its header says, but the file ends before. It was cut off, or its header lies");
            return buffer;
        }

        void requireEnd() throws IOException {
            if (in.read() >= 0) throw new DataException(file + ": expected as many bytes as its header says, but more follow");
        }

        @Override public void close() throws IOException { in.close(); }
    }
}
