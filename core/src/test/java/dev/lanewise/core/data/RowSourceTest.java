package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSourceTest {

    @TempDir Path directory;

    /// Everything that a source hands out, inputs and target of a row in one list.
    private static List<List<Double>> rows(RowSource source, int atOnce) {
        List<List<Double>> rows = new ArrayList<>();
        int width = source.schema().input().size();
        long total = source.forEachBlock(atOnce, (inputs, targets, count) -> {
            assertThat(count).isBetween(1, atOnce);
            for (int i = 0; i < count; i++) {
                List<Double> row = new ArrayList<>();
                for (int j = 0; j < width; j++) row.add(inputs[i * width + j]);
                if (targets.length > 0) row.add(targets[i]);
                rows.add(row);
            }
        });
        assertThat(total).isEqualTo(rows.size());
        return rows;
    }

    @ParameterizedTest(name = "{0} rows at a time")
    @ValueSource(ints = {1, 2, 3, 100})
    void anIdxFileGivesItsImagesAndLabels(int atOnce) throws IOException {
        Path images = idx("images.gz", new int[] {3, 1, 2}, 1, 2, 3, 4, 255, 6), labels = idx("labels.gz", new int[] {3}, 7, 0, 9);
        RowSource source = RowSource.idx(images, labels);

        assertThat(rows(source, atOnce)).containsExactly(List.of(1.0, 2.0, 7.0), List.of(3.0, 4.0, 0.0), List.of(255.0, 6.0, 9.0));
        assertThat(source.schema()).isEqualTo(ImageDataset.readIdx(images, labels).schema());
        assertThat(rows(source, atOnce)).hasSize(3);                                             // as often as asked
        assertThat(rows(RowSource.idx(images), atOnce)).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0), List.of(255.0, 6.0));
    }

    @ParameterizedTest(name = "{0} rows at a time")
    @ValueSource(ints = {1, 2, 100})
    void aTableGivesItsNumbersAndTheNumbersOfItsClasses(int atOnce) throws IOException {
        Path file = write("t.csv", "height,kind,weight\n1.5,oak,2\n3,\"ash\",4\n-1e3,oak,0.1\n");
        RowSource source = RowSource.csv(file, CsvFormat.standard(), "kind");

        assertThat(rows(source, atOnce)).containsExactly(List.of(1.5, 2.0, 1.0), List.of(3.0, 4.0, 0.0), List.of(-1000.0, 0.1, 1.0));
        assertThat(source.schema()).isEqualTo(TableDataset.of(Table.readCsv(file), "kind").schema());
    }

    @Test void aTableOfNumbersNeedsNoTarget() throws IOException {
        Path file = write("n.csv", "1;2\n3;4\n");

        assertThat(rows(RowSource.csv(file), 5)).containsExactly(List.of(1.0, 2.0), List.of(3.0, 4.0));
        assertThat(RowSource.csv(file).schema().features()).containsExactly("column1", "column2");
        assertThat(RowSource.csv(file, CsvFormat.standard(), "column2").schema().target().kind()).isEqualTo(Schema.Target.Kind.NUMBER);
    }

    @Test void scikitLearnsHeaderNamesTheClasses() throws IOException {
        RowSource source = RowSource.csv(write("s.csv", "2,2,red,blue\n0.5,1,1\n2,3,0\n"));

        assertThat(rows(source, 9)).containsExactly(List.of(0.5, 1.0, 1.0), List.of(2.0, 3.0, 0.0));
        assertThat(source.schema().target().classes()).containsExactly("red", "blue");
    }

    @Test void aDataSetIsASource() {
        Dataset digits = Digits.train(5, Seed.of(1));
        float[] image = new float[784], label = new float[1];
        digits.readInput(0, 3, image, 0);
        digits.readTarget(3, label, 0);

        List<Double> fourth = rows(RowSource.of(digits), 2).get(3);

        assertThat(fourth.get(400)).isEqualTo(image[400]);
        assertThat(fourth.getLast()).isEqualTo(label[0]);
        assertThat(rows(RowSource.of(TableDataset.of(Students.table(), "")), 7).get(29)).containsExactly(
                Students.table().column("japanese")[29], Students.table().column("mathematics")[29], Students.table().column("english")[29]);
    }

    @Test void whatIsBrokenIsNamedWithItsPlace() throws IOException {
        Path images = idx("images", new int[] {3, 1, 2}, 1, 2, 3, 4, 5), more = idx("more", new int[] {1, 1, 1}, 1, 2), labels = idx("labels", new int[] {2}, 1, 2);
        Path text = write("text.csv", "a,b\n1,2\n3,x\n"), gap = write("gap.csv", "a,b\n1,2\n,4\n"), ragged = write("ragged.csv", "a,b\n1,2\n3\n");

        assertThatThrownBy(() -> rows(RowSource.idx(images), 2)).isInstanceOf(DataException.class)
                .hasMessage(images + ": expected as many bytes as its header says, but the file ends before. It was cut off, or its header lies");
        assertThatThrownBy(() -> rows(RowSource.idx(more), 2)).hasMessage(more + ": expected as many bytes as its header says, but more follow");
        assertThatThrownBy(() -> RowSource.idx(images, labels)).hasMessage(labels + ": expected the 3 labels of images, but got 2");
        assertThatThrownBy(() -> RowSource.idx(labels)).hasMessage(labels + ": expected images [number, height, width], but got 2");
        assertThatThrownBy(() -> RowSource.idx(directory.resolve("none"))).hasMessage(directory.resolve("none") + ": there is no such file");
        assertThatThrownBy(() -> rows(RowSource.csv(text), 9)).hasMessage(text + ", line 3, column \"b\": expected a number, but got \"x\"");
        assertThatThrownBy(() -> rows(RowSource.csv(gap), 9)).hasMessage(gap + ", line 3, column \"a\": expected a number, but got a missing value. Fill or drop such rows first");
        assertThatThrownBy(() -> RowSource.csv(ragged)).hasMessage(ragged + ", line 3: expected 2 fields, but got 1");
        assertThatThrownBy(() -> RowSource.csv(gap, CsvFormat.standard(), "c")).isInstanceOf(DataException.class).hasMessageContaining("'c'");
        assertThatThrownBy(() -> rows(RowSource.csv(gap), 0)).hasMessage("RowSource: expected blocks of at least one row, but got 0");
    }

    private Path write(String name, String text) throws IOException { return Files.writeString(directory.resolve(name), text); }

    private Path idx(String name, int[] extents, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes)) {
            out.write(new byte[] {0, 0, 8, (byte) extents.length});
            for (int extent : extents) out.writeInt(extent);
            for (int value : values) out.writeByte(value);
        }
        return Files.write(directory.resolve(name), bytes.toByteArray());
    }
}
