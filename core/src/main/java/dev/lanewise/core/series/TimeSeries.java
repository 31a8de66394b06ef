package dev.lanewise.core.series;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.data.Table;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// What was measured step by step: one or several variables at equal distances of time, without gaps. Immutable.
///
/// | | shape | |
/// |---|---|---|
/// | values | `[length, variables]` | finite |
///
/// Gaps are filled, or refused, when a series is [read][#read]: nothing here ever moves a value to another time.
///
/// @param timeline when the steps are
/// @param names of the variables
/// @param values one row a step
public record TimeSeries(Timeline timeline, List<String> names, Matrix values) {

    /// A series in two parts.
    ///
    /// @param before the earlier one, to learn from
    /// @param after the later one, to judge by
    public record Parts(TimeSeries before, TimeSeries after) { }

    /// @throws DataException if a value is not finite, or names and columns differ in number
    public TimeSeries {
        names = ImmutableList.copyOf(names);
        if (names.size() != values.columns() || names.isEmpty()) throw new DataException("TimeSeries: expected a name for each of the " + values.columns() + " variables, but got " + names);
        if (new HashSet<>(names).size() < names.size()) throw new DataException("TimeSeries: expected variables with different names, but got " + names);
        for (int j = 0; j < values.columns(); j++) requireFinite(timeline, names.get(j), values.column(j).toArray());
    }

    private static void requireFinite(Timeline timeline, String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) throw new DataException("TimeSeries: expected finite numbers, but '" + name + "' has " + values[i] + " at " + timeline.label(i));
        }
    }

    /// One variable whose steps are 0, 1, 2, …
    public static TimeSeries of(String name, double... values) { return new TimeSeries(Timeline.numbered(), List.of(name), Matrix.of(values.length, 1, values)); }

    /// The columns of a table of numbers, a row a step, without times: the steps are 0, 1, 2, …
    ///
    /// @throws DataException if a cell is not a number, or one is missing and gaps are refused
    public static TimeSeries of(Table table, Gaps gaps) {
        if (table.size() == 0) throw new DataException("TimeSeries: expected at least one row, but the table has none");
        return new SeriesReader(table, StepTimes.of(table.size()), gaps).read();
    }

    /// The columns of a table with a column of times.
    ///
    /// Times are `1949-01`, `1949-01-31`, `1949-01-31 23:00`, `1949-01-31T23:00:00` or whole numbers, in ascending order. Their distance is the least one between two of them: of
    /// months where all are at the same time of the same day of a month, else of seconds. Where two are farther apart there is a gap.
    ///
    /// @param time the name of that column
    /// @throws DataException if a time is none, comes twice or is earlier than the one before, or the distances don't fit; or a cell is not a number; or there is a gap and gaps are refused
    public static TimeSeries read(Table table, String time, Gaps gaps) { return new SeriesReader(table, StepTimes.of(table, time), gaps).read(); }

    /// The number of steps.
    public int length() { return values.rows(); }

    /// The place of a variable.
    ///
    /// @throws DataException if there is none of this name
    public int variable(String name) {
        int place = names.indexOf(name);
        if (place < 0) throw new DataException(Names.unknown("variable of the series", name, names));
        return place;
    }

    /// The values of one variable.
    public double[] values(String name) { return values.column(variable(name)).toArray(); }

    /// These variables in this order.
    public TimeSeries select(String... names) {
        return new TimeSeries(timeline, List.of(names), values.columns(Arrays.stream(names).mapToInt(this::variable).toArray()));
    }

    /// The same with one more variable, which is known beyond the end, such as holidays, prices to be asked or a weather forecast.
    ///
    /// Of its first `length() + steps` values, those of `steps` steps later stand at each step, under the name `NAME, steps ahead`: windows that look
    /// back at least as far, and say no more steps than that, see all of it that belongs to what they say.
    ///
    /// @param known one for each step of the series and at least `steps` beyond its end
    /// @param steps at least 1
    /// @throws DataException if there are fewer
    public TimeSeries knownAhead(String name, int steps, double... known) {
        if (steps < 1) throw new IllegalArgumentException("TimeSeries: expected a variable known at least 1 step ahead, but got " + steps);
        if (known.length < length() + steps) {
            throw new DataException("TimeSeries: expected " + (length() + steps) + " values of '" + name + "', which is to be known " + steps + " steps beyond the " + length() + " of the series, but got " + known.length);
        }
        int width = names.size() + 1;
        double[] all = new double[length() * width];
        for (int i = 0; i < all.length; i++) all[i] = i % width == width - 1 ? known[i / width + steps] : values.get(i / width, i % width);
        return new TimeSeries(timeline, ImmutableList.<String>builder().addAll(names).add(name + ", " + steps + " ahead").build(), Matrix.wrap(length(), width, all));
    }

    /// The steps `from … to − 1`, at their times.
    public TimeSeries slice(int from, int to) { return new TimeSeries(timeline.from(from), names, values.rows(from, to)); }

    /// The first `⌊share · length⌋` steps and the others: what is judged comes after what was learned from.
    public Parts split(double share) {
        if (!(share > 0 && share < 1)) throw new IllegalArgumentException("TimeSeries: expected a share in (0, 1) to learn from, but got " + share);
        return splitAt((int) (share * length()));
    }

    /// The first so many steps and the others.
    public Parts splitAt(int step) { return new Parts(slice(0, step), slice(step, length())); }

    /// A column of times and one for each variable.
    public Table table() {
        Table table = Table.empty().with("time", IntStream.range(0, length()).mapToObj(timeline::label).toList());
        for (String name : names) table = table.with(name, values(name));
        return table;
    }

    /// `TimeSeries(144 steps of Passengers, 1949-01 … 1960-12)`
    @Override public String toString() {
        return "TimeSeries(" + length() + " steps of " + String.join(", ", names) + (length() == 0 ? "" : ", " + timeline.label(0) + " … " + timeline.label(length() - 1)) + ")";
    }
}
