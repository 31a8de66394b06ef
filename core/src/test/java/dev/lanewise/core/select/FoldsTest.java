package dev.lanewise.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Missing;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {

    private static final Seed SEED = Seed.of(3);

    private final Properties outside = outside();

    // ---- the outside world

    @ParameterizedTest @CsvSource({"10, 3", "11, 4", "5, 5", "23, 2"})
    void partsAreThoseOfScikitLearn(int n, int k) {
        assertThat(tests(Folds.k(k).of(rows(n), SEED))).isEqualTo(outside.getProperty("kfold." + n + "." + k));
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 2, 3})
    void stratifiedPartsAreThoseOfScikitLearn(int number) {
        int k = Integer.parseInt(outside.getProperty("stratified." + number + ".k"));

        assertThat(tests(Folds.stratified(k).of(classes(integers("stratified." + number + ".y")), SEED))).isEqualTo(outside.getProperty("stratified." + number));
    }

    @Test void groupedPartsAreThoseOfScikitLearn() {
        int[] groups = integers("groups");

        assertThat(tests(Folds.grouped(3, groups).of(rows(groups.length), SEED))).isEqualTo(outside.getProperty("groups.3"));
    }

    @ParameterizedTest @CsvSource({"12, 3, 0, 0, 0", "17, 4, 2, 0, 0", "20, 3, 0, 5, 0", "20, 4, 1, 6, 2"})
    void timeSeriesAreThoseOfScikitLearn(int n, int splits, int gap, int most, int size) {
        String borders = Folds.timeSeries(splits).gap(gap).sliding(most).testSize(size).of(rows(n), SEED).stream()
                .map(fold -> fold.train()[0] + "," + fold.train()[fold.train().length - 1] + "," + fold.test()[0] + "," + fold.test()[fold.test().length - 1]).collect(Collectors.joining(";"));

        assertThat(borders).isEqualTo(outside.getProperty("time." + n + "." + splits + "." + gap + "." + most + "." + size));
    }

    @Test void studentsQuantilesAreThoseOfSciPy() {
        double[] expected = Arrays.stream(outside.getProperty("t").split(",")).mapToDouble(Double::parseDouble).toArray();

        for (int freedom = 1; freedom <= expected.length; freedom++) assertThat(Student.twoSided(0.95, freedom)).isEqualTo(expected[freedom - 1], within(1e-9 * expected[freedom - 1]));         // SciPy 1.10 has nine digits
    }

    // ---- what must hold

    @Test void everyRowIsJudgedOnceAndNeverByItself() {
        Dataset data = classes(IntStream.range(0, 37).map(i -> i * i % 3).toArray());
        for (Folds folds : List.of(Folds.k(5), Folds.k(5).shuffled(true), Folds.stratified(4), Folds.stratified(4).shuffled(true), Folds.leaveOneOut(), Folds.grouped(3, IntStream.range(0, 37).map(i -> i % 7).toArray()))) {
            int[] judged = folds.of(data, SEED).stream().flatMapToInt(fold -> Arrays.stream(fold.test())).sorted().toArray();

            assertThat(judged).containsExactly(IntStream.range(0, 37).toArray());
            for (Fold fold : folds.of(data, SEED)) {
                assertThat(IntStream.concat(Arrays.stream(fold.train()), Arrays.stream(fold.test())).sorted().toArray()).containsExactly(IntStream.range(0, 37).toArray());
            }
        }
        assertThat(Folds.leaveOneOut().of(data, SEED)).hasSize(37).allMatch(fold -> fold.test().length == 1);
    }

    @Test void sharesOfClassesDifferByOneAtMost() {
        for (int seed = 0; seed < 30; seed++) {
            var random = Seed.of(seed).stream();
            int[] labels = IntStream.range(0, 40 + random.nextInt(60)).map(i -> random.nextInt(4)).toArray();
            List<Fold> folds = Folds.stratified(5).shuffled(true).of(classes(labels), Seed.of(seed));
            for (int c = 0; c < 4; c++) {
                int of = c;
                int[] counts = folds.stream().mapToInt(fold -> (int) Arrays.stream(fold.test()).filter(row -> labels[row] == of).count()).toArray();
                assertThat(Arrays.stream(counts).max().orElseThrow() - Arrays.stream(counts).min().orElseThrow()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test void noGroupIsOnBothSides() {
        for (int seed = 0; seed < 30; seed++) {
            var random = Seed.of(seed).stream();
            int[] groups = IntStream.range(0, 50).map(i -> random.nextInt(9)).toArray();
            for (Fold fold : Folds.grouped(4, groups).of(rows(50), SEED)) {
                assertThat(Arrays.stream(fold.test()).map(row -> groups[row]).boxed().toList()).doesNotContainAnyElementsOf(Arrays.stream(fold.train()).map(row -> groups[row]).boxed().toList());
            }
        }
    }

    @Test void theSeedDecidesAboutShufflingAndRepetitionsDiffer() {
        Folds folds = Folds.k(3).shuffled(true);

        assertThat(tests(folds.of(rows(20), SEED))).isEqualTo(tests(folds.of(rows(20), SEED))).isNotEqualTo(tests(folds.of(rows(20), Seed.of(4))));
        List<Fold> twice = Folds.repeated(folds, 2).of(rows(20), SEED);
        assertThat(twice).hasSize(6);
        assertThat(tests(twice.subList(0, 3))).isNotEqualTo(tests(twice.subList(3, 6)));
    }

    @Test void whatCannotBeDividedIsRefusedInASentence() {
        assertThatThrownBy(() -> Folds.k(3).of(rows(2), SEED)).isInstanceOf(DataException.class).hasMessage("Folds: expected at least 3 samples for 3 folds, but got 2. Take fewer folds");
        assertThatThrownBy(() -> Folds.leaveOneOut().of(rows(1), SEED)).isInstanceOf(DataException.class).hasMessage("Folds: expected at least 2 samples for 2 folds, but got 1. Take fewer folds");
        assertThatThrownBy(() -> Folds.k(3).of(rows(0), SEED)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Folds.k(1)).hasMessage("Folds: expected k ≥ 2, but got 1");
        assertThatThrownBy(() -> Folds.stratified(3).of(classes(0, 1, 2, 0, 1), SEED)).hasMessage("Stratified folds: expected a class with at least 3 samples, but the largest has 2. Take fewer folds, or Folds.k");
        assertThatThrownBy(() -> Folds.stratified(2).of(rows(5), SEED)).hasMessage("Stratified folds: expected a class for every sample, but the data has no target. Use Folds.k");
        assertThatThrownBy(() -> Folds.grouped(3, 1, 1, 2).of(rows(3), SEED)).hasMessage("Grouped folds: expected at least 3 groups for 3 folds, but got 2. Take fewer folds");
        assertThatThrownBy(() -> Folds.grouped(2, 1, 2).of(rows(3), SEED)).hasMessage("Grouped folds: expected a group for each of 3 samples, but got 2");
        assertThatThrownBy(() -> Folds.timeSeries(3).of(rows(3), SEED)).hasMessage("Time series folds: expected more than 3 samples for 3 splits of 1 with a gap of 0, but got 3. Take fewer or smaller splits");
    }

    @Test void aClassWithOneMemberIsJudgedOnce() {
        List<Fold> folds = Folds.stratified(3).of(classes(0, 0, 0, 0, 1, 0, 0), SEED);

        assertThat(folds.stream().filter(fold -> Arrays.stream(fold.test()).anyMatch(row -> row == 4))).hasSize(1);
    }

    // ---- data

    static Dataset rows(int n) { return TableDataset.of(Table.empty().with("x", IntStream.range(0, n).mapToDouble(i -> i).toArray()), ""); }

    static Dataset classes(int... labels) {
        return TableDataset.of(Table.empty().with("x", IntStream.range(0, labels.length).mapToDouble(i -> i).toArray()).with("y", Arrays.stream(labels).mapToObj(label -> "class" + label).toList()),
                "y", Target.Kind.CLASS, Missing.REJECT);
    }

    private static String tests(List<Fold> folds) { return folds.stream().map(fold -> Arrays.stream(fold.test()).mapToObj(Integer::toString).collect(Collectors.joining(","))).collect(Collectors.joining(";")); }

    private int[] integers(String key) { return Arrays.stream(outside.getProperty(key).split(",")).mapToInt(Integer::parseInt).toArray(); }

    private static Properties outside() {
        Properties properties = new Properties();
        try (InputStream in = FoldsTest.class.getResourceAsStream("folds.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
