package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanewise.core.DataException;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.linalg.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @TempDir Path folder;

    @Test void aFileWithAHeaderGivesNumbersAndTexts() throws IOException {
        Table table = Table.readCsv(file("width,height,species\n1.5,2,setosa\n-3e2,.5,virginica\n"));

        assertThat(table).hasToString("Table[2 × 3]");
        assertThat(table.names()).containsExactly("width", "height", "species");
        assertThat(table.column("width")).containsExactly(1.5, -300);
        assertThat(table.column("height")).containsExactly(2, 0.5);
        assertThat(table.texts("species")).containsExactly("setosa", "virginica");
        assertThat(table.isNumber("width")).isTrue();
        assertThat(table.isNumber("species")).isFalse();
        assertThat(table.texts("width")).containsExactly("1.5", "-300");
    }

    @Test void aFileWithoutAHeaderGetsNumberedColumns() throws IOException {
        Table table = Table.readCsv(file("1,a\n2,b\n"));

        assertThat(table.names()).containsExactly("column1", "column2");
        assertThat(table.size()).isEqualTo(2);
    }

    @Test void namesThatAreNumbersAreAHeaderWhereATextStandsAboveANumber() throws IOException {
        Table table = Table.readCsv(file("label,0,1\n7,12,13\n"));

        assertThat(table.names()).containsExactly("label", "0", "1");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test void aMissingValueInTheFirstRowIsNoHeader() throws IOException {
        assertThat(Table.readCsv(file("1,?,2\n3,4,5\n")).column("column2")).containsExactly(Double.NaN, 4);
    }

    @Test void theFormatCanSayWhatTheFileDoesNot() throws IOException {
        Path file = file("1;01\n2;02\n");

        Table named = Table.readCsv(file, CsvFormat.standard().header(CsvFormat.Header.YES));
        Table plain = Table.readCsv(file, CsvFormat.standard().separator(';').header(CsvFormat.Header.NO).texts("column2").missing("1"));

        assertThat(named.names()).containsExactly("1", "01");
        assertThat(plain.texts("column2")).containsExactly("01", "02");
        assertThat(plain.column("column1")).containsExactly(Double.NaN, 2);
    }

    @Test void semicolonsTabsAndBlanksSeparateToo() throws IOException {
        assertThat(Table.readCsv(file("a;b,c\n1;2\n")).names()).containsExactly("a", "b,c");
        assertThat(Table.readCsv(file("a\tb\n1\t2\n")).names()).containsExactly("a", "b");
        assertThat(Table.readCsv(file("a b\n1 2\n")).names()).containsExactly("a", "b");
        assertThat(Table.readCsv(file("some text\nmore text\n")).names()).containsExactly("some text");
    }

    @Test void quotesMayHoldSeparatorsQuotesAndLineBreaks() throws IOException {
        Table table = Table.readCsv(file("\"a;b;c;d\",b\r\n\"x, \"\"y\"\"\nz\", 1\r\n"));

        assertThat(table.names()).containsExactly("a;b;c;d", "b");
        assertThat(table.texts("a;b;c;d")).containsExactly("x, \"y\"\nz");
        assertThat(table.column("b")).containsExactly(1);
    }

    @Test void everyMarkOfAMissingValueIsKnown() throws IOException {
        Table table = Table.readCsv(file("a,b,c\n1,x,\n,NA,NA\nNA,?,NaN\nNaN,null,?\n?,y,null\n"));

        assertThat(table.column("a")).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(table.texts("b")).containsExactly("x", "", "", "", "y");
        assertThat(table.isNumber("c")).isTrue();
    }

    @Test void gzipIsRecognisedByItsContent() throws IOException {
        Path file = folder.resolve("table.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) { out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)); }

        assertThat(Table.readCsv(file).column("b")).containsExactly(2);
    }

    @Test void aByteOrderMarkBelongsToNoName() throws IOException {
        assertThat(Table.readCsv(file("\uFEFFa,b\n1,2\n")).names()).containsExactly("a", "b");
    }

    @Test void aHeaderAloneIsATableWithoutRows() throws IOException {
        Table table = Table.readCsv(file("a,b\n"));

        assertThat(table).hasToString("Table[0 × 2]");
        assertThat(table.column("a")).isEmpty();
        assertThat(table.toMatrix().rows()).isZero();
    }

    @Test void aMissingFileIsNamed() {
        Path file = folder.resolve("no.csv");

        assertRefused(() -> Table.readCsv(file), file + ": there is no such file");
        assertRefused(() -> Table.readCsv(folder), folder + ": expected a file, but this is a directory");
    }

    @Test void anEmptyFileIsNoTable() throws IOException {
        Path file = file("");

        assertRefused(() -> Table.readCsv(file), file + ": expected a table, but the file is empty");
        assertRefused(() -> Table.readCsv(file("\n\n")), file + ": expected a table, but the file is empty");
    }

    @Test void aRaggedRowIsNamedWithItsLine() throws IOException {
        Path file = file("a,b,c\n1,2,3\n\n4,5\n");

        assertRefused(() -> Table.readCsv(file), file + ", line 4: expected 3 fields, but got 2");
        assertRefused(() -> Table.readCsv(file("a\n1\n1,2\n")), file + ", line 3: expected 1 field, but got 2");
    }

    @Test void aTextInANumberColumnIsNamedWithFileLineAndColumn() throws IOException {
        Path file = file("a,b\n1,2\nNA,3\nn/a,4\n");

        Table table = Table.readCsv(file);

        assertRefused(() -> table.column("a"), file + ", line 4, column \"a\": expected a number, but got \"n/a\"");
        assertRefused(() -> TableDataset.of(table, ""), file + ", line 4, column \"a\": expected a number, but got \"n/a\"");
        assertThat(table.drop("a").column("b")).containsExactly(2, 3, 4);
    }

    @Test void whatOnlyProgrammersCallANumberIsAText() throws IOException {
        Path file = file("a\n1\n1f\n");

        assertRefused(() -> Table.readCsv(file).column("a"), file + ", line 3, column \"a\": expected a number, but got \"1f\"");
        assertRefused(() -> Table.readCsv(file("a\n1\nInfinity\n")).column("a"), file + ", line 3, column \"a\": expected a number, but got \"Infinity\"");
        assertRefused(() -> Table.readCsv(file("a\n1\n1e999\n")).column("a"), file + ", line 3, column \"a\": expected a number, but got \"1e999\"");
        assertRefused(() -> Table.readCsv(file("a\n1\n1-2\n")).column("a"), file + ", line 3, column \"a\": expected a number, but got \"1-2\"");
    }

    @Test void aTextColumnHoldsNoNumbers() throws IOException {
        Path file = file("a,b\nNA,1\nred,2\n");

        assertRefused(() -> Table.readCsv(file).column("a"), file + ", line 3, column \"a\": expected a number, but got \"red\"");
        assertRefused(() -> Table.readCsv(file).toMatrix(), file + ": expected only numbers, but got texts in \"a\". Drop it");
    }

    @Test void twoColumnsOfOneNameAreRefused() throws IOException {
        Path file = file("a,b,a\n1,2,3\n");

        assertRefused(() -> Table.readCsv(file), file + ", line 1: expected different names of columns, but \"a\" stands above columns 1 and 3");
    }

    @Test void anOpenQuoteIsNamedWithTheLineBehindWhichItBegins() throws IOException {
        Path file = file("a,b\n1,2\n\"3,4\n5,6\n");

        assertRefused(() -> Table.readCsv(file), file + ", behind line 2: expected fields with closed quotes, but a quote is still open"
                + " where the file or the longest possible row ends");
    }

    @Test void bytesThatAreNoTextAreNamedWithTheirLine() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "a,b\n1,2\nGr\u00fcn,3\n".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(() -> Table.readCsv(file), file + ", line 3: expected UTF-8 text, but got other bytes. Save the file as UTF-8");
    }

    @Test void aGzipFileThatWasCutOffIsToldApartFromADamagedOne() throws IOException {
        Path file = folder.resolve("cut.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) { out.write("a,b\n1,2\n".repeat(1000).getBytes(StandardCharsets.UTF_8)); }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 20));

        assertRefused(() -> Table.readCsv(file), file + ": expected a whole gzip file, but it ends too early");
    }

    @Test void anUnknownColumnIsAnsweredWithTheKnownOnes() throws IOException {
        Path file = file("width,height\n1,2\n");

        assertRefused(() -> Table.readCsv(file).column("widht"),
                "No column of " + file + " is named 'widht'. There are: height, width. Did you mean 'width'?");
        assertRefused(() -> Table.readCsv(file).drop("depth"), "No column of " + file + " is named 'depth'. There are: height, width");
    }

    @Test void columnsAreDroppedSelectedAddedAndReplaced() throws IOException {
        Table table = Table.readCsv(file("a,b,c\n1,2,3\n"));

        assertThat(table.drop("b").names()).containsExactly("a", "c");
        assertThat(table.select("c", "a").names()).containsExactly("c", "a");
        assertThat(table.with("d", new double[] {4}).with("a", List.of("x")).names()).containsExactly("a", "b", "c", "d");
        assertThatThrownBy(() -> table.with("d", new double[2])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Table: expected 1 values for column 'd', but got 2");
    }

    @Test void aTableIsAMatrixAndBack() {
        Table table = Table.of(Matrix.of(2, 3, 1, 2, 3, 4, 5, 6), "a", "b", "c");

        assertThat(table.column("b")).containsExactly(2, 5);
        assertThat(table.toMatrix().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test void missingValuesAreNoMatrix() {
        Table table = Table.empty().with("a", new double[] {1, Double.NaN});

        assertRefused(table::toMatrix, "table: expected a value in every row, but some are missing: 1 in \"a\". "
                + "Drop these columns or rows, or put the mean of the column in their place");
    }

    @Test void whatIsWrittenIsReadAgain() throws IOException {
        Table table = Table.empty().with("x, y", new double[] {1, Double.NaN, 0.1}).with("text", List.of("a \"b\"", "", "c\nd"));
        StringBuilder csv = new StringBuilder();

        table.writeCsv(csv);
        Table again = Table.readCsv(file(csv.toString()));

        assertThat(csv).hasToString("\"x, y\",text\n1,\"a \"\"b\"\"\"\n,\n0.1,\"c\nd\"\n");
        assertThat(again.column("x, y")).containsExactly(1, Double.NaN, 0.1);
        assertThat(again.texts("text")).containsExactly("a \"b\"", "", "c\nd");
    }

    @Test void aRowWithNothingInItIsARowStill() throws IOException {
        StringBuilder csv = new StringBuilder();

        Table.empty().with("a", new double[] {1, Double.NaN, 3}).writeCsv(csv);

        assertThat(Table.readCsv(file(csv.toString())).column("a")).containsExactly(1, Double.NaN, 3);
    }

    @Test void theHeaderOfScikitLearnNamesClasses() throws IOException {
        Table table = Table.readCsv(file("3,2,red,green\n0.1,0.2,0\n0.3,0.4,1\n0.5,0.6,0\n"));

        assertThat(table.names()).containsExactly("column1", "column2", "class");
        assertThat(table.texts("class")).containsExactly("red", "green", "red");
        assertThat(table.target()).contains("class");
        assertThat(table.drop("class").target()).isEmpty();
    }

    @Test void theHeaderOfScikitLearnMustTellTheTruth() throws IOException {
        Path file = file("3,2,red,green\n0.1,0.2,0\n0.3,0.4,1\n");

        assertRefused(() -> Table.readCsv(file), file + ": expected 3 rows, as its first line says, but got 2");
        assertRefused(() -> Table.readCsv(file("1,2,red,green\n0.1,0.2,2\n")), file + ", line 2, column \"class\": expected a class in 0 … 1, but got \"2\"");
    }

    @Test void theTablesOfScikitLearnAreRead() {
        Table iris = Table.readCsv(SharedFiles.require("data/sklearn-tables/iris.csv"));
        Table cancer = Table.readCsv(SharedFiles.require("data/sklearn-tables/breast_cancer.csv"));
        Table wine = Table.readCsv(SharedFiles.require("data/sklearn-tables/wine_data.csv"));
        Table diabetes = Table.readCsv(SharedFiles.require("data/sklearn-tables/diabetes_data_raw.csv.gz"));
        Table exercise = Table.readCsv(SharedFiles.require("data/sklearn-tables/linnerud_exercise.csv"));

        assertThat(List.of(iris, cancer, wine, diabetes, exercise)).hasToString("[Table[150 × 5], Table[569 × 31], Table[178 × 14], Table[442 × 10], Table[20 × 3]]");
        assertThat(java.util.Arrays.stream(iris.column("column1")).average()).hasValueCloseTo(5.843333333333334, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(cancer.texts("class")).filteredOn("malignant"::equals).hasSize(212);
        assertThat(exercise.names()).containsExactly("Chins", "Situps", "Jumps");
    }

    /// Whatever stands in a file: it is a table, or there is a sentence about it.
    @Test void noTextBreaksMoreThanTheFile() throws IOException {
        RandomStream random = Seed.of(11).stream();
        String alphabet = "aab112,,,;\"\"\n\n\n\r\t .-?\u00e9\uFEFF#";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            Path file = file(text.toString());

            Throwable failure = catchThrowable(() -> Table.readCsv(file).writeCsv(new StringBuilder()));

            assertThat(failure).as(text.toString()).satisfiesAnyOf(none -> assertThat(none).isNull(), some -> assertThat(some).isInstanceOf(DataException.class));
        }
    }

    private Path file(String text) throws IOException { return Files.writeString(folder.resolve("table.csv"), text); }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(sentence);
    }
}
