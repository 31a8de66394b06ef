package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [Reducer] must do beyond the [ModelContract]: describe rows one by one by so many numbers as it says, guess rows back, and refuse others.
///
/// ```java
/// class FirstTwoTest implements ReducerContract {
///     public String name() { return "first-two"; }
///     public Dataset data() { return TableDataset.of(Table.readCsv(iris).drop("species"), ""); }
///     public Dataset unsuitable() { return data().…; }                                    // of another width
/// }
/// ```
public interface ReducerContract extends ModelContract {

    /// What was learned from [#data()].
    default Reducer reducer() {
        Model learned = ModelRegistry.load().create(name(), options()).fit(data(), Run.standard());
        assertThat(learned).isInstanceOf(Reducer.class);
        return (Reducer) learned;
    }

    private static double[] row(Matrix matrix, int row) { return Arrays.copyOfRange(matrix.toArray(), row * matrix.columns(), (row + 1) * matrix.columns()); }

    private Matrix rows() { return data().matrix(); }

    @Test default void itGivesSoManyCoordinatesAsItSays() {
        Reducer reducer = reducer();

        Matrix coordinates = reducer.transform(rows());

        assertThat(reducer.dimensions()).isPositive();
        assertThat(new int[] {coordinates.rows(), coordinates.columns()}).containsExactly(rows().rows(), reducer.dimensions());
        assertThat(Arrays.stream(coordinates.toArray()).allMatch(Double::isFinite)).as("finite coordinates").isTrue();
        assertThat(reducer.transformed(data().schema()).features()).as("columns of the schema").hasSize(reducer.dimensions());
    }

    @Test default void rowsComeBackWithTheWidthThatTheyHad() {
        Reducer reducer = reducer();

        Matrix back = reducer.inverseTransform(reducer.transform(rows()));

        assertThat(new int[] {back.rows(), back.columns()}).containsExactly(rows().rows(), rows().columns());
        assertThat(Arrays.stream(back.toArray()).allMatch(Double::isFinite)).as("finite rows").isTrue();
    }

    @Test default void aRowIsTransformedAlikeAloneAndAmongOthers() {
        Reducer reducer = reducer();
        Matrix all = reducer.transform(rows());

        for (int row : new int[] {0, rows().rows() / 2, rows().rows() - 1}) {
            double[] alone = reducer.transform(Matrix.of(1, rows().columns(), row(rows(), row))).toArray();
            double scale = Arrays.stream(row(all, row)).map(Math::abs).max().orElse(0) + 1;
            for (int i = 0; i < alone.length; i++) assertThat(alone[i]).as("row " + row).isCloseTo(row(all, row)[i], within(1e-9 * scale));
        }
    }

    @Test default void noRowsGiveNoRows() {
        Reducer reducer = reducer();

        Matrix none = reducer.transform(Matrix.zeros(0, rows().columns()));

        assertThat(new int[] {none.rows(), none.columns()}).containsExactly(0, reducer.dimensions());
    }

    @Test default void theTableOfCoordinatesHoldsWhatTransformGives() {
        Reducer reducer = reducer();
        Matrix coordinates = reducer.transform(rows());

        Table table = reducer.coordinates(data());

        assertThat(table.names()).containsExactlyElementsOf(IntStream.rangeClosed(1, reducer.dimensions()).mapToObj(i -> "pc" + i).toList());
        for (int i = 0; i < reducer.dimensions(); i++) assertThat(table.column("pc" + (i + 1))).containsExactly(coordinates.columns(i, i + 1).toArray());
    }

    @Test default void transformingChangesNeitherTheRowsNorTheModel() {
        Reducer reducer = reducer();
        Matrix rows = rows();
        double[] before = rows.toArray().clone(), first = reducer.transform(rows).toArray();

        reducer.inverseTransform(reducer.transform(rows));

        assertThat(rows.toArray()).containsExactly(before);
        assertThat(reducer.transform(rows).toArray()).containsExactly(first);
    }

    @Test default void aLoadedReducerTransformsToTheSameBits(@TempDir Path directory) {
        Reducer reducer = reducer();
        Path file = directory.resolve("reducer.safetensors");
        reducer.save(file);

        Reducer loaded = (Reducer) ModelRegistry.load().read(file);

        assertThat(loaded.transform(rows()).toArray()).containsExactly(reducer.transform(rows()).toArray());
        assertThat(loaded.inverseTransform(loaded.transform(rows())).toArray()).containsExactly(reducer.inverseTransform(reducer.transform(rows())).toArray());
    }

    @Test default void aWrongWidthIsRefusedInBothDirections() {
        Reducer reducer = reducer();

        assertThatThrownBy(() -> reducer.transform(Matrix.zeros(2, rows().columns() + 1))).isInstanceOfAny(ShapeException.class, DataException.class).hasMessageContaining("expected");
        assertThatThrownBy(() -> reducer.inverseTransform(Matrix.zeros(2, reducer.dimensions() + 1))).isInstanceOfAny(ShapeException.class, DataException.class).hasMessageContaining("expected");
    }

    @Test default void sharesFallAndAreNoMoreThanAll() {
        double[] shares = reducer().shares();

        assertThat(Arrays.stream(shares).allMatch(share -> share >= -1e-12 && share <= 1 + 1e-9)).as(Arrays.toString(shares)).isTrue();
        assertThat(Arrays.stream(shares).sum()).isLessThanOrEqualTo(1 + 1e-9);
        for (int i = 1; i < shares.length; i++) assertThat(shares[i]).isLessThanOrEqualTo(shares[i - 1] + 1e-12);
    }
}
