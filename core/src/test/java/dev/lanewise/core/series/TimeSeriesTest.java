package dev.lanewise.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.SharedFiles;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesTest {

    @TempDir Path folder;

    private Path csv(String... lines) throws IOException { return Files.writeString(folder.resolve("x.csv"), "time,x\n" + String.join("\n", lines) + "\n"); }

    private TimeSeries read(Gaps gaps, String... lines) throws IOException { return TimeSeries.read(Table.readCsv(csv(lines)), "time", gaps); }

    private void isRefused(String sentence, String... lines) {
        assertThatThrownBy(() -> read(Gaps.REJECT, lines)).isInstanceOf(DataException.class).hasMessageEndingWith(sentence);
    }

    // ---- times

    @Test void monthsAreMonthsHoweverManyDaysTheyHave() throws IOException {
        TimeSeries series = read(Gaps.REJECT, "1949-11,1", "1949-12,2", "1950-01,3", "1950-02,4", "1950-03,5");

        assertThat(series.timeline()).isEqualTo(Timeline.months(LocalDateTime.of(1949, 11, 1, 0, 0), 1));
        assertThat(series.timeline().label(5)).isEqualTo("1950-04");
        assertThat(series.timeline().season()).isEqualTo(12);
    }

    @Test void quartersDaysAndHoursHaveTheirDistance() throws IOException {
        assertThat(read(Gaps.REJECT, "2000-01-01,1", "2000-04-01,2", "2000-07-01,3").timeline()).isEqualTo(Timeline.months(LocalDateTime.of(2000, 1, 1, 0, 0), 3));
        assertThat(read(Gaps.REJECT, "2000-02-28,1", "2000-02-29,2", "2000-03-01,3").timeline().label(3)).isEqualTo("2000-03-02");
        TimeSeries hours = read(Gaps.REJECT, "2016-07-01 22:00:00,1", "2016-07-01 23:00:00,2", "2016-07-02 00:00:00,3");
        assertThat(hours.timeline().label(3)).isEqualTo("2016-07-02 01:00:00");
        assertThat(hours.timeline().season()).isEqualTo(24);
    }

    @Test void wholeNumbersAreTimesToo() throws IOException {
        TimeSeries series = read(Gaps.REJECT, "1700,1", "1702,2", "1704,3");

        assertThat(series.timeline()).isEqualTo(new Timeline.Numbered(1700, 2));
        assertThat(series.slice(1, 3).timeline().label(0)).isEqualTo("1702");
    }

    // ---- what is refused

    @Test void aTimeThatIsNoneIsTold() { isRefused("x.csv, line 3, column \"time\": expected a time such as 1949-01, 1949-01-31, 1949-01-31 23:00 or a whole number, but got \"1949-13\"", "1949-01,1", "1949-13,2"); }

    @Test void aTimeThatComesTwiceIsTold() { isRefused("x.csv, line 4, column \"time\": expected a later time than in the row before, but got 1949-02 again. Keep one of the rows", "1949-01,1", "1949-02,2", "1949-02,3"); }

    @Test void timesInDisorderAreTold() { isRefused("x.csv, line 4, column \"time\": expected a later time than in the row before, but got 1949-02 after 1949-03. Sort the rows by time", "1949-01,1", "1949-03,2", "1949-02,3"); }

    @Test void unequalDistancesAreTold() {
        isRefused("x.csv, line 5, column \"time\": expected times at equal distances, multiples of 2 from the first one, but got 7", "0,1", "2,2", "4,3", "7,4");
        isRefused("x.csv, line 4, column \"time\": expected times at equal distances, multiples of 86400 seconds from the first one, but got 2000-01-03 12:00", "2000-01-01,1", "2000-01-02,2", "2000-01-03 12:00,3");
    }

    @Test void aTextAmongNumbersIsToldWithLineAndColumn() { isRefused("x.csv, line 3, column \"x\": expected a number, but got \"many\"", "1949-01,1", "1949-02,many"); }

    @Test void aSingleRowHasNoDistance() { isRefused("TimeSeries: expected at least two rows, to tell the distance of the steps, but got 1", "1949-01,1"); }

    @Test void numbersThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> TimeSeries.of("x", 1, Double.NaN)).isInstanceOf(DataException.class).hasMessage("TimeSeries: expected finite numbers, but 'x' has NaN at 1");
        assertThatThrownBy(() -> TimeSeries.of("x", Double.POSITIVE_INFINITY)).hasMessage("TimeSeries: expected finite numbers, but 'x' has Infinity at 0");
    }

    @Test void aWrongYearIsNoGap() {
        assertThatThrownBy(() -> read(Gaps.LAST, "0,1", "1,2", "1000,3")).hasMessageContaining("3 rows would be 1001 steps. Look for a wrong time");
    }

    // ---- gaps

    @Test void aMissingStepIsToldOrFilledAndNothingMoves() throws IOException {
        String[] lines = {"2000-01-01,1", "2000-01-02,2", "2000-01-05,8"};

        isRefused("x.csv, line 4, column \"time\": expected a row for every step, but 2000-01-03 and 1 more are missing. Fill gaps with the last value or by interpolation", lines);
        assertThat(read(Gaps.LAST, lines).values("x")).containsExactly(1, 2, 2, 2, 8);
        assertThat(read(Gaps.INTERPOLATE, lines).values("x")).containsExactly(1, 2, 4, 6, 8);
        assertThat(read(Gaps.LAST, lines).timeline().label(4)).isEqualTo("2000-01-05");
    }

    @Test void anEmptyCellIsToldOrFilled() throws IOException {
        String[] lines = {"0,1", "1,", "2,3", "3,"};

        isRefused("x.csv, line 3, column \"x\": expected a number, but it is missing, as in 1 more rows. Fill gaps with the last value or by interpolation, or drop the column", lines);
        assertThat(read(Gaps.LAST, lines).values("x")).containsExactly(1, 1, 3, 3);
        assertThat(read(Gaps.INTERPOLATE, lines).values("x")).containsExactly(1, 2, 3, 3);
    }

    @Test void aGapAtTheBeginningHasNothingToRepeat() throws IOException {
        String[] lines = {"0,", "1,5", "2,6"};

        assertThatThrownBy(() -> read(Gaps.LAST, lines)).hasMessage("TimeSeries: expected a value of 'x' at the first step, 0, to repeat, but it is missing. Begin later, or interpolate");
        assertThat(read(Gaps.INTERPOLATE, lines).values("x")).containsExactly(5, 5, 6);
        assertThatThrownBy(() -> read(Gaps.INTERPOLATE, "0,", "1,", "2,")).hasMessageEndingWith("expected a value of 'x', but all of them are missing. Drop it");
    }

    @Test void rowsWithoutTimesAreAStepApart() {
        Table table = Table.empty().with("x", new double[] {1, Double.NaN, 3});

        assertThat(TimeSeries.of(table, Gaps.LAST).values("x")).containsExactly(1, 1, 3);
        assertThatThrownBy(() -> TimeSeries.of(table, Gaps.REJECT)).isInstanceOf(DataException.class).hasMessageStartingWith("table, row 1, column \"x\": expected a number, but it is missing. ");
        assertThatThrownBy(() -> TimeSeries.of(Table.empty(), Gaps.LAST)).hasMessage("TimeSeries: expected at least one row, but the table has none");
    }

    // ---- parts

    @Test void aSplitIsThatOfTheText() {
        TimeSeries.Parts parts = SineMix.series().split(0.67);

        assertThat(parts.before().length()).isEqualTo(3350);
        assertThat(parts.after().length()).isEqualTo(1650);
        assertThat(parts.after().timeline().label(0)).isEqualTo("3350");
        assertThatThrownBy(() -> SineMix.series().split(1)).hasMessage("TimeSeries: expected a share in (0, 1) to learn from, but got 1.0");
    }

    @Test void variablesHaveNames() {
        TimeSeries series = new TimeSeries(Timeline.numbered(), List.of("a", "b"), Matrix.of(new double[][] {{1, 2}, {3, 4}}));

        assertThat(series.select("b").values("b")).containsExactly(2, 4);
        assertThat(series.table().names()).containsExactly("time", "a", "b");
        assertThatThrownBy(() -> series.values("c")).isInstanceOf(DataException.class).hasMessageContaining("variable of the series");
        assertThatThrownBy(() -> new TimeSeries(Timeline.numbered(), List.of("a", "a"), Matrix.zeros(1, 2))).hasMessageContaining("different names");
    }

    // ---- real files

    @Test void realSeriesAreRead() {
        TimeSeries airline = TimeSeries.read(Table.readCsv(SharedFiles.require("data/time-series/airline-passengers.csv")), "Month", Gaps.REJECT);
        TimeSeries hours = TimeSeries.read(Table.readCsv(SharedFiles.require("data/etth1/ETTh1.csv")), "date", Gaps.REJECT);

        assertThat(airline).hasToString("TimeSeries(144 steps of Passengers, 1949-01 … 1960-12)");
        assertThat(hours.length()).isEqualTo(17420);
        assertThat(hours.timeline().label(17419)).isEqualTo("2018-06-26 19:00:00");
    }

    @Test void tenYearsWithoutTwoLeapDaysHaveTwoGaps() {
        Table temperatures = Table.readCsv(SharedFiles.require("data/time-series/daily-min-temperatures.csv"));

        assertThatThrownBy(() -> TimeSeries.read(temperatures, "Date", Gaps.REJECT)).hasMessageContaining("1984-12-31 and 1 more are missing");
        assertThat(TimeSeries.read(temperatures, "Date", Gaps.LAST).length()).isEqualTo(3652);
    }
}
