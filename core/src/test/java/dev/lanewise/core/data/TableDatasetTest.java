package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDatasetTest {

    private static final double NAN = Double.NaN;

    @TempDir Path folder;

    private final Table flowers = Table.empty().with("width", new double[] {0.1, 0.2, 0.3}).with("species", List.of("rose", "aster", "rose"))
            .with("height", new double[] {1, 2, 3});

    @Test void numberColumnsAreFeaturesAndATextTargetIsAClass() {
        TableDataset data = TableDataset.of(flowers, "species");

        assertThat(data.size()).isEqualTo(3);
        assertThat(data.schema()).isEqualTo(new Schema(List.of(Shape.of(2)), List.of("width", "height"), Target.classes("species", List.of("aster", "rose"))));
        assertThat(input(data, 1)).containsExactly(0.2f, 2);
        assertThat(targets(data)).containsExactly(1, 0, 1);
        assertThat(data).hasToString("TableDataset[3 × 2]");
    }

    @Test void theMatrixIsNotRoundedToFloats() {
        assertThat(TableDataset.of(flowers, "species").matrix().toArray()).containsExactly(0.1, 1, 0.2, 2, 0.3, 3);
    }

    @Test void withoutATargetThereIsNone() {
        TableDataset data = TableDataset.of(flowers.drop("species"), "");
        float[] untouched = {7};

        data.readTarget(0, untouched, 0);

        assertThat(data.schema().target()).isEqualTo(Target.none());
        assertThat(untouched).containsExactly(7);
    }

    @Test void fewWholeNumbersAreClassesInNumericalOrder() {
        Table table = Table.empty().with("x", new double[6]).with("y", new double[] {10, 2, 2, 10, -1, -1});

        assertThat(TableDataset.of(table, "y").schema().target()).isEqualTo(Target.classes("y", List.of("-1", "2", "10")));
        assertThat(targets(TableDataset.of(table, "y"))).containsExactly(2, 1, 1, 2, 0, 0);
    }

    @Test void manyOrBrokenNumbersAreNumbers() {
        Table table = Table.empty().with("x", new double[5]).with("many", new double[] {1, 2, 3, 4, 4}).with("broken", new double[] {0.5, 1, 1, 1, 1});

        assertThat(TableDataset.of(table, "many").schema().target()).isEqualTo(Target.number("many"));
        assertThat(TableDataset.of(table, "broken").schema().target()).isEqualTo(Target.number("broken"));
        assertThat(targets(TableDataset.of(table, "broken"))).containsExactly(0.5f, 1, 1, 1, 1);
    }

    @Test void theCallerCanDecideWhatTheTargetIs() {
        Table table = Table.empty().with("x", new double[3]).with("y", new double[] {0, 1, 1});

        assertThat(TableDataset.of(table, "y").schema().target().kind()).isEqualTo(Target.Kind.CLASS);
        assertThat(TableDataset.of(table, "y", Target.Kind.NUMBER, Missing.REJECT).schema().target()).isEqualTo(Target.number("y"));
    }

    @Test void textsAsFeaturesAreRefusedWithAdvice() {
        assertRefused(() -> TableDataset.of(flowers, "height"), "table: expected numbers as features, but got texts in \"species\". "
                + "Drop it (--drop), or name one of them as the target (--target)");
        assertRefused(() -> TableDataset.of(flowers.select("species"), "species"), "table: expected at least one column of numbers as a feature, but got none");
        assertRefused(() -> TableDataset.of(flowers, "specis"), "No column of table is named 'specis'. There are: height, species, width. Did you mean 'species'?");
    }

    @Test void missingFeaturesAreCountedDroppedOrFilled() {
        Table table = Table.empty().with("a", new double[] {1, NAN, 3, NAN}).with("b", new double[] {NAN, 2, 3, 4}).with("y", List.of("p", "q", "q", "p"));

        assertRefused(() -> TableDataset.of(table, "y"), "table: expected a value in every row, but some are missing: 2 in \"a\", 1 in \"b\". "
                + "Drop these columns or rows, or put the mean of the column in their place");
        assertThat(TableDataset.of(table, "y", Missing.DROP_ROWS).matrix().toArray()).containsExactly(3, 3);
        assertThat(targets(TableDataset.of(table, "y", Missing.DROP_ROWS))).containsExactly(1);
        assertThat(TableDataset.of(table, "y", Missing.MEAN).matrix().toArray()).containsExactly(1, 3, 2, 2, 3, 3, 2, 4);
    }

    @Test void missingTargetsAreRefusedOrDropped() {
        Table table = Table.empty().with("a", new double[] {1, 2, 3}).with("y", List.of("p", "", "q"));
        String sentence = "table: expected a value of the target in every row, but 1 of 3 are missing in \"y\". Drop these rows";

        assertRefused(() -> TableDataset.of(table, "y"), sentence);
        assertRefused(() -> TableDataset.of(table, "y", Missing.MEAN), sentence);
        assertThat(TableDataset.of(table, "y", Missing.DROP_ROWS).matrix().toArray()).containsExactly(1, 3);
    }

    @Test void aColumnWithoutAnyValueHasNoMean() {
        Table table = Table.empty().with("a", new double[] {NAN, NAN});

        assertRefused(() -> TableDataset.of(table, "", Missing.MEAN), "table: expected a value in column \"a\", but all of them are missing. Drop it");
        assertThat(TableDataset.of(table, "", Missing.DROP_ROWS).size()).isZero();
    }

    @Test void theFingerprintTellsValuesNamesAndTargetsApart() {
        String fingerprint = TableDataset.of(flowers, "species").fingerprint();

        assertThat(fingerprint).hasSize(64).isEqualTo(TableDataset.of(flowers, "species").fingerprint());
        assertThat(fingerprint).isNotEqualTo(TableDataset.of(flowers.with("width", new double[] {0.1, 0.2, 0.4}), "species").fingerprint());
        assertThat(fingerprint).isNotEqualTo(TableDataset.of(flowers.with("species", List.of("rose", "rose", "aster")), "species").fingerprint());
        assertThat(fingerprint).isNotEqualTo(TableDataset.of(flowers.drop("width").with("other", flowers.column("width")).select("other", "height", "species"), "species").fingerprint());
    }

    @Test void aModelFindsItsFeaturesByName() {
        Schema schema = TableDataset.of(flowers, "species").schema();
        Table other = Table.empty().with("extra", List.of("?", "!")).with("height", new double[] {5, 6}).with("species", List.of("rose", "aster")).with("width", new double[] {7, 8});

        TableDataset data = TableDataset.like(other, schema);

        assertThat(data.matrix().toArray()).containsExactly(7, 5, 8, 6);
        assertThat(targets(data)).containsExactly(1, 0);
        assertThat(TableDataset.like(other.drop("species"), schema).schema().target()).isEqualTo(Target.none());
        assertThat(TableDataset.like(other.with("species", List.of("", "")), schema).schema().target()).isEqualTo(Target.none());
    }

    @Test void aModelComplainsAboutFeaturesThatAreNotThere() {
        Schema schema = TableDataset.of(flowers, "species").schema();

        assertRefused(() -> TableDataset.like(flowers.drop("height"), schema), "table: expected 2 features (width, height), but got 1 of them: \"height\" is missing");
        assertRefused(() -> TableDataset.like(flowers.select("species"), schema), "table: expected 2 features (width, height), but got 0 of them: \"width\", \"height\" are missing");
    }

    @Test void aModelComplainsAboutClassesAndGapsItDoesNotKnow() {
        Schema schema = TableDataset.of(flowers, "species").schema();

        assertRefused(() -> TableDataset.like(flowers.with("species", List.of("rose", "tulip", "rose")), schema),
                "table, row 1, column \"species\": expected one of the classes aster, rose, but got \"tulip\"");
        assertRefused(() -> TableDataset.like(flowers.with("species", List.of("rose", "", "rose")), schema),
                "table: expected a value of the target in every row or in none, but 1 of 3 are missing in \"species\". Drop these rows or the column");
        assertRefused(() -> TableDataset.like(flowers.with("width", new double[] {1, NAN, NAN}), schema),
                "table: expected a value in every row, but some are missing: 2 in \"width\". Drop these columns or rows, or put the mean of the column in their place");
    }

    @Test void aFileWithoutNamesIsMatchedByWidth() throws IOException {
        Schema schema = TableDataset.of(flowers, "species").schema();
        Path file = Files.writeString(folder.resolve("new.csv"), "1,2,3,4\n");

        assertRefused(() -> TableDataset.like(Table.readCsv(file), schema), file + ": expected 2 features (width, height), but got 4");
        Files.writeString(file, "1,2\n");
        assertThat(TableDataset.like(Table.readCsv(file), schema).matrix().toArray()).containsExactly(1, 2);
        Files.writeString(file, "1,2,aster\n");
        assertThat(targets(TableDataset.like(Table.readCsv(file), schema))).containsExactly(0);
    }

    @Test void aModelOfImagesTakesARowOfPixels() {
        Schema schema = new Schema(List.of(Shape.of(1, 2, 1)), List.of(), Target.classes("label", List.of("0", "1")));
        Table table = Table.empty().with("label", new double[] {1}).with("p", new double[] {4}).with("q", new double[] {5});

        TableDataset data = TableDataset.like(table, schema);

        assertThat(data.schema().input()).isEqualTo(Shape.of(1, 2, 1));
        assertThat(input(data, 0)).containsExactly(4, 5);
        assertRefused(() -> TableDataset.like(table.drop("p"), schema), "table: expected 2 features, but got 1");
    }

    @Test void aModelOfSequencesOrSeveralInputsTakesNoTable() {
        Schema sequences = new Schema(List.of(Shape.of(Shape.ANY, 3)), List.of(), Target.none());
        Schema pairs = new Schema(List.of(Shape.of(1), Shape.of(2)), List.of(), Target.none());

        assertRefused(() -> TableDataset.like(flowers, sequences), "table: expected data for a model with inputs [[batch, 3]], which no table can hold");
        assertRefused(() -> TableDataset.like(flowers, pairs), "table: expected data for a model with inputs [[1], [2]], which no table can hold");
    }

    @Test void pickedRowsKeepExactNumbersAndTargets() {
        Dataset some = TableDataset.of(flowers, "species").rows(2, 0, 1);

        assertThat(some.matrix().toArray()).containsExactly(0.3, 3, 0.1, 1, 0.2, 2);
        assertThat(targets(some)).containsExactly(1, 1, 0);
        assertThat(some.schema()).isEqualTo(TableDataset.of(flowers, "species").schema());
        assertThatThrownBy(() -> some.rows(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static float[] input(Dataset data, int row) {
        float[] input = new float[data.schema().input().size()];
        data.readInput(0, row, input, 0);
        return input;
    }

    private static float[] targets(Dataset data) {
        float[] targets = new float[data.size()];
        for (int row = 0; row < targets.length; row++) data.readTarget(row, targets, row);
        return targets;
    }

    private static void assertRefused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
