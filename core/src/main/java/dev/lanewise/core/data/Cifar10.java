package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// CIFAR-10 in its binary form: records of a label and the red, green and blue bytes of an image, plain or gzip.
final class Cifar10 {

    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    private static final int PIXELS = SIDE * SIDE;
    private static final int RECORD = 1 + PIXELS * CHANNELS;
    private static final String NAMES = "batches.meta.txt";
    private static final String TEST = "test_batch.bin";

    private Cifar10() { }

    /// The names that come with the data, in the order of their numbers.
    static List<String> classes() { return List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"); }

    /// Whether a directory holds `data_batch_1.bin` … or `test_batch.bin`.
    static boolean isOne(Path directory) { return !batches(directory).isEmpty() || Files.isRegularFile(directory.resolve(TEST)); }

    private static List<Path> batches(Path directory) {
        return IntStream.rangeClosed(1, 5).mapToObj(number -> directory.resolve("data_batch_" + number + ".bin")).filter(Files::isRegularFile).toList();
    }

    static DataSource open(Path directory) {
        List<Path> batches = batches(directory);
        if (batches.isEmpty()) throw new DataException(directory + ": expected data_batch_1.bin … data_batch_5.bin to learn from, but there is " + TEST + " alone");
        List<String> names = names(directory.resolve(NAMES));
        ImageDataset train = read(batches, names);
        Path test = directory.resolve(TEST);
        Optional<Dataset> judged = Files.isRegularFile(test) ? Optional.of(read(List.of(test), names)) : Optional.empty();
        return new DataSource(train, judged, DataSource.count(train.size(), "image") + " " + train.schema().input() + " from " + directory
                + judged.map(rest -> ", and " + DataSource.count(rest.size(), "image") + " to test").orElse(""));
    }

    private static List<String> names(Path file) {
        if (!Files.isRegularFile(file)) return classes();
        try {
            List<String> names = Files.readAllLines(file).stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
            if (names.size() != classes().size()) throw new DataException(file + ": expected the names of " + classes().size() + " classes, but got " + names.size());
            return names;
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    static ImageDataset read(List<Path> batches, List<String> names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path batch : batches) all.writeBytes(records(batch, names.size()));
        byte[] records = all.toByteArray();
        int size = records.length / RECORD;
        byte[] images = new byte[size * PIXELS * CHANNELS], labels = new byte[size];
        for (int i = 0; i < size; i++) {
            labels[i] = records[i * RECORD];
            interleave(records, i * RECORD + 1, images, i * PIXELS * CHANNELS);
        }
        return new ImageDataset(Shape.of(SIDE, SIDE, CHANNELS), images, labels, names);
    }

    /// Planes of colours become pixels.
    private static void interleave(byte[] planes, int from, byte[] to, int toFrom) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int pixel = 0; pixel < PIXELS; pixel++) to[toFrom + pixel * CHANNELS + channel] = planes[from + channel * PIXELS + pixel];
        }
    }

    private static byte[] records(Path file, int classes) {
        FileFaults.requireFile(file);
        try (InputStream in = InputFile.open(file)) {
            byte[] records = in.readAllBytes();
            if (records.length == 0 || records.length % RECORD != 0) {
                throw new DataException(file + ": expected records of " + RECORD + " bytes, a label and 32 × 32 × 3 colours, but got " + records.length + " bytes. It was cut off, or is no CIFAR-10");
            }
            for (int at = 0; at < records.length; at += RECORD) {
                int label = Byte.toUnsignedInt(records[at]);
                if (label >= classes) throw new DataException(file + ": expected labels in 0 … " + (classes - 1) + ", but record " + (at / RECORD + 1) + " has " + label);
            }
            return records;
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }
}
