package dev.lanewise.architecture;

import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// Files such as the programs of `examples/` read, small and made up.
final class TinyData {

    private static final int PIXELS = 28 * 28;

    private TinyData() { }

    /// 60 flowers of three species.
    static void iris(Path file) throws IOException {
        StringBuilder rows = new StringBuilder("sepal_length,sepal_width,petal_length,petal_width,species\n");
        for (int i = 0; i < 60; i++) {
            double size = 4 + i / 20 + Math.sin(i) / 4;
            rows.append(size).append(',').append(3 + Math.cos(i) / 3).append(',').append(2 * size - 6).append(',').append(size / 3 + Math.cos(2 * i) / 9).append(",species ").append(i / 20).append('\n');
        }
        Files.writeString(file, rows);
    }

    /// The four files, with digits of our own.
    static void mnist(Path directory, int train, int test) throws IOException {
        Files.createDirectories(directory);
        idx(directory, "train", Digits.train(train, Seed.of(1)));
        idx(directory, "t10k", Digits.test(test, Seed.of(1)));
    }

    private static void idx(Path directory, String part, Dataset digits) throws IOException {
        float[] image = new float[PIXELS], label = new float[1];
        try (DataOutputStream images = new DataOutputStream(Files.newOutputStream(directory.resolve(part + "-images-idx3-ubyte")));
                DataOutputStream labels = new DataOutputStream(Files.newOutputStream(directory.resolve(part + "-labels-idx1-ubyte")))) {
            for (int number : new int[] {0x803, digits.size(), 28, 28}) images.writeInt(number);
            for (int number : new int[] {0x801, digits.size()}) labels.writeInt(number);
            for (int i = 0; i < digits.size(); i++) {
                digits.readInput(0, i, image, 0);
                digits.readTarget(i, label, 0);
                for (float value : image) images.write((int) value);
                labels.write((int) label[0]);
            }
        }
    }

    /// Hours of two variables with a daily wave.
    static void oil(Path file, int hours) throws IOException {
        StringBuilder rows = new StringBuilder("date,HUFL,OT\n");
        LocalDateTime start = LocalDateTime.of(2016, 7, 1, 0, 0);
        for (int i = 0; i < hours; i++) {
            rows.append(start.plusHours(i).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))).append(',').append(i % 7).append(',').append(20 + 5 * Math.sin(i * Math.PI / 12) + Math.cos(i)).append('\n');
        }
        Files.writeString(file, rows);
    }
}
