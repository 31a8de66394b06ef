package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.linalg.io.AtomicFile;
import dev.lanewise.linalg.io.NpyArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixFilesTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.npy");
    }

    @Test
    void aMatrixIsReadAsItWasWritten() {
        Matrix special = Matrix.of(2, 3, Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 0.1, 5);
        Matrix large = Matrix.gaussian(301, 67, 1);

        for (Matrix a : new Matrix[] {special, large, large.transpose(), large.everyRow(3).everyColumn(2), Matrix.zeros(0, 3), Matrix.zeros(3, 0)}) {
            a.writeNpy(file);
            assertThat(Matrix.readNpy(file)).isEqualTo(a);
        }
    }

    @Test
    void anArrayWithOneAxisIsAColumn() {
        new NpyArray(new int[] {3}, new double[] {1, 2, 3}).write(file);

        assertThat(Matrix.readNpy(file)).isEqualTo(Matrix.of(3, 1, 1, 2, 3));
    }

    @Test
    void otherNumbersOfAxesAreRefused() {
        new NpyArray(new int[0], new double[] {1}).write(file);
        assertThatThrownBy(() -> Matrix.readNpy(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": expected an array [rows, columns] or [rows], but got []");

        new NpyArray(new int[] {1, 2, 1}, new double[] {1, 2}).write(file);
        assertThatThrownBy(() -> Matrix.readNpy(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": expected an array [rows, columns] or [rows], but got [1, 2, 1]");
    }

    @Test
    void theSystemsRefusalsAreSentences() {
        assertThatThrownBy(() -> Matrix.readNpy(file)).isInstanceOf(UncheckedIOException.class).hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> Matrix.readNpy(folder)).isInstanceOf(UncheckedIOException.class).hasMessageStartingWith(folder + ": could not be read: ");
        assertThatThrownBy(() -> Matrix.identity(2).writeNpy(folder)).isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder + ": expected a file to write, but this is a directory");
        Path nowhere = folder.resolve("none").resolve("a.npy");
        assertThatThrownBy(() -> Matrix.identity(2).writeNpy(nowhere)).isInstanceOf(UncheckedIOException.class)
                .hasMessage(nowhere + ": could not be written: there is no such directory");
    }

    @Test
    void aWriteThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        Matrix old = Matrix.identity(3);
        old.writeNpy(file);

        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[100]));
            throw new IOException("the disk is full");
        })).isInstanceOf(UncheckedIOException.class).hasMessage(file + ": could not be written: the disk is full. The old file is unchanged");

        assertThat(Matrix.readNpy(file)).isEqualTo(old);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
