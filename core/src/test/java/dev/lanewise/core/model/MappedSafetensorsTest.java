package dev.lanewise.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedSafetensorsTest {

    @TempDir
    Path folder;

    private Path write() {
        float[] floats = new float[700_000];                                              // more than a chunk
        for (int i = 0; i < floats.length; i++) floats[i] = i * 0.5f;
        Map<String, StoredTensor> tensors = Map.of("floats", StoredTensor.of(Shape.of(7, 100_000), floats), "doubles", StoredTensor.of(1.5, -2), "longs", StoredTensor.of(Shape.of(3), new long[] {1, -2, 3}),
                "nothing", StoredTensor.of(Shape.of(0, 4), new float[0]));
        Path file = folder.resolve("a.safetensors");
        new Safetensors(tensors, Map.of("a", "b")).write(file);
        return file;
    }

    @Test
    void tensorsAreThoseThatAreReadAtOnce() {
        Path file = write();
        Map<String, StoredTensor> all = Safetensors.read(file).tensors();

        MappedSafetensors mapped = MappedSafetensors.open(file);

        assertThat(mapped.names()).containsExactlyElementsOf(all.keySet());
        for (String name : mapped.names()) {
            assertThat(mapped.shape(name)).isEqualTo(all.get(name).shape());
            assertThat(mapped.tensor(name).getClass()).isEqualTo(all.get(name).getClass());
            assertThat(mapped.tensor(name).doubles()).isEqualTo(all.get(name).doubles());
        }
        assertThat(mapped.file()).isEqualTo(file);
    }

    @Test
    void whatIsWrongIsToldBeforeAnythingIsMapped() throws IOException {
        Path file = write();
        byte[] sound = Files.readAllBytes(file);
        assertThatThrownBy(() -> MappedSafetensors.open(folder.resolve("b"))).isInstanceOf(DataException.class).hasMessage(folder.resolve("b") + ": there is no such file");
        assertThatThrownBy(() -> MappedSafetensors.open(file).shape("other")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MappedSafetensors: expected one of the tensors in " + file + ", but got 'other'");
        Path cut = Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(sound, sound.length - 1));
        assertThatThrownBy(() -> MappedSafetensors.open(cut)).isInstanceOf(DataException.class).hasMessageEndingWith(". The file was cut off");
    }
}
