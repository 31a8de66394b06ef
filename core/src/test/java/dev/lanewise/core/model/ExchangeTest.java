package dev.lanewise.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tensors on their way to other programs and back.
class ExchangeTest {

    private static final Map<String, StoredTensor> TENSORS = Map.of("0.weight", StoredTensor.of(Shape.of(2, 3), new float[] {1, 2, 3, 0.1f, Float.NaN, -7}),
            "of/a layer%", StoredTensor.of(0.1, 1e300), "count", StoredTensor.of(Shape.scalar(), new long[] {41}), "none", StoredTensor.of(Shape.of(0, 4), new float[0]));

    private static ModelContent content(Map<String, StoredTensor> tensors) {
        return new ModelContent("test", Options.none(), new Schema(List.of(Shape.of(2)), List.of(), Schema.Target.none()), new Provenance(1, "", 0), tensors);
    }

    @Test void aFolderKeepsNamesShapesAndNumbers(@TempDir Path folder) {
        Path out = folder.resolve("out");
        NpyFolder.write(out, TENSORS);

        ModelContent again = content(TENSORS).tensors(NpyFolder.read(out));

        assertThat(again.tensors().keySet()).containsExactlyInAnyOrderElementsOf(TENSORS.keySet());
        TENSORS.forEach((name, tensor) -> {
            assertThat(again.tensor(name)).isInstanceOf(tensor.getClass());
            assertThat(again.tensor(name).shape()).isEqualTo(tensor.shape());
            assertThat(again.tensor(name).doubles()).containsExactly(tensor.doubles());
        });
        assertThat(folder).isDirectoryContaining("glob:**/out").isDirectoryNotContaining("glob:**/*.tmp");
    }

    @Test void nothingIsHalfWritten(@TempDir Path folder) {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> NpyFolder.write(out, Map.of("a", StoredTensor.of(1), "n", StoredTensor.of(Shape.of(1), new long[] {1L << 60})))).isInstanceOf(DataException.class)
                .hasMessage("Tensor 'n': expected whole numbers up to 2⁵³, which float64 can hold. Export it as safetensors");

        assertThat(folder).isEmptyDirectory();
    }

    @Test void tensorsAreCheckedByNameAndShape() {
        ModelContent content = content(Map.of("w", StoredTensor.of(1, 2), "n", StoredTensor.of(Shape.of(1), new long[] {3})));
        StoredTensor w = StoredTensor.of(3, 4), n = StoredTensor.of(5);

        assertThat(content.tensors(Map.of("w", w, "n", n)).tensor("n")).isInstanceOf(StoredTensor.Longs.class);
        assertThatThrownBy(() -> content.tensors(Map.of("w", w))).hasMessage("test: expected a tensor 'n' of shape [1], but it is not there");
        assertThatThrownBy(() -> content.tensors(Map.of("w", n, "n", n))).hasMessage("test, tensor 'w': expected shape [2], but got [1]");
        assertThatThrownBy(() -> content.tensors(Map.of("w", w, "n", n, "v", n))).hasMessageContaining("No tensor is named 'v'");
        assertThatThrownBy(() -> content.tensors(Map.of("w", w, "n", StoredTensor.of(0.5)))).hasMessage("test, tensor 'n': expected whole numbers, but got 0.5");
    }

    @Test void aBrokenNameOfAFileIsTold(@TempDir Path folder) throws Exception {
        NpyFolder.write(folder.resolve("out"), Map.of("a", StoredTensor.of(1)));
        Files.move(folder.resolve("out/a.npy"), folder.resolve("out/a%zz.npy"));

        assertThatThrownBy(() -> NpyFolder.read(folder.resolve("out"))).isInstanceOf(DataException.class).hasMessageContaining("expected % and two digits in the name, but got 'a%zz.npy'");
    }

    @Test void statisticsLeaveOutWhatIsNoNumber() {
        TensorStatistics some = TensorStatistics.of(StoredTensor.of(Shape.of(5), new float[] {Float.NaN, 2, -1, Float.POSITIVE_INFINITY, 5}));

        assertThat(some).isEqualTo(new TensorStatistics("float32", Shape.of(5), 20, -1, Double.POSITIVE_INFINITY, 2, 1, 1));
        assertThat(TensorStatistics.of(StoredTensor.of(Shape.of(0), new float[0])).min()).isNaN();
        assertThat(TensorStatistics.of(StoredTensor.of(Shape.of(2), new long[] {1, 4}))).isEqualTo(new TensorStatistics("int64", Shape.of(2), 16, 1, 4, 2.5, 0, 0));
    }
}
