package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files in the form that the data's page describes: a label, 1,024 red bytes, 1,024 green ones, 1,024 blue ones.
class Cifar10Test {

    private static final int RECORD = 3073;

    @TempDir Path folder;

    /// Images number `from …`: pixel p has red `p + image`, green twice and blue three times that.
    private static byte[] records(int from, int count) {
        byte[] records = new byte[count * RECORD];
        for (int i = 0; i < count; i++) {
            records[i * RECORD] = (byte) ((from + i) % 10);
            for (int c = 0; c < 3; c++) for (int p = 0; p < 1024; p++) records[i * RECORD + 1 + c * 1024 + p] = (byte) ((c + 1) * (p + from + i));
        }
        return records;
    }

    private void write(String name, byte[] bytes) throws IOException { Files.write(folder.resolve(name), bytes); }

    @Test void batchesFollowOneAnotherAndPixelsHaveTheirColours() throws IOException {
        write("data_batch_1.bin", records(0, 3));
        write("data_batch_2.bin", records(3, 2));
        write("test_batch.bin", records(7, 1));

        DataSource source = Datasets.open(folder.toString(), "");
        float[] pixels = new float[3072], label = new float[1];
        source.train().readInput(0, 4, pixels, 0);
        source.train().readTarget(4, label, 0);

        assertThat(source.train().size()).isEqualTo(5);
        assertThat(source.train().schema().input()).isEqualTo(Shape.of(32, 32, 3));
        assertThat(source.train().schema().target().classes()).startsWith("airplane", "automobile", "bird");
        assertThat(label[0]).isEqualTo(4);
        for (int p = 0; p < 1024; p++) for (int c = 0; c < 3; c++) assertThat(pixels[p * 3 + c]).isEqualTo((c + 1) * (p + 4) % 256);
        assertThat(source.test().orElseThrow().size()).isEqualTo(1);
        assertThat(source.description()).isEqualTo("5 images [32, 32, 3] from " + folder + ", and 1 image to test");
    }

    @Test void aFileOfNamesIsFollowed() throws IOException {
        write("data_batch_1.bin", records(0, 1));
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");

        assertThat(Datasets.open(folder.toString(), "").train().schema().target().classes()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    }

    @Test void brokenFilesGetASentence() throws IOException {
        write("data_batch_1.bin", Arrays.copyOf(records(0, 2), RECORD + 5));
        assertThatThrownBy(() -> Datasets.open(folder.toString(), "")).hasMessageContaining("data_batch_1.bin: expected records of 3073 bytes, a label and 32 × 32 × 3 colours, but got 3078 bytes");

        byte[] wrong = records(0, 2);
        wrong[RECORD] = 77;
        write("data_batch_1.bin", wrong);
        assertThatThrownBy(() -> Datasets.open(folder.toString(), "")).hasMessageContaining("data_batch_1.bin: expected labels in 0 … 9, but record 2 has 77");
    }

    @Test void batchesCanBeReadOneByOne() throws IOException {
        write("any.bin", records(5, 2));

        assertThat(ImageDataset.readCifar10(folder.resolve("any.bin")).size()).isEqualTo(2);
    }
}
