package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Students;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassMomentsTest {

    private static final Offset<Double> ROUNDING = within(1e-10);

    private static final Matrix X = Matrix.gaussian(200, 4, 7);
    private static final List<Integer> LABELS = IntStream.range(0, 200).mapToObj(i -> i * i % 7 % 3).toList();

    private static int[] labels() { return LABELS.stream().mapToInt(label -> label).toArray(); }

    @Test void everyClassHasTheMomentsOfItsRows() {
        ClassMoments moments = ClassMoments.of(X, labels());

        for (int label = 0; label < 3; label++) {
            Matrix rows = rowsOf(label);
            assertThat(moments.of(label).count()).isEqualTo(rows.rows());
            assertThat(moments.of(label).scatter()).isEqualTo(Moments.of(rows).scatter());
            assertThat(moments.means().row(label).toArray()).containsExactly(Moments.of(rows).mean());
        }
        assertThat(moments).hasToString("ClassMoments(3 classes, 200 rows of 4 features)");
    }

    private static Matrix rowsOf(int label) {
        double[][] rows = IntStream.range(0, 200).filter(i -> LABELS.get(i) == label).mapToObj(i -> X.row(i).toArray()).toArray(double[][]::new);
        return Matrix.of(rows);
    }

    @Test void withinAndBetweenAddUpToTheWhole() {
        ClassMoments moments = ClassMoments.of(X, labels());

        assertThat(moments.within().plus(moments.between()).toArray()).containsExactly(Moments.of(X).scatter().toArray(), ROUNDING);
        assertThat(moments.total().mean()).containsExactly(Moments.of(X).mean(), ROUNDING);
    }

    @Test void betweenIsTheScatterOfRowsReplacedByTheirMeans() {
        ClassMoments moments = ClassMoments.of(X, labels());

        Matrix replaced = Matrix.of(LABELS.stream().map(label -> moments.means().row(label).toArray()).toArray(double[][]::new));

        assertThat(moments.between().toArray()).containsExactly(Moments.of(replaced).scatter().toArray(), ROUNDING);
    }

    @Test void partsMerge() {
        ClassMoments first = running(0, 90), second = running(90, 200), whole = ClassMoments.of(X, labels());

        ClassMoments merged = first.plus(second);

        assertThat(merged.counts()).containsExactly(whole.counts());
        assertThat(merged.within().toArray()).containsExactly(whole.within().toArray(), ROUNDING);
    }

    private static ClassMoments running(int from, int to) {
        RunningClassMoments running = RunningClassMoments.of(List.of("0", "1", "2"), 4, Run.standard());
        for (int i = from; i < to; i++) running.add(X.row(i).toArray(), 0, LABELS.get(i));
        return running.moments();
    }

    @Test void aDataSetGivesItsClassesTheirNames() {
        Dataset digits = Digits.train(200, Seed.of(1));

        ClassMoments moments = ClassMoments.of(digits, Run.standard());

        assertThat(moments.classes()).isEqualTo(digits.schema().target().classes());
        assertThat(moments.total().scatter().toArray()).containsExactly(Moments.of(digits, Run.standard()).scatter().toArray(), within(1e-6));
        assertThat(IntStream.range(0, 10).mapToDouble(i -> moments.priors()[i]).sum()).isEqualTo(1, ROUNDING);
    }

    @Test void aClassWithOneRowOrNoneDoesNotScatter() {
        ClassMoments moments = RunningClassMoments.of(List.of("a", "b", "c"), 2, Run.standard()).add(Matrix.of(3, 2, 1, 2, 3, 5, 7, 8), 0, 0, 2).moments();

        assertThat(moments.counts()).containsExactly(2, 0, 1);
        assertThat(moments.of(2).scatter().maxAbs()).isEqualTo(0);
        assertThat(moments.within().toArray()).containsExactly(2, 3, 3, 4.5);
        assertThat(moments.total().mean()).containsExactly(new double[] {11 / 3.0, 5}, ROUNDING);
    }

    @Test void aSavedSummaryComesBackTheSame(@TempDir Path directory) {
        ClassMoments moments = ClassMoments.of(X, labels());

        moments.save(directory.resolve("part.safetensors"));

        ClassMoments loaded = ClassMoments.load(directory.resolve("part.safetensors"));
        assertThat(loaded.classes()).isEqualTo(moments.classes());
        assertThat(loaded.counts()).containsExactly(moments.counts());
        assertThat(loaded.means()).isEqualTo(moments.means());
        assertThat(loaded.within()).isEqualTo(moments.within());
    }

    @Test void anotherFileIsRefused(@TempDir Path directory) {
        Moments.of(X).save(directory.resolve("moments.safetensors"));

        assertThatThrownBy(() -> ClassMoments.load(directory.resolve("moments.safetensors"))).isInstanceOf(DataException.class)
                .hasMessageContaining("expected moments of classes with counts [classes] and means [classes, features], but got the tensors [count, mean, scatter]");
    }

    @Test void wrongLabelsAndNumbersAreNamedWithTheirRow() {
        RunningClassMoments running = RunningClassMoments.of(List.of("a", "b"), 1, Run.standard());

        assertThatThrownBy(() -> running.add(Matrix.of(2, 1, 1, 2), 1, 2)).isInstanceOf(DataException.class)
                .hasMessage("ClassMoments: expected a class in 0 … 1, but row 1 has 2.0");
        assertThatThrownBy(() -> running.add(Matrix.of(1, 1, Double.NaN), 1)).isInstanceOf(DataException.class)
                .hasMessage("ClassMoments: expected finite numbers, but row 1, column 0 has NaN. Drop or fill such rows first");
        assertThatThrownBy(() -> running.add(Matrix.of(1, 1, 5), 1, 1)).isInstanceOf(ShapeException.class)
                .hasMessage("ClassMoments: expected a label for each of 1 rows, but got 2");
        assertThatThrownBy(() -> ClassMoments.of(TableDataset.of(Students.table(), ""), Run.standard())).isInstanceOf(DataException.class)
                .hasMessage("ClassMoments: expected a class for every row, but the data has none. Name the column of the class");
        assertThatThrownBy(() -> ClassMoments.of(List.of("a"), List.of())).isInstanceOf(ShapeException.class);
    }
}
